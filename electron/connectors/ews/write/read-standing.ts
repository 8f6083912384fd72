import { AppError } from '../../../../shared/errors.ts';
import type { EwsSession } from '../ews-session.ts';
import { fetchRecords } from '../fetch-records.ts';
import { findStanding } from '../find-standing.ts';
import { type Captured, readCaptured } from './captured.ts';

/** An item of a folder as it stands now, or undefined where it is not there. */
export async function readStanding(session: EwsSession, folderId: string, key: string, signal: AbortSignal): Promise<{ readonly version: string; readonly captured: Captured } | undefined> {
  const row = (await findStanding(session, folderId, [key], signal)).get(key);
  if (row === undefined) return undefined;
  for await (const record of fetchRecords(session, [key], row.kind, 'live', signal)) {
    if (record.type === 'upsert') return { version: record.version, captured: readCaptured(record.raw) };
    if (record.type === 'failed') throw new AppError('server-error', { retry: 'later' });
  }
  return undefined;
}

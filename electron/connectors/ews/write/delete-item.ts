import { AppError } from '../../../../shared/errors.ts';
import type { Collection } from '../../connector.ts';
import type { EwsSession } from '../ews-session.ts';
import { findStanding } from '../find-standing.ts';
import { element } from '../soap/write-xml.ts';
import { sendWrite } from './send-write.ts';

/** The promise of `Connector.delete`: to Deleted Items, from where it can come back; nobody is told of it. */
export async function deleteItem(session: EwsSession, collection: Collection, key: string, ifVersion: string, signal: AbortSignal): Promise<void> {
  // DeleteItem asks for no change key, so that it is looked at before.
  const standing = (await findStanding(session, collection.id, [key], signal)).get(key);
  if (standing === undefined) return;
  if (standing.version !== ifVersion) throw new AppError('write-conflict');
  const ids = element('m:ItemIds', element('t:ItemId', '', { Id: key, ChangeKey: ifVersion }));
  const body = element('m:DeleteItem', ids, { DeleteType: 'MoveToDeletedItems', SendMeetingCancellations: 'SendToNone', AffectedTaskOccurrences: 'AllOccurrences' });
  await sendWrite(session, 'DeleteItem', body, signal);
}

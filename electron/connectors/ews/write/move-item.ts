import { AppError } from '../../../../shared/errors.ts';
import type { Collection, Written } from '../../connector.ts';
import type { Move } from '../../exchange/create-exchange-connector.ts';
import type { EwsSession } from '../ews-session.ts';
import { findStanding } from '../find-standing.ts';
import { element, textElement } from '../soap/write-xml.ts';
import { type Standing, copyItem } from './copy-item.ts';
import { setField } from './differing-fields.ts';
import { markerProperty } from './extended-properties.ts';
import { sendWrite, writtenItem } from './send-write.ts';
import { updateItem } from './write-occurrences.ts';

/**
 * The promise of `Connector.move`. The marker is put on the item before it is moved, so that it is found by it wherever it stands; where the
 * folder lets nothing be changed, after it. Where the server does not bring back what was deleted, a copy is put into
 * the other folder; of what is in use none is made, since two would stand then.
 */
export async function moveItem(session: EwsSession, move: Move, signal: AbortSignal): Promise<Written> {
  const row = (await findStanding(session, move.from.id, [move.key], signal)).get(move.key);
  if (row === undefined || row.version !== move.ifVersion) throw new AppError('write-conflict');
  const mark = (item: Standing) => updateItem(session, item, [setField(row.element, markerProperty(move.marker).uri, markerProperty(move.marker).xml)], signal);
  const marked = await unlessRefused(() => mark(row));
  const bring = () => send(session, marked ?? row, move.to, signal);
  const moved = (move.from.state ?? 'live') === 'live' ? await bring() : await unlessRefused(bring);
  const brought = moved ?? (await copyItem(session, { key: (marked ?? row).key, to: move.to, marker: move.marker }, signal));
  return marked === undefined ? afterWrite(() => mark(brought)) : brought;
}

/** It stands there already: whatever is refused after it, whoever asked has to look. */
async function afterWrite<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof AppError) || error.retry !== 'never') throw error;
    throw new AppError('server-error', { retry: 'later', context: error.context, cause: error });
  }
}

async function send(session: EwsSession, item: Standing, to: Collection, signal: AbortSignal): Promise<Standing> {
  const target = element('m:ToFolderId', element('t:FolderId', '', { Id: to.id }));
  const ids = element('m:ItemIds', element('t:ItemId', '', { Id: item.key, ChangeKey: item.version }));
  return writtenItem(await sendWrite(session, 'MoveItem', element('m:MoveItem', target + ids + textElement('m:ReturnNewItemIds', 'true')), signal));
}

/** What a write gave, or undefined where the server refused to do it and so did nothing. */
async function unlessRefused<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof AppError && (error.code === 'write-refused' || error.code === 'forbidden')) return undefined;
    throw error;
  }
}

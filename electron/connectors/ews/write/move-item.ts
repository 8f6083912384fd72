import { AppError } from '../../../../shared/errors.ts';
import type { Collection, Written } from '../../connector.ts';
import type { EwsSession } from '../ews-session.ts';
import { findStanding } from '../find-standing.ts';
import { element, textElement } from '../soap/write-xml.ts';
import { child, childText } from '../soap/xml-tree.ts';
import { setField } from './differing-fields.ts';
import { markerProperty } from './extended-properties.ts';
import { readItemId, sendWrite, writtenItem } from './send-write.ts';
import { updateItem } from './write-occurrences.ts';

interface Standing {
  readonly key: string;
  readonly version: string;
}

const ELEMENTS = { contact: 't:Contact', event: 't:CalendarItem', task: 't:Task' } as const;
/** A stream that ends so was cut by the server, for a while (MS-OXWSBTRF). */
const TRUNCATED = '=== Truncated Data ===';
const EXPORT_TRIES = 3;

/**
 * The promise of `Connector.move`. The marker is put on the item before it is moved, so that it is found by it wherever it stands; where the
 * folder lets nothing be changed, after it. Where the server does not move it, its exported stream is put into the other folder.
 */
export async function moveItem(session: EwsSession, move: { readonly from: Collection; readonly key: string; readonly to: Collection; readonly ifVersion: string; readonly marker: string }, signal: AbortSignal): Promise<Written> {
  const row = (await findStanding(session, move.from.id, [move.key], signal)).get(move.key);
  if (row === undefined || row.version !== move.ifVersion) throw new AppError('write-conflict');
  const mark = (item: Standing) => updateItem(session, item, [setField(ELEMENTS[row.kind], markerProperty(move.marker).uri, markerProperty(move.marker).xml)], signal);
  const marked = await unlessRefused(() => mark(row));
  const moved = await unlessRefused(() => send(session, marked ?? row, move.to, signal));
  const brought = moved ?? (await upload(session, await exported(session, (marked ?? row).key, signal), move.to, signal));
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

async function exported(session: EwsSession, key: string, signal: AbortSignal): Promise<string> {
  const body = element('m:ExportItems', element('m:ItemIds', element('t:ItemId', '', { Id: key })));
  for (let tries = 1; ; tries += 1) {
    const { messages } = await session.http.call({ operation: 'ExportItems', body }, signal);
    const data = childText(messages[0]?.element, 'm:Data').replace(/\s+/g, '');
    const isWhole = data !== '' && !Buffer.from(data, 'base64').subarray(-64).includes(TRUNCATED);
    if (messages.length === 1 && messages[0]?.isGood === true && isWhole) return data;
    const error = new AppError('write-refused', { context: { operation: 'ExportItems', responseCode: messages[0]?.code ?? '' }, retry: 'later' });
    if (tries >= EXPORT_TRIES) throw error;
    await session.http.pause(error, tries, signal);
  }
}

async function upload(session: EwsSession, data: string, to: Collection, signal: AbortSignal): Promise<Standing> {
  const item = element('t:Item', element('t:ParentFolderId', '', { Id: to.id }) + textElement('t:Data', data), { CreateAction: 'CreateNew' });
  const message = await sendWrite(session, 'UploadItems', element('m:UploadItems', element('m:Items', item)), signal);
  return readItemId(child(message.element, 'm:ItemId'));
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

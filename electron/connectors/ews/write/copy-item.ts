import { AppError } from '../../../../shared/errors.ts';
import type { Collection } from '../../connector.ts';
import type { EwsSession } from '../ews-session.ts';
import { findMarked } from '../fetch-now.ts';
import { findStanding } from '../find-standing.ts';
import { getItems } from '../get-items.ts';
import { SEARCH_KEY_URI, extendedValue, searchItems } from '../search-items.ts';
import { element, textElement } from '../soap/write-xml.ts';
import { child, childText } from '../soap/xml-tree.ts';
import { readItemId, sendWrite } from './send-write.ts';

/** An item by what a write needs to name it. */
export interface Standing {
  readonly key: string;
  readonly version: string;
}

/** A stream that ends so was cut by the server, for a while (MS-OXWSBTRF). */
const TRUNCATED = '=== Truncated Data ===';
const EXPORT_TRIES = 3;

/**
 * Puts an item's exported stream into another folder, unless that was done already: a copy shares the search key (MS-OXPROPS,
 * PidTagSearchKey). One with the marker is what an earlier try made; of any other nobody knows whose it is, so that whoever asked has to look.
 */
export async function copyItem(session: EwsSession, copy: { readonly key: string; readonly to: Collection; readonly marker: string }, signal: AbortSignal): Promise<Standing> {
  const { key, to, marker } = copy;
  const [made] = await findMarked(session, to, [marker], signal);
  const standing = made === undefined ? undefined : (await findStanding(session, to.id, [made.key], signal)).get(made.key);
  if (standing !== undefined) return standing;
  const searchKey = await searchKeyOf(session, key, signal);
  if ((await searchItems(session, to.id, SEARCH_KEY_URI, [searchKey], signal)).length > 0) throw new AppError('write-conflict');
  return upload(session, await exported(session, key, signal), to, signal);
}

const SEARCH_KEY_SHAPE = element('m:ItemShape', element('t:BaseShape', 'IdOnly') + element('t:AdditionalProperties', element('t:ExtendedFieldURI', '', SEARCH_KEY_URI)));

async function searchKeyOf(session: EwsSession, key: string, signal: AbortSignal): Promise<string> {
  for await (const batch of getItems(session, [key], SEARCH_KEY_SHAPE, signal)) {
    for (const got of batch) {
      if (got.type === 'gone') throw new AppError('write-conflict');
      if (got.type === 'failed') throw new AppError('server-error', { retry: 'later' });
      const searchKey = extendedValue(got.element, SEARCH_KEY_URI);
      if (searchKey !== '') return searchKey;
    }
  }
  // Nothing would tell a copy that was made and whose reply was lost.
  throw new AppError('write-refused', { context: { what: 'a copy without a search key' } });
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

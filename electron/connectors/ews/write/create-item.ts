import { AppError } from '../../../../shared/errors.ts';
import { isMarker } from '../../../core/exchange/mapi-properties.ts';
import type { Collection, NewItem, Written } from '../../connector.ts';
import type { EwsSession } from '../ews-session.ts';
import { findMarked } from '../fetch-now.ts';
import { element } from '../soap/write-xml.ts';
import { type XmlElement, child } from '../soap/xml-tree.ts';
import { readCaptured } from './captured.ts';
import { completeItem } from './complete-item.ts';
import { type ExtendedProperty, markerProperty, originProperty, settableExtended } from './extended-properties.ts';
import { finishItem } from './finish-item.ts';
import { sendWrite, writtenItem } from './send-write.ts';
import { sentElement } from './sent-element.ts';
import { EXTENDED, SETTABLE } from './settable.ts';

/** The promise of `Connector.create`: the item, its picture, and the changed and cancelled occurrences of a series; nobody is told of it. */
export async function createItem(session: EwsSession, collection: Collection, item: NewItem, signal: AbortSignal): Promise<Written> {
  if (item.format !== 'ews-xml') throw new AppError('not-supported', { context: { format: item.format } });
  if (collection.readOnly) throw new AppError('read-only');
  const captured = readCaptured(item.raw);
  const marker = item.wantedKey !== undefined && isMarker(item.wantedKey) ? item.wantedKey : undefined;
  const [begun] = marker === undefined ? [] : await findMarked(session, collection, [marker], signal);
  if (begun !== undefined) {
    await finishItem(session, { folderId: collection.id, key: begun.key, wanted: captured }, signal);
    return { key: begun.key };
  }
  const ours = [...(marker === undefined ? [] : [markerProperty(marker)]), ...(item.uid === undefined ? [] : [originProperty(item.uid)])];
  const isEvent = captured.item.name === 't:CalendarItem';
  const folder = element('m:SavedItemFolderId', element('t:FolderId', '', { Id: collection.id }));
  const body = element('m:CreateItem', folder + element('m:Items', newItem(captured.item, ours)), isEvent ? { SendMeetingInvitations: 'SendToNone' } : {});
  const created = writtenItem(await sendWrite(session, 'CreateItem', body, signal));
  const present = { item: captured.item, exceptions: new Map<number, XmlElement>(), cancelled: new Set<number>(), photo: undefined };
  const isMore = await completeItem(session, { folderId: collection.id, key: created.key, wanted: captured, present }, signal);
  // Each of them moves the change key on.
  return isMore ? { key: created.key } : created;
}

/** The element of a new item: what may be set, in the order of the schema. */
function newItem(item: XmlElement, ours: readonly ExtendedProperty[]): string {
  const inner = (SETTABLE[item.name] ?? []).map((field) => {
    if (field.element === EXTENDED) {
      return [...settableExtended(item).values(), ...ours].map((property) => property.xml).join('');
    }
    const captured = child(item, field.element);
    return captured === undefined ? '' : sentElement(captured);
  });
  return element(item.name, inner.join(''));
}

import { AppError } from '../../../../shared/errors.ts';
import type { Collection, FetchedItem, NewItem, Written } from '../../connector.ts';
import type { EwsSession } from '../ews-session.ts';
import { fetchRecords } from '../fetch-records.ts';
import { findStanding } from '../find-standing.ts';
import { photoIdOf } from '../get-photos.ts';
import { element } from '../soap/write-xml.ts';
import { child } from '../soap/xml-tree.ts';
import { type Captured, readCaptured } from './captured.ts';
import { differingFields, setField } from './differing-fields.ts';
import { addPhoto, removePhoto } from './photo.ts';
import { asItStands } from './sent-element.ts';
import { applyOccurrences, updateItem as sendUpdate } from './write-occurrences.ts';

/** The promise of `Connector.update`: field by field what differs, under the change key that was read; nobody is told of it. */
export async function updateItem(session: EwsSession, collection: Collection, key: string, item: NewItem, ifVersion: string, signal: AbortSignal): Promise<Written> {
  if (item.format !== 'ews-xml') throw new AppError('not-supported', { context: { format: item.format } });
  const wanted = readCaptured(item.raw);
  const standing = await readStanding(session, collection, key, signal);
  if (standing === undefined || standing.version !== ifVersion) throw new AppError('write-conflict');
  const present = readCaptured(standing.raw);
  if (present.item.name !== wanted.item.name) throw new AppError('write-refused', { context: { what: 'another kind of item' } });
  const isReset = needsReset(present, wanted);
  const updates = [...differingFields(present.item, wanted.item), ...(isReset ? resetRecurrence(present, wanted) : [])];
  const written = updates.length === 0 ? { key, version: ifVersion } : await sendUpdate(session, { key, version: ifVersion }, updates, signal);
  const hasNewPhoto = await settlePhoto(session, written, present, wanted, signal);
  const series = { folderId: collection.id, masterId: written.key, wanted, present: isReset || isRecurrenceSet(present, wanted) ? undefined : present };
  await applyOccurrences(session, series, signal);
  const isMore = hasNewPhoto || wanted.exceptions.size + wanted.cancelled.size > 0;
  return isMore ? { key: written.key } : written;
}

async function readStanding(session: EwsSession, collection: Collection, key: string, signal: AbortSignal): Promise<FetchedItem | undefined> {
  const row = (await findStanding(session, collection.id, [key], signal)).get(key);
  if (row === undefined) return undefined;
  for await (const record of fetchRecords(session, [key], row.kind, 'live', signal)) {
    if (record.type === 'upsert') return record;
    if (record.type === 'failed') throw new AppError('server-error', { retry: 'later' });
  }
  return undefined;
}

/** An occurrence that was changed or cancelled, and is not to be any more, comes back only with the recurrence set anew (exdocs, recurring series). */
function needsReset(present: Captured, wanted: Captured): boolean {
  const isLeft = (starts: Iterable<number>, others: { has(start: number): boolean }) => [...starts].some((start) => !others.has(start));
  return isLeft(present.exceptions.keys(), wanted.exceptions) || isLeft(present.cancelled, wanted.cancelled);
}

/** Where the recurrence itself differs it is set already. */
function resetRecurrence(present: Captured, wanted: Captured): readonly string[] {
  const recurrence = child(wanted.item, 't:Recurrence');
  if (recurrence === undefined || isRecurrenceSet(present, wanted)) return [];
  return [setField(wanted.item.name, element('t:FieldURI', '', { FieldURI: 'calendar:Recurrence' }), asItStands(recurrence))];
}

function isRecurrenceSet(present: Captured, wanted: Captured): boolean {
  const text = (one: Captured) => {
    const recurrence = child(one.item, 't:Recurrence');
    return recurrence === undefined ? '' : asItStands(recurrence);
  };
  return text(present) !== text(wanted);
}

async function settlePhoto(session: EwsSession, contact: { readonly key: string; readonly version: string }, present: Captured, wanted: Captured, signal: AbortSignal): Promise<boolean> {
  if (present.photo === wanted.photo) return false;
  const old = photoIdOf(present.item);
  if (old !== undefined) await removePhoto(session, old, signal);
  // The change key moved on with the old picture; the contact was guarded by the update before.
  if (wanted.photo !== undefined) await addPhoto(session, { key: contact.key, version: old === undefined ? contact.version : '' }, wanted.photo, signal);
  return true;
}

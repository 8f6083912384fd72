import { AppError } from '../../../../shared/errors.ts';
import type { Collection, NewItem, Written } from '../../connector.ts';
import type { EwsSession } from '../ews-session.ts';
import { element } from '../soap/write-xml.ts';
import { type XmlElement, child } from '../soap/xml-tree.ts';
import { type Captured, readCaptured } from './captured.ts';
import { completeItem } from './complete-item.ts';
import { differingFields, setField } from './differing-fields.ts';
import { readStanding } from './read-standing.ts';
import { asItStands } from './sent-element.ts';
import { isRecurrenceSet, updateItem as sendUpdate } from './write-occurrences.ts';

/** The promise of `Connector.update`: field by field what differs, under the change key that was read; nobody is told of it. */
export async function updateItem(session: EwsSession, collection: Collection, key: string, item: NewItem, ifVersion: string, signal: AbortSignal): Promise<Written> {
  if (item.format !== 'ews-xml') throw new AppError('not-supported', { context: { format: item.format } });
  const wanted = readCaptured(item.raw);
  const standing = await readStanding(session, collection.id, key, signal);
  if (standing === undefined || standing.version !== ifVersion) throw new AppError('write-conflict');
  const present = standing.captured;
  if (present.item.name !== wanted.item.name) throw new AppError('write-refused', { context: { what: 'another kind of item' } });
  const isReset = needsReset(present, wanted);
  const updates = [...differingFields(present.item, wanted.item), ...(isReset ? resetRecurrence(present, wanted) : [])];
  const written = updates.length === 0 ? { key, version: ifVersion } : await sendUpdate(session, { key, version: ifVersion }, updates, signal);
  const after = isReset || isRecurrenceSet(present, wanted) ? { ...present, exceptions: new Map<number, XmlElement>(), cancelled: new Set<number>() } : present;
  const isMore = await completeItem(session, { folderId: collection.id, key: written.key, wanted, present: after }, signal);
  return isMore ? { key: written.key } : written;
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

import { exportedAtMs, exportedItem } from '../exported-item.ts';
import type { BodyFacts, Incident, IncidentRecord } from '../findings/types.ts';
import type { Mark } from '../knowledge/types.ts';
import { bearsMark } from './match-marks.ts';
import type { World } from './types.ts';

/** A record as marks are looked for in it. */
export interface Bearer {
  readonly facts: BodyFacts;
  readonly collection: string;
  readonly uid?: string | undefined;
}

const HOUR = 3_600_000;
// Marks that are part of the content: a backup brings them back, while each write names its last writer anew.
const STAYING: ReadonlySet<string> = new Set(['outlook-link', 'mapi', 'property', 'note', 'value', 'category']);

/**
 * The marks a record bears: those that came with its change, and those that it, or what it copies, had before. A mark that an earlier
 * snapshot had, or an export before the change, comes from a backup or an import of it.
 */
export function marksOf(record: IncidentRecord, world: World, earlier: EarlierBodies): { readonly fresh: readonly Mark[]; readonly stale: readonly Mark[] } {
  const before = formerOf(record, world);
  const { change, from } = record.happening;
  const after = change.afterBody === undefined ? undefined : { facts: world.history.factsOf(change.afterBody), collection: change.collection, uid: change.uid };
  const fresh: Mark[] = [];
  const stale: Mark[] = [];
  for (const mark of world.knowledge.recordMarks) {
    const now = after === undefined ? undefined : markedText(mark, after);
    const then = before === undefined ? undefined : markedText(mark, before);
    if ((after === undefined ? then : now) === undefined) continue;
    const isOld = now === undefined || now === then || exportedBefore(mark, now, from.takenAt) || (STAYING.has(mark.on) && earlier(record).some((bearer) => markedText(mark, bearer) === now));
    (isOld ? stale : fresh).push(mark);
  }
  return { fresh, stale };
}

function exportedBefore(mark: Mark, text: string, takenAt: string): boolean {
  const exportedMs = mark.on === 'outlook-link' ? exportedAtMs(text) : undefined;
  // Clocks of phones differ.
  return exportedMs !== undefined && exportedMs < Date.parse(takenAt) - HOUR;
}

/** What a record, and what it copies, was before the change that is looked at. */
export type EarlierBodies = (record: IncidentRecord) => readonly Bearer[];

/** Looks the earlier bodies of an incident's records up, in one pass over what happened. */
export function earlierBodies({ source, records }: Incident, { happenings, history }: World): EarlierBodies {
  const keysOf = ({ happening: { change }, original }: IncidentRecord): readonly string[] => [change.key, change.previousKey, original?.key].filter((key) => key !== undefined);
  const wanted = new Set(records.flatMap(keysOf));
  const byKey = Map.groupBy(
    happenings.filter((happening) => happening.source.name === source.name && wanted.has(happening.change.previousKey ?? happening.change.key)),
    ({ change }) => change.previousKey ?? change.key,
  );
  return (record) =>
    keysOf(record).flatMap((key) =>
      (byKey.get(key) ?? []).flatMap(({ step, change }): Bearer[] => {
        if (step >= record.happening.step || change.beforeBody === undefined) return [];
        return [{ facts: history.factsOf(change.beforeBody), collection: change.previousCollection ?? change.collection }];
      }),
    );
}

/** Whether a record bears a mark. */
export function bears(mark: Mark, bearer: Bearer): boolean {
  return markedText(mark, bearer) !== undefined;
}

function formerOf({ happening, original }: IncidentRecord, { history }: World): Bearer | undefined {
  if (original !== undefined) return { facts: history.factsOf(original.body), collection: original.collection, uid: original.uid };
  const { change } = happening;
  // A record that was made anew has its UID since then.
  const uid = change.change === 'recreated' || change.change === 'moved' ? undefined : change.uid;
  return change.beforeBody === undefined ? undefined : { facts: history.factsOf(change.beforeBody), collection: change.previousCollection ?? change.collection, uid };
}

/** The text that bears a mark: the same before and after, it was there all along. Of a link that names its export, the whole. */
function markedText(mark: Mark, { facts, collection, uid }: Bearer): string | undefined {
  switch (mark.on) {
    case 'folder':
      return bearsMark(mark, collection) ? collection : undefined;
    case 'uid':
      return uid !== undefined && bearsMark(mark, uid) ? uid : undefined;
    case 'note':
      return facts.fields.find(({ field, text }) => field === 'notes' && bearsMark(mark, text)) === undefined ? undefined : mark.id;
    case 'value':
      return facts.fields.some(({ text }) => bearsMark(mark, text)) ? mark.id : undefined;
    case 'category':
      return facts.traces.some(({ name, value }) => name === 'category' && bearsMark(mark, value)) ? mark.id : undefined;
    case 'prodid':
      return facts.traces.find(({ name, value }) => name === 'PRODID' && bearsMark(mark, value))?.value;
    case 'outlook-link':
      return exportedItem(facts.traces) === undefined ? undefined : facts.traces.find(({ name, value }) => name === 'URL' && bearsMark(mark, value))?.value;
    case 'mapi':
      return facts.traces.some(({ namespace, name }) => namespace === 'mapi' && bearsMark(mark, name)) ? mark.id : undefined;
    case 'property':
      return facts.traces.some(({ namespace, name, value }) => namespace !== 'mapi' && bearsMark(mark, `${name}:${value}`)) ? mark.id : undefined;
    case 'client':
    case 'app-id':
    case 'user-agent':
      return undefined;
  }
}

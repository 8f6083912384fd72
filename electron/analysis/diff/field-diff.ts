import type { FieldEntry } from '../../../shared/records.ts';
import { compareText } from '../normal-text.ts';
import { pairAlike } from './pair-alike.ts';
import type { FieldRow } from './types.ts';

// Properties whose part after the slash says where a value is used, not what it is.
const CONTEXTUAL: ReadonlySet<string> = new Set(['addresses', 'calendars', 'cryptoKeys', 'directories', 'emails', 'links', 'onlineServices', 'phones']);
// Sets of names: one that went and another that came have nothing to do with each other.
const SETS: ReadonlySet<string> = new Set(['excluded', 'keywords', 'members']);
const ALIKE_IN_FIELD = 0.35;
const ALIKE_ACROSS_CONTEXTS = 0.7;

/**
 * What differs between two versions of a record, value by value. Values with equal keys drop out (another spelling of one is a
 * cosmetic row); the rest is paired: the same value in another context, then like values of one field, then like values across
 * contexts. `diffFields(b, a)` is the mirror of `diffFields(a, b)`, and the order of the entries does not matter.
 */
export function diffFields(before: readonly FieldEntry[], after: readonly FieldEntry[]): readonly FieldRow[] {
  const rows: FieldRow[] = [];
  const unlike = dropSameEnds(before, after);
  const rest = dropEqual(unlike.gone, unlike.came, rows);
  const moved = pairSameValue(rest.gone, rest.came, rows);
  const alike = pairWithinFields(moved.gone, moved.came, rows);
  const last = pairAcrossContexts(alike.gone, alike.came, rows);
  for (const entry of last.gone) rows.push({ field: entry.field, before: entry.text });
  for (const entry of last.came) rows.push({ field: entry.field, after: entry.text });
  return rows.sort(compareRows);
}

interface Rest {
  readonly gone: readonly FieldEntry[];
  readonly came: readonly FieldEntry[];
}

/** The value that comparing uses. */
export function keyOf(entry: FieldEntry): string {
  return entry.key ?? entry.text;
}

/** The property without the context in which a value stands in it; other fields as they are. */
export function propertyOf(field: string): string {
  const slash = field.indexOf('/');
  const property = slash === -1 ? field : field.slice(0, slash);
  return CONTEXTUAL.has(property) ? property : field;
}

/** Most entries are the same on both sides and in the same order: what both begin and end with needs no pairing. */
function dropSameEnds(before: readonly FieldEntry[], after: readonly FieldEntry[]): Rest {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSameEntry(before[start], after[start])) start += 1;
  let ends = 0;
  while (ends < shorter - start && isSameEntry(before[before.length - 1 - ends], after[after.length - 1 - ends])) ends += 1;
  return { gone: before.slice(start, before.length - ends), came: after.slice(start, after.length - ends) };
}

function isSameEntry(one: FieldEntry | undefined, other: FieldEntry | undefined): boolean {
  return one?.text === other?.text && one?.field === other?.field && one?.key === other?.key;
}

function dropEqual(before: readonly FieldEntry[], after: readonly FieldEntry[], rows: FieldRow[]): Rest {
  const gone: FieldEntry[] = [];
  const came: FieldEntry[] = [];
  for (const group of groupBoth(before, after, (entry) => `${entry.field}\0${keyOf(entry)}`)) {
    const texts = dropEqualTexts(group);
    const paired = Math.min(texts.gone.length, texts.came.length);
    for (let index = 0; index < paired; index += 1) {
      const [old, now] = [texts.gone[index], texts.came[index]];
      if (old && now) rows.push({ field: old.field, before: old.text, after: now.text, cosmetic: true });
    }
    gone.push(...texts.gone.slice(paired));
    came.push(...texts.came.slice(paired));
  }
  return { gone, came };
}

function dropEqualTexts(group: Rest): Rest {
  const gone: FieldEntry[] = [];
  const came: FieldEntry[] = [];
  for (const same of groupBoth(group.gone, group.came, (entry) => entry.text)) {
    const paired = Math.min(same.gone.length, same.came.length);
    gone.push(...same.gone.slice(paired));
    came.push(...same.came.slice(paired));
  }
  return { gone: gone.sort(compareEntries), came: came.sort(compareEntries) };
}

/** `emails/private` became `emails/work` with the same address: one row that names both. */
function pairSameValue(gone: readonly FieldEntry[], came: readonly FieldEntry[], rows: FieldRow[]): Rest {
  const restGone: FieldEntry[] = [];
  const restCame: FieldEntry[] = [];
  for (const group of groupBoth(gone, came, (entry) => `${propertyOf(entry.field)}\0${keyOf(entry)}`)) {
    const paired = Math.min(group.gone.length, group.came.length);
    const old = [...group.gone].sort(compareEntries);
    const now = [...group.came].sort(compareEntries);
    for (let index = 0; index < paired; index += 1) rows.push(contextRow(old[index], now[index]));
    restGone.push(...old.slice(paired));
    restCame.push(...now.slice(paired));
  }
  return { gone: restGone, came: restCame };
}

function pairWithinFields(gone: readonly FieldEntry[], came: readonly FieldEntry[], rows: FieldRow[]): Rest {
  const restGone: FieldEntry[] = [];
  const restCame: FieldEntry[] = [];
  for (const group of groupBoth(gone, came, (entry) => entry.field)) {
    if (SETS.has(group.gone[0]?.field ?? group.came[0]?.field ?? '')) {
      restGone.push(...group.gone);
      restCame.push(...group.came);
      continue;
    }
    // One value on each side belongs together however unlike: the usual case, in which likeness need not be told.
    const isSingle = group.gone.length === 1 && group.came.length === 1;
    const paired = isSingle ? { pairs: [], ...group } : pairAlike(group.gone, group.came, ALIKE_IN_FIELD);
    for (const [old, now] of paired.pairs) rows.push({ field: old.field, before: old.text, after: now.text });
    const [lastGone, lastCame] = [paired.gone[0], paired.came[0]];
    if (lastGone && lastCame && paired.gone.length === 1 && paired.came.length === 1) {
      rows.push({ field: lastGone.field, before: lastGone.text, after: lastCame.text });
      continue;
    }
    restGone.push(...paired.gone);
    restCame.push(...paired.came);
  }
  return { gone: restGone, came: restCame };
}

function pairAcrossContexts(gone: readonly FieldEntry[], came: readonly FieldEntry[], rows: FieldRow[]): Rest {
  const restGone: FieldEntry[] = [];
  const restCame: FieldEntry[] = [];
  for (const group of groupBoth(gone, came, (entry) => propertyOf(entry.field))) {
    const isContextual = CONTEXTUAL.has(propertyOf(group.gone[0]?.field ?? group.came[0]?.field ?? ''));
    const paired = isContextual ? pairAlike(group.gone, group.came, ALIKE_ACROSS_CONTEXTS) : { pairs: [], ...group };
    for (const [old, now] of paired.pairs) rows.push(contextRow(old, now));
    restGone.push(...paired.gone);
    restCame.push(...paired.came);
  }
  return { gone: restGone, came: restCame };
}

function contextRow(old: FieldEntry | undefined, now: FieldEntry | undefined): FieldRow {
  return {
    field: now?.field ?? '',
    ...(old && old.field !== now?.field ? { previousField: old.field } : {}),
    before: old?.text ?? '',
    after: now?.text ?? '',
  };
}

function groupBoth(gone: readonly FieldEntry[], came: readonly FieldEntry[], keyFor: (entry: FieldEntry) => string): Iterable<{ gone: FieldEntry[]; came: FieldEntry[] }> {
  const groups = new Map<string, { gone: FieldEntry[]; came: FieldEntry[] }>();
  const groupOf = (entry: FieldEntry): { gone: FieldEntry[]; came: FieldEntry[] } => {
    const key = keyFor(entry);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { gone: [], came: [] }));
    return group;
  };
  for (const entry of gone) groupOf(entry).gone.push(entry);
  for (const entry of came) groupOf(entry).came.push(entry);
  return groups.values();
}

function compareEntries(left: FieldEntry, right: FieldEntry): number {
  return compareText(left.field, right.field) || compareText(keyOf(left), keyOf(right)) || compareText(left.text, right.text);
}

function compareRows(left: FieldRow, right: FieldRow): number {
  return (
    compareText(left.field, right.field) ||
    compareText(left.previousField ?? '', right.previousField ?? '') ||
    compareText(left.before ?? '', right.before ?? '') ||
    compareText(left.after ?? '', right.after ?? '')
  );
}

import { findDuplicateGroups } from '../duplicates/find-duplicate-groups.ts';
import { compareText, nameKey } from '../normal-text.ts';
import { hashText } from '../text-hash.ts';
import { exportedItem } from '../exported-item.ts';
import { isGenerated } from './generated-folders.ts';
import { propertyOfField } from './tell-effects.ts';
import type { BodyFacts, CaseHistory, Happening, LiveRecord } from './types.ts';

// Below it two records are only alike; what a person would have to look at is no incident.
const SURE = 0.75;
// A value that so many records share tells nobody apart.
const WIDEST_BLOCK = 60;
// So many namesakes at once are no chance.
const LEAST_NAMESAKES = 5;

/** Which of the added records are copies of what stood there or came with them, and of what. */
export function findCopies(happenings: readonly Happening[], history: CaseHistory): ReadonlyMap<Happening, LiveRecord> {
  const copies = new Map<Happening, LiveRecord>();
  const keysOf = cachedKeys(history);
  const arrivals = happenings.filter(({ change }) => change.change === 'added');
  for (const added of Map.groupBy(arrivals, ({ to }) => to.id).values()) {
    const [first] = added;
    if (first === undefined) continue;
    const live = [...history.liveIn(first.to.id)].filter(({ collection }) => !isGenerated(first.source, collection)).sort((left, right) => compareText(left.key, right.key));
    const isNew = new Set(added.map(({ change }) => change.key));
    const meeting = candidates(live, isNew, keysOf);
    const byKey = new Map(added.map((happening) => [happening.change.key, happening]));
    const put = (key: string, original: LiveRecord): void => {
      const happening = byKey.get(key);
      if (happening !== undefined && !copies.has(happening)) copies.set(happening, original);
    };
    byExportedItem(meeting, isNew, history, put);
    byGroups(first.source.name, meeting, isNew, history, put);
    byNamesakes(live, isNew, (key) => copies.has(byKey.get(key) ?? first), history, put);
  }
  return copies;
}

type Put = (key: string, original: LiveRecord) => void;

function cachedKeys(history: CaseHistory): (record: LiveRecord) => readonly number[] {
  const cache = new Map<number, readonly number[]>();
  return (record) => {
    const held = cache.get(record.body);
    if (held !== undefined) return held;
    const keys = meetingKeys(record, history.factsOf(record.body));
    cache.set(record.body, keys);
    return keys;
  };
}

/** What two records of one thing have in common, one or the other. */
function meetingKeys(record: LiveRecord, facts: BodyFacts): readonly number[] {
  const texts = [`n${nameKey(record.title)}`, `u${record.uid ?? ''}`, `i${exportedItem(facts.traces) ?? ''}`];
  for (const entry of facts.fields) {
    const property = propertyOfField(entry.field);
    if (property === 'emails' || property === 'phones') texts.push(`${property}${entry.key ?? entry.text}`);
  }
  return texts.filter((text) => text.length > 1).map((text) => hashText(text));
}

/** The new records, and those that share something with one of them. */
function candidates(live: readonly LiveRecord[], isNew: ReadonlySet<string>, keysOf: (record: LiveRecord) => readonly number[]): readonly LiveRecord[] {
  const wanted = new Map<number, number>();
  for (const record of live) if (isNew.has(record.key)) for (const key of keysOf(record)) wanted.set(key, 0);
  for (const record of live) for (const key of keysOf(record)) if (wanted.has(key)) wanted.set(key, (wanted.get(key) ?? 0) + 1);
  return live.filter((record) => isNew.has(record.key) || keysOf(record).some((key) => (wanted.get(key) ?? Infinity) <= WIDEST_BLOCK));
}

/** Two cards of one mailbox item are one contact exported twice, however different they look. */
function byExportedItem(records: readonly LiveRecord[], isNew: ReadonlySet<string>, history: CaseHistory, put: Put): void {
  const groups = Map.groupBy(records, (record) => exportedItem(history.factsOf(record.body).traces) ?? '');
  for (const [item, same] of groups) {
    if (item === '' || same.length < 2) continue;
    const original = same.find((record) => !isNew.has(record.key)) ?? same[0];
    if (original !== undefined) for (const record of same) if (record !== original && isNew.has(record.key)) put(record.key, original);
  }
}

function byGroups(source: string, records: readonly LiveRecord[], isNew: ReadonlySet<string>, history: CaseHistory, put: Put): void {
  const byKey = new Map(records.map((record) => [record.key, record]));
  const groups = findDuplicateGroups(
    records.map((record) => {
      const { fields, created } = history.factsOf(record.body);
      return { source, key: record.key, kind: record.kind, title: record.title, collection: record.collection, canonicalHash: record.canonicalHash, fields, ...(record.uid === undefined ? {} : { uid: record.uid }), ...(created === undefined ? {} : { created }) };
    }),
  );
  for (const group of groups) {
    if (group.confidence < SURE) continue;
    const members = group.records.map(({ key }) => key);
    const stood = members.filter((key) => !isNew.has(key));
    const best = [group.original, group.keep, ...members].find((key) => key !== undefined && (stood.length === 0 || stood.includes(key)));
    const original = byKey.get(best ?? '');
    if (original !== undefined) for (const key of members) if (key !== original.key && isNew.has(key)) put(key, original);
  }
}

/**
 * Contacts that came in one go and bear the name of one who stood there, with another company: each may be a namesake, so many of them are
 * what a match by address or by name and company makes. Names that stand more than once tell nothing.
 */
function byNamesakes(live: readonly LiveRecord[], isNew: ReadonlySet<string>, isCopy: (key: string) => boolean, history: CaseHistory, put: Put): void {
  const contacts = live.filter((record) => record.kind === 'contact' && nameKey(record.title).includes(' '));
  const pairs = [...Map.groupBy(contacts, (record) => nameKey(record.title)).values()].flatMap((same) => {
    const [arrived, ...more] = same.filter((record) => isNew.has(record.key));
    const [stood, ...others] = same.filter((record) => !isNew.has(record.key));
    if (arrived === undefined || stood === undefined || more.length > 0 || others.length > 0 || isCopy(arrived.key)) return [];
    return differInCompanyAlone(history.factsOf(arrived.body), history.factsOf(stood.body)) ? [{ arrived, stood }] : [];
  });
  if (pairs.length >= LEAST_NAMESAKES) for (const { arrived, stood } of pairs) put(arrived.key, stood);
}

function differInCompanyAlone(one: BodyFacts, other: BodyFacts): boolean {
  const [here, there] = [valuesOf(one, 'organizations'), valuesOf(other, 'organizations')];
  if (here.length === 0 || there.length === 0 || here.some((value) => there.includes(value))) return false;
  const isApart = (property: string): boolean => {
    const [left, right] = [valuesOf(one, property), valuesOf(other, property)];
    return left.length > 0 && right.length > 0 && !left.some((value) => right.includes(value));
  };
  return !isApart('anniversaries') && !isApart('phones');
}

function valuesOf(facts: BodyFacts, property: string): readonly string[] {
  return facts.fields.filter((entry) => propertyOfField(entry.field) === property).map((entry) => entry.key ?? entry.text);
}

import { nameKey } from '../normal-text.ts';
import { describeLikeness, likenessOf, type Likeness } from './record-likeness.ts';
import type { DiffVersion, FieldsOf, PairedRecords, RecordPair } from './types.ts';

// A name that stands on both sides more often than this tells nobody apart, and must not cost the product of both counts.
const MOST_NAMESAKES = 40;

/**
 * Pairs what is left by name together with a shared e-mail address, phone number, start or due date; only where each is the
 * other's single best match, first within a collection, then across. Fields are read only of records whose name stands on both sides.
 */
export function pairByLikeness<V extends DiffVersion>(rest: PairedRecords<V>, fieldsOf: FieldsOf<V>): PairedRecords<V> {
  const pairs: RecordPair<V>[] = [];
  for (const { removed, added } of namesakes(rest)) {
    if (removed.length > MOST_NAMESAKES || added.length > MOST_NAMESAKES) continue;
    const described = (versions: readonly V[]): readonly Described<V>[] => versions.map((version) => ({ version, likeness: describeLikeness(version.kind, fieldsOf(version)) }));
    const [old, now] = [described(removed), described(added)];
    const taken = new Set<V>();
    for (const sameCollection of [true, false]) {
      for (const pair of singleBestPairs(old, now, sameCollection, taken)) {
        taken.add(pair.before);
        taken.add(pair.after);
        pairs.push(pair);
      }
    }
  }
  const paired = new Set<V>(pairs.flatMap((pair) => [pair.before, pair.after]));
  return {
    pairs: [...rest.pairs, ...pairs],
    removed: rest.removed.filter((version) => !paired.has(version)),
    added: rest.added.filter((version) => !paired.has(version)),
  };
}

interface Described<V extends DiffVersion> {
  readonly version: V;
  readonly likeness: Likeness;
}

function namesakes<V extends DiffVersion>(rest: PairedRecords<V>): readonly { removed: V[]; added: V[] }[] {
  const blocks = new Map<string, { removed: V[]; added: V[] }>();
  const blockOf = (version: V): { removed: V[]; added: V[] } | undefined => {
    const name = nameKey(version.title);
    if (name === '') return undefined;
    const key = `${version.kind}\0${name}`;
    let block = blocks.get(key);
    if (block === undefined) blocks.set(key, (block = { removed: [], added: [] }));
    return block;
  };
  for (const version of rest.removed) blockOf(version)?.removed.push(version);
  for (const version of rest.added) blockOf(version)?.added.push(version);
  return [...blocks.values()].filter((block) => block.removed.length > 0 && block.added.length > 0);
}

function singleBestPairs<V extends DiffVersion>(
  old: readonly Described<V>[],
  now: readonly Described<V>[],
  sameCollection: boolean,
  taken: ReadonlySet<V>,
): readonly RecordPair<V>[] {
  const score = (before: Described<V>, after: Described<V>): number => {
    if (taken.has(before.version) || taken.has(after.version)) return 0;
    if (sameCollection !== (before.version.collectionId === after.version.collectionId)) return 0;
    return likenessOf(before.likeness, after.likeness);
  };
  return old.flatMap((before) => {
    const after = singleBest(now, (other) => score(before, other));
    if (after === undefined || singleBest(old, (other) => score(other, after)) !== before) return [];
    return [{ before: before.version, after: after.version }];
  });
}

function singleBest<T>(candidates: readonly T[], scoreOf: (candidate: T) => number): T | undefined {
  let best: T | undefined;
  let highest = 0;
  for (const candidate of candidates) {
    const score = scoreOf(candidate);
    if (score > highest) {
      best = candidate;
      highest = score;
    } else if (score === highest) best = undefined;
  }
  return highest > 0 ? best : undefined;
}

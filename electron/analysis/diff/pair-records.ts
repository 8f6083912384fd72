import { compareText } from '../normal-text.ts';
import { pairByLikeness } from './pair-by-likeness.ts';
import type { DiffVersion, FieldsOf, PairedRecords } from './types.ts';

/**
 * Finds which of the added records are removed ones: by a key that stays with its item, by UID, by identical content, then, where fields can be
 * read, by likeness; in each the same collection first. One to one: of several copies of one UID each is paired at most once.
 */
export function pairRecords<V extends DiffVersion>(removed: Iterable<V>, added: Iterable<V>, fieldsOf?: FieldsOf<V>): PairedRecords<V> {
  let rest: PairedRecords<V> = { pairs: [], removed: sorted(removed), added: sorted(added) };
  for (const identity of IDENTITIES) {
    if (rest.removed.length === 0 || rest.added.length === 0) return rest;
    rest = pairByIdentity(rest, identity);
  }
  if (fieldsOf === undefined || rest.removed.length === 0 || rest.added.length === 0) return rest;
  return pairByLikeness(rest, fieldsOf);
}

type Identity = (version: DiffVersion) => string | undefined;

// Copies of one UID in one place are told apart by what they hold before they are paired by order.
const IDENTITIES: readonly Identity[] = [
  // Keys are unique within a source: the same one in another collection is the same item, moved (Graph).
  (version) => [version.kind, version.key].join('\0'),
  (version) => uidAnd(version, version.collectionId, version.canonicalHash),
  (version) => uidAnd(version, version.collectionId, version.meaningHash),
  (version) => uidAnd(version, version.collectionId),
  (version) => uidAnd(version, version.canonicalHash),
  (version) => uidAnd(version, version.meaningHash),
  (version) => uidAnd(version),
  (version) => [version.kind, version.collectionId, version.meaningHash].join('\0'),
  (version) => [version.kind, version.meaningHash].join('\0'),
];

function uidAnd(version: DiffVersion, ...parts: readonly string[]): string | undefined {
  return version.uid === undefined || version.uid === '' ? undefined : [version.kind, version.uid, ...parts].join('\0');
}

function pairByIdentity<V extends DiffVersion>(rest: PairedRecords<V>, identity: Identity): PairedRecords<V> {
  const waiting = new Map<string, V[]>();
  for (const version of [...rest.removed].reverse()) {
    const key = identity(version);
    if (key === undefined) continue;
    const same = waiting.get(key);
    if (same === undefined) waiting.set(key, [version]);
    else same.push(version);
  }
  const pairs = [...rest.pairs];
  const paired = new Set<V>();
  for (const after of rest.added) {
    const before = waiting.get(identity(after) ?? '')?.pop();
    if (before === undefined) continue;
    pairs.push({ before, after });
    paired.add(before);
    paired.add(after);
  }
  if (paired.size === 0) return rest;
  return { pairs, removed: rest.removed.filter((version) => !paired.has(version)), added: rest.added.filter((version) => !paired.has(version)) };
}

function sorted<V extends DiffVersion>(versions: Iterable<V>): readonly V[] {
  return [...versions].sort((left, right) => compareText(left.collectionId, right.collectionId) || compareText(left.key, right.key));
}

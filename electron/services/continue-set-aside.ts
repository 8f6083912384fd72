import type { RecordId } from '../../shared/records.ts';
import type { Continuation, SnapshotPreview, Version } from '../store/types.ts';

/**
 * Which records go on under another key or in another collection because they went to Deleted or Recoverable Items, came back from there,
 * or were moved: a record that lies there is no loss and a gain. A key that stays with its item says so for certain; else it is the same
 * UID (on EWS the search key, which a move keeps) together with what it holds, since copies share that UID. `moves` are those that the
 * comparison of live records found; they give way to a key alone.
 */
export function continueSetAside(preview: SnapshotPreview, moves: readonly Continuation[]): readonly Continuation[] {
  const { removed } = preview;
  const left = preview.asideLeft();
  if (removed.length + left.length === 0) return moves;
  const came = preview.asideCame();
  const added = left.length === 0 ? [] : preview.addedVersions();
  const taken: Taken = { records: new Set(), targets: new Set() };
  const found: Continuation[] = [];
  const match = (gone: readonly Version[], there: readonly Version[], identity: Identity): void => void found.push(...pairs(gone, there, identity, taken));

  match(removed, came, (version) => version.key);
  match(left, [...came, ...added], (version) => version.key);
  const kept = moves.filter(({ recordId, newKey }) => !taken.records.has(recordId) && !taken.targets.has(newKey));
  for (const { recordId, newKey } of kept) {
    taken.records.add(recordId);
    taken.targets.add(newKey);
  }
  for (const content of ['canonicalHash', 'meaningHash'] as const) {
    const identity: Identity = (version) => (version.uid === undefined || version.uid === '' ? undefined : [version.uid, version[content]].join('\0'));
    match(removed, came, identity);
    match(left, [...came, ...added], identity);
  }
  return [...kept, ...found];
}

type Identity = (version: Version) => string | undefined;

interface Taken {
  readonly records: Set<RecordId>;
  /** Keys that belong to a record already. */
  readonly targets: Set<string>;
}

/** One to one, in the order of keys. */
function pairs(gone: readonly Version[], there: readonly Version[], identity: Identity, taken: Taken): Continuation[] {
  const nameOf = (version: Version): string | undefined => {
    const name = identity(version);
    return name === undefined ? undefined : `${version.kind}\0${name}`;
  };
  const free = Map.groupBy(there.filter(({ key }) => !taken.targets.has(key)), nameOf);
  const found: Continuation[] = [];
  for (const version of gone) {
    const name = nameOf(version);
    if (name === undefined || taken.records.has(version.recordId)) continue;
    const target = free.get(name)?.shift();
    if (target === undefined) continue;
    taken.records.add(version.recordId);
    taken.targets.add(target.key);
    found.push({ recordId: version.recordId, newKey: target.key });
  }
  return found;
}

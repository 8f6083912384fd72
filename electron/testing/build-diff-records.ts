import type { DiffVersion, VersionChange } from '../analysis/diff/types.ts';
import { canonicalText, meaningText } from '../core/reading.ts';
import type { FieldEntry, RecordKind, RecordState } from '../../shared/records.ts';

/** A record of a test's snapshot, with its fields at hand. */
export interface BuiltVersion extends DiffVersion {
  readonly recordId: number;
  readonly fields: readonly FieldEntry[];
}

export interface RecordToBuild {
  readonly key: string;
  readonly collection?: string;
  readonly kind?: RecordKind;
  readonly uid?: string;
  readonly title?: string;
  readonly state?: RecordState;
  /** Defaults to the key: the same key is the same record. */
  readonly record?: number;
  readonly fields?: readonly FieldEntry[];
}

/** Text as it stands in the store: field, text and, where it differs, the key that comparing uses. */
export function field(name: string, text: string, key?: string): FieldEntry {
  return key === undefined || key === text ? { field: name, text } : { field: name, text, key };
}

/** A version whose hashes follow from its content, as the store makes them. */
export function aVersion(record: RecordToBuild): BuiltVersion {
  const fields = [...(record.fields ?? [field('name/full', record.title ?? record.key)])].sort((left, right) =>
    JSON.stringify([left.field, left.key ?? left.text, left.text]) < JSON.stringify([right.field, right.key ?? right.text, right.text]) ? -1 : 1,
  );
  const kind = record.kind ?? 'contact';
  const title = record.title ?? fields.find((entry) => entry.field === 'name/full' || entry.field === 'title')?.text ?? '';
  const read = { kind, title, fields, traces: [], warnings: [], ...(record.uid === undefined ? {} : { uid: record.uid }) };
  const canonicalHash = canonicalText(read);
  return {
    recordId: record.record ?? numberOf(record.key),
    bodyId: numberOf(canonicalHash),
    collectionId: record.collection ?? 'book',
    collectionName: record.collection ?? 'book',
    key: record.key,
    kind,
    ...(record.uid === undefined ? {} : { uid: record.uid }),
    title,
    state: record.state ?? 'live',
    canonicalHash,
    meaningHash: meaningText(read),
    fields,
  };
}

/** The changes between two lists of versions as the store gives them: only what differs, and how many live ones do not. */
export function changesBetween(
  before: readonly BuiltVersion[],
  after: readonly BuiltVersion[],
): { readonly changes: readonly VersionChange<BuiltVersion>[]; readonly unchangedLive: number } {
  const earlier = new Map(before.map((version) => [version.recordId, version]));
  const later = new Map(after.map((version) => [version.recordId, version]));
  const changes: VersionChange<BuiltVersion>[] = [];
  let unchangedLive = 0;
  for (const recordId of new Set([...earlier.keys(), ...later.keys()])) {
    const [old, now] = [earlier.get(recordId), later.get(recordId)];
    const isSame = old && now && old.key === now.key && old.collectionId === now.collectionId && old.state === now.state && old.bodyId === now.bodyId;
    if (!isSame) changes.push({ ...(old ? { before: old } : {}), ...(now ? { after: now } : {}) });
    else if (now.state === 'live') unchangedLive += 1;
  }
  return { changes, unchangedLive };
}

const numbers = new Map<string, number>();

function numberOf(text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size + 1);
  return numbers.size;
}

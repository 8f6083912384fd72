import type { RecordKind } from '../../shared/records.ts';
import type { Collection, Connector } from '../connectors/connector.ts';
import { contactCard } from '../core/contact-card.ts';
import { writeVCard } from '../core/vcard/write.ts';
import type { WantedRecord } from '../restore/types.ts';
import type { SourceKind } from '../store/types.ts';

export interface Elsewhere {
  readonly kind: SourceKind;
  readonly collections: readonly Collection[];
  readonly keyFor: Connector['keyFor'];
}

const TAKES: Readonly<Partial<Record<SourceKind, readonly RecordKind[]>>> = { carddav: ['contact'], caldav: ['event', 'task'] };

/**
 * Records of another source as they would stand in this account: in its collection of the same name, else in the first that takes them, in
 * the account's own format, under keys made from their UIDs, so that a second plan finds what a first one put there. What the account
 * can't take stays as it is, and the plan says that it has no place.
 */
export function placeElsewhere(records: readonly WantedRecord[], account: Elsewhere): readonly WantedRecord[] {
  const taken = new Set<string>();
  return records.map((record) => {
    if (account.collections.some((collection) => collection.id === record.collectionId)) return record;
    const collection = collectionFor(record, account);
    const body = collection === undefined ? null : bodyFor(record);
    return collection === undefined || body === null ? record : placed(record, collection, body, account, taken);
  });
}

function placed(record: WantedRecord, collection: Collection, body: Pick<WantedRecord, 'format' | 'raw' | 'uid'>, account: Elsewhere, taken: Set<string>): WantedRecord {
  const seed = body.uid ?? record.key;
  let key = account.keyFor(collection, seed);
  for (let count = 2; taken.has(key); count += 1) key = account.keyFor(collection, `${seed}-${count}`);
  taken.add(key);
  const { collectionId: _id, collectionName: _name, key: _key, twins: _twins, comparedWith: _compared, uid: _uid, ...rest } = record;
  return { ...rest, ...body, collectionId: collection.id, collectionName: collection.name, key };
}

function collectionFor(record: WantedRecord, account: Elsewhere): Collection | undefined {
  if (!(TAKES[account.kind] ?? []).includes(record.kind)) return undefined;
  const fitting = account.collections.filter((collection) => !collection.readOnly && (collection.state ?? 'live') === 'live' && (collection.kinds.length === 0 || collection.kinds.includes(record.kind)));
  return fitting.find((collection) => collection.name === record.collectionName) ?? fitting[0];
}

/** The record in the format of the account; null where there is no way to write it so. */
function bodyFor(record: WantedRecord): Pick<WantedRecord, 'format' | 'raw' | 'uid'> | null {
  if (record.kind !== 'contact') return record.format === 'icalendar' ? { format: 'icalendar', raw: record.raw, ...uidPart(record.uid) } : null;
  if (record.format === 'vcard') return { format: 'vcard', raw: record.raw, ...uidPart(record.uid) };
  const uid = record.uid ?? record.key;
  return { format: 'vcard', raw: new TextEncoder().encode(writeVCard({ uid, ...contactCard(record.format, record.raw) })), uid };
}

function uidPart(uid: string | undefined): { readonly uid?: string } {
  return uid === undefined ? {} : { uid };
}

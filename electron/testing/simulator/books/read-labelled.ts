import { createHash } from 'node:crypto';
import type { DuplicateRecord } from '../../../analysis/duplicates/types.ts';
import { readVCard } from '../../../core/vcard/read.ts';
import type { LabelledCard } from './address-book.ts';

/** The cards as records of one source, as an import reads them, and the person that each key is of. */
export function readLabelled(cards: readonly LabelledCard[]): { readonly records: readonly DuplicateRecord[]; readonly personOf: ReadonlyMap<string, number> } {
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const records = cards.map(({ uid, text }): DuplicateRecord => {
    const { title, fields } = readVCard(Buffer.from(text, 'utf8'), { digest });
    return { source: 'book', key: uid, uid, kind: 'contact', title, collection: '', fields, canonicalHash: '' };
  });
  return { records, personOf: new Map(cards.map(({ uid, person }) => [uid, person])) };
}

import type { FieldEntry, RecordKind } from '../../shared/records.ts';
import type { DuplicateRecord } from '../analysis/duplicates/types.ts';

export interface RecordForDuplicates {
  readonly key: string;
  readonly source?: string;
  readonly uid?: string;
  readonly kind?: RecordKind;
  readonly created?: string;
  /** `emails/work=ada@example.test`: field and text; `field=text=key` where comparing uses another key. */
  readonly values: readonly string[];
}

/** A record as looking for duplicates sees it, from `field=text` lines. */
export function aRecord({ key, source = 'account', uid = `uid-of-${key}`, kind = 'contact', created, values }: RecordForDuplicates): DuplicateRecord {
  const fields = values.map((line): FieldEntry => {
    const [field = '', text = '', keyText] = line.split('=');
    return keyText === undefined ? { field, text } : { field, text, key: keyText };
  });
  const title = fields.find((entry) => entry.field === 'name/full' || entry.field === 'title')?.text ?? '';
  return { source, key, uid, kind, title, collection: 'book', fields, canonicalHash: JSON.stringify([uid, values]), ...(created === undefined ? {} : { created }) };
}

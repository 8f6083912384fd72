import type { FieldEntry } from '../../../shared/records.ts';
import { keyOf, propertyOf } from '../diff/field-diff.ts';
import { isExportLink } from '../exported-item.ts';
import { hashName, hashText } from '../text-hash.ts';
import type { Content } from './types.ts';

/** Boils a record's fields down to hashes; `intern` keeps each field name once in memory. The context of a value does not count, nor does the link that an export leaves. */
export function contentOf(fields: readonly FieldEntry[], intern: (name: string) => string): Content {
  const values = fields.filter(({ text }) => !isExportLink(text)).map((entry) => ({ hash: hashText(`${propertyOf(entry.field)}\0${keyOf(entry)}`), field: intern(entry.field) }));
  values.sort((left, right) => left.hash - right.hash);
  const hashes = values.map((value) => value.hash);
  return { signature: hashName(hashes.join()), hashes, fields: values.map((value) => value.field) };
}

/** Keeps one copy of equal texts. */
export function interning(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    known.set(text, text);
    return text;
  };
}

/** Whether every value of `part` stands in `whole`. */
export function isContained(part: Content, whole: Content): boolean {
  return lostFields(part, whole).length === 0;
}

/** Fields of the values of `whole` that `copy` lacks, each once, sorted. */
export function fieldsMissing(whole: Content, copy: Content): readonly string[] {
  return [...new Set(lostFields(whole, copy))].sort();
}

/** How many values of `whole` stand not in `copy`. */
export function valuesMissing(whole: Content, copy: Content): number {
  return lostFields(whole, copy).length;
}

function lostFields(whole: Content, copy: Content): readonly string[] {
  const lost: string[] = [];
  let at = 0;
  whole.hashes.forEach((hash, index) => {
    while ((copy.hashes[at] ?? Infinity) < hash) at += 1;
    if (copy.hashes[at] === hash) at += 1;
    else lost.push(whole.fields[index] ?? '');
  });
  return lost;
}

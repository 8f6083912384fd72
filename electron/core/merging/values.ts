import type { FieldEntry } from '../../../shared/records.ts';

/** Properties of which a record may hold any number: the same value under another label is the same value. */
const SEVERAL: ReadonlySet<string> = new Set(['emails', 'phones', 'addresses', 'onlineServices', 'links', 'nicknames', 'keywords', 'notes', 'relatedTo', 'members']);

/** What an entry says, whatever its label and its way of writing. */
export function valueOf({ field, text, key }: FieldEntry): string {
  const head = field.split('/')[0] ?? field;
  return JSON.stringify([SEVERAL.has(head) ? head : field, key ?? text]);
}

/** Entries of which the others hold no equal value, and whose text no note of theirs tells either. */
export function missingEntries(entries: readonly FieldEntry[], others: readonly FieldEntry[]): readonly FieldEntry[] {
  const held = new Set(others.map(valueOf));
  const notes = others.filter(({ field }) => field === 'notes').map(({ text }) => text);
  return entries.filter((entry) => !held.has(valueOf(entry)) && !notes.some((note) => tells(note, entry.text)));
}

/** Whole lines of it, or all that stands behind a label. */
function tells(note: string, text: string): boolean {
  return `\n${note}\n`.includes(`\n${text}\n`) || `\n${note}\n`.includes(`: ${text}\n`);
}

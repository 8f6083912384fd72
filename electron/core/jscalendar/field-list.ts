import type { FieldEntry } from '../../../shared/records.ts';

/** Entries being collected for a record; what is empty is never added. */
export interface FieldList {
  add(field: string, text: string | undefined, key?: string): void;
  /** All entries, sorted by field, then key, then text, without exact repeats. */
  sorted(): readonly FieldEntry[];
}

/** A new, empty list. Without a key of its own an entry is compared by its text, white space and Unicode form aside. */
export function createFieldList(): FieldList {
  const entries: FieldEntry[] = [];
  return {
    add(field, text, key) {
      if (text === undefined) return;
      const shown = readableText(text);
      const compared = key ?? textKey(shown);
      if (shown === '' && compared === '') return;
      entries.push(compared === shown ? { field, text: shown } : { field, text: shown, key: compared });
    },
    sorted() {
      return withoutRepeats(entries.toSorted(compareEntries));
    },
  };
}

// Printable ASCII with single blanks is its own key; most values are.
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** A text for comparing: NFC, blanks collapsed, lines ended by LF without blanks around them. */
export function textKey(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .trim();
}

/** A text for showing: lines ended by LF, nothing blank around it. */
export function readableText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(/\r\n?/g, '\n').trim();
}

function compareEntries(left: FieldEntry, right: FieldEntry): number {
  return compareTexts(left.field, right.field) || compareTexts(left.key ?? left.text, right.key ?? right.text) || compareTexts(left.text, right.text);
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function withoutRepeats(sorted: readonly FieldEntry[]): readonly FieldEntry[] {
  return sorted.filter((entry, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareEntries(before, entry) !== 0;
  });
}

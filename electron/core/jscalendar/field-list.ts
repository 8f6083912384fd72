import type { FieldEntry } from '../../../shared/records.ts';
import { addKeyed, addText, compareEntries } from '../jscontact/field-list.ts';

/** Entries being collected for a record; what is blank is never added. */
export interface FieldList {
  /** Without a key of its own an entry is compared by the normal form of its text. */
  add(field: string, text: string | undefined, key?: string): void;
  /** All entries in the order that ReadRecord asks for. */
  sorted(): readonly FieldEntry[];
}

/** A new, empty list. */
export function createFieldList(): FieldList {
  const entries: FieldEntry[] = [];
  return {
    add(field, text, key) {
      if (text === undefined) return;
      if (key === undefined) addText(entries, field, text);
      else if (key !== '') addKeyed(entries, field, text, key);
    },
    sorted: () => entries.toSorted(compareEntries),
  };
}

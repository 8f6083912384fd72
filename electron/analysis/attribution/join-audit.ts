import { nameKey } from '../normal-text.ts';
import { formsOfItem, formsOfRecord } from './item-forms.ts';

/** What a row of a log says of its item. */
export interface ItemNamed {
  readonly item?: string;
  readonly subject?: string;
  readonly folder?: string;
}

/** A record as rows may name it. */
export interface RecordNamed {
  readonly source: string;
  readonly key: string;
  readonly previousKey?: string | undefined;
  readonly uid?: string | undefined;
  readonly title: string;
  readonly collection?: string | undefined;
  readonly previousCollection?: string | undefined;
}

/** Records by what rows call them. */
export interface RecordIndex<Named extends RecordNamed> {
  /** Those whose id, href or UID the row names. */
  byId(row: ItemNamed): readonly Named[];
  /** Those that are called as the row says, unless it says another folder of theirs. */
  byName(row: ItemNamed): readonly Named[];
}

/** Indexes records for joining; `folders` are the names of all folders that a row may mean, so that another one is told from one that is not known. */
export function indexRecords<Named extends RecordNamed>(records: Iterable<Named>, folders: Iterable<string>): RecordIndex<Named> {
  const byForm = new Map<string, Named[]>();
  const byTitle = new Map<string, Named[]>();
  const known = new Set([...folders].map(folderName).filter((name) => name !== ''));
  for (const record of records) {
    const forms = [...formsOfRecord(record.key, record.uid), ...(record.previousKey === undefined ? [] : formsOfRecord(record.previousKey))];
    for (const form of new Set(forms)) addTo(byForm, form, record);
    const name = nameKey(record.title);
    if (name !== '') addTo(byTitle, name, record);
  }
  return {
    byId({ item }) {
      if (item === undefined) return [];
      for (const form of formsOfItem(item)) {
        const found = byForm.get(form);
        if (found !== undefined) return found;
      }
      return [];
    },
    byName({ subject = '', folder = '' }) {
      const found = byTitle.get(nameKey(subject)) ?? [];
      const name = folderName(folder);
      if (!known.has(name)) return found;
      return found.filter(({ collection, previousCollection }) => collection === undefined || [collection, previousCollection ?? collection].some((one) => folderName(one) === name));
    },
  };
}

function addTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, [value]);
  else held.push(value);
}

/** The last part of a folder's path, which logs write with backslashes. */
function folderName(path: string): string {
  return (path.split(/[\\/]/).findLast((part) => part !== '') ?? '').trim().toLowerCase();
}

import { calendarText } from './calendar-text.ts';
import type { ItemKind } from './content.ts';
import { graphResource } from './graph-json.ts';
import type { Store, StoredItem } from './store.ts';
import { vcardText } from './vcard-text.ts';

/** A snapshot of an account as files of a case folder. */
export interface Picture {
  readonly store: string;
  readonly moment: number;
  readonly atMs: number;
  readonly label?: string;
  /** Path below the case folder; a file where it names one of `files`. */
  readonly path: string;
  readonly files: ReadonlyMap<string, string>;
  readonly keys: ReadonlySet<string>;
}

/** What an export of the account holds now. */
export function takePicture(store: Store, moment: number, atMs: number): Picture {
  const path = `snapshots/${store.name}-${moment + 1}`;
  const files = new Map<string, string>();
  if (store.mailbox === null) for (const item of store.items) files.set(`${path}/${item.key}`, item.content.kind === 'contact' ? vcardText(item) : calendarText(item));
  else for (const [name, text] of graphFiles(store)) files.set(`${path}/${name}`, text);
  // A folder without a file would prove nothing.
  if (files.size === 0) files.set(`${path}/contacts.json`, '{"value":[]}\n');
  return { store: store.name, moment, atMs, path, files, keys: new Set(store.items.map(({ key }) => key)) };
}

const FOLDER_FILES: Readonly<Record<ItemKind, string>> = { contact: 'contactFolders', event: 'calendars', task: 'todoLists' };

function graphFiles(store: Store): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const kind of store.itemKinds) {
    const of = (items: readonly StoredItem[]): readonly StoredItem[] => items.filter((item) => item.content.kind === kind);
    files.set(`${kind}s.json`, collection(of(store.items).map((item) => graphResource(store, item))));
    const trash = of(store.trash);
    if (trash.length > 0) files.set(`deleted-${kind}s.json`, collection(trash.map((item) => graphResource(store, item))));
    const folders = [...new Set(of([...store.items, ...store.trash]).map(({ folder }) => folder))];
    files.set(`${FOLDER_FILES[kind]}.json`, collection(folders.map((folder) => ({ id: store.mailbox?.folderId(folder), [kind === 'event' ? 'name' : 'displayName']: store.folderNames.get(folder) ?? folder }))));
  }
  return files;
}

function collection(value: readonly object[]): string {
  return `{"value":[\n${value.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`;
}

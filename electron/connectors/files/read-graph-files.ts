import type { SourceFile } from './file-bytes.ts';
import type { CollectionName, FileEnd, FoundItem } from './found-item.ts';
import { ownItem } from './own-export.ts';
import { splitJsonCollection } from './json-items.ts';

/** What the Graph files of a source hold: items with their folders, folder names, and whether anything is missing. */
export interface GraphFiles {
  readonly items: readonly FoundItem[];
  readonly names: ReadonlyMap<string, string>;
  readonly end: FileEnd;
}

/**
 * Reads saved Graph answers, and files of our own that hold bodies of any format. Folder listings give names and no records. An item stands in the folder its `parentFolderId` names, else in
 * that of its file; a file whose name begins with `deleted-` holds what stood in Deleted Items.
 */
export function readGraphFiles(files: readonly SourceFile[]): GraphFiles {
  const items: FoundItem[] = [];
  const names = new Map<string, string>();
  let incompleteBecause: string | undefined;
  for (const file of files) {
    const collection = splitJsonCollection(file.read());
    const path = filePath(file);
    if (collection.isError || collection.hasNextLink) incompleteBecause ??= 'file-cut-off';
    if (collection.isCutOff) incompleteBecause ??= 'file-cut-off';
    const state = /^deleted-/i.test(file.name) ? ('deleted' as const) : ('live' as const);
    for (const { raw, line } of collection.items) {
      const item = parseObject(raw);
      const folder = item === null ? null : folderName(item, collection.context, file.name);
      if (folder !== null) {
        names.set(folder.id, folder.name);
        continue;
      }
      const own = item === null ? null : ownItem(item);
      if (own !== null) {
        names.set(own.collectionId, own.collectionId);
        items.push({ ...own, file: path, line });
        continue;
      }
      const found = { format: 'graph-json' as const, raw, state, file: path, line };
      if (item === null || typeof item['id'] !== 'string') items.push({ ...found, collectionId: file.folder, problem: 'record-unreadable' });
      else items.push({ ...found, collectionId: collectionOf(item, collection.context) ?? file.folder, ownKey: item['id'] });
    }
    if (collection.tail !== undefined) {
      items.push({ format: 'graph-json', raw: collection.tail.raw, state, file: path, line: collection.tail.line, collectionId: file.folder, problem: 'file-cut-off' });
    }
  }
  return { items, names, end: incompleteBecause === undefined ? {} : { incompleteBecause } };
}

/** Path of a file below the folder that was given. */
export function filePath(file: SourceFile): string {
  return file.folder === '' ? file.name : `${file.folder}/${file.name}`;
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(raw: Uint8Array): JsonObject | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(raw));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    // Not JSON: the caller puts its bytes into quarantine.
    return null;
  }
}

/** A contact folder, calendar or task list, and not a record. */
function folderName(item: JsonObject, context: string, fileName: string): CollectionName | null {
  const isFolderFile = /^(contactFolders|calendars|todoLists)\.json$/i.test(fileName) || /(contactFolders|calendars|todo\/lists)(\(\)|$)/.test(context);
  const isFolderItem = 'wellknownListName' in item || 'canEdit' in item || 'childFolderCount' in item;
  if (!isFolderFile && !isFolderItem) return null;
  const name = item['displayName'] ?? item['name'];
  return typeof item['id'] === 'string' && typeof name === 'string' ? { id: item['id'], name } : null;
}

function collectionOf(item: JsonObject, context: string): string | undefined {
  for (const name of ['parentFolderId', 'calendarId', 'todoTaskListId', 'listId']) {
    const value = item[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return /(?:lists|calendars)\('([^']+)'\)/.exec(context)?.[1];
}

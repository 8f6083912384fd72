import { AppError } from '../../../shared/errors.ts';
import type { Capabilities, Checkpoint, Collection, Connector, FetchedItem, Known, SourceItem } from '../connector.ts';
import type { SourceFile } from './file-bytes.ts';
import { createKeyGiver } from './file-keys.ts';
import type { FileEnd, FoundItem } from './found-item.ts';
import { filePath, readGraphFiles } from './read-graph-files.ts';
import { readTextFile } from './read-text-files.ts';

export interface FilesSettings {
  readonly files: readonly SourceFile[];
  readonly digest: (bytes: Uint8Array) => string;
  /** No file at all is then an incomplete listing, which proves no deletion; else it is `nothing-to-import`. */
  readonly mayBeEmpty?: boolean;
}

/**
 * Exported files as a source that can only be read. A collection is a folder of files, or the Graph folder that items name. A file that
 * ends inside an object, a leftover next link or an error document makes the listing incomplete.
 */
export function createFilesConnector(settings: FilesSettings): Connector {
  const graph = readGraphFiles(settings.files.filter((file) => file.kind === 'graph-json'));
  const textFiles = settings.files.filter((file) => file.kind !== 'graph-json');
  const ids = [...new Set([...textFiles.map((file) => file.folder), ...graph.items.map((item) => item.collectionId)])];
  // An export of an empty collection is a collection with nothing in it.
  if (ids.length === 0) ids.push('');
  const keys = createKeyGiver();
  // Such an item names neither itself nor its folder: it may be any record that is known.
  const hasNameless = graph.items.some(({ problem, uid }) => problem !== undefined && uid === undefined);

  async function* changes(collection: Collection, known: Known, signal: AbortSignal): AsyncGenerator<SourceItem> {
    signal.throwIfAborted();
    const order = ids.indexOf(collection.id);
    if (order < 0) throw new AppError('collection-gone');
    keys.restart(order);
    const knownKeys = new Set(known.keys());
    let bytesIn = 0;
    let because = settings.files.length === 0 ? 'listing-empty' : graph.end.incompleteBecause;
    const item = (found: FoundItem, isAloneInFile: boolean): FetchedItem => {
      bytesIn += found.raw.length;
      return toItem(found, found.problem === undefined || found.uid !== undefined ? keys.keyOf(found, { order, isAloneInFile, digest: settings.digest, isKnown: (key) => knownKeys.has(key) }) : '');
    };
    for (const file of textFiles) {
      if (file.folder !== collection.id) continue;
      signal.throwIfAborted();
      const end: { value: FileEnd } = { value: {} };
      for (const { found, isAlone } of markAlone(file, readTextFile(file, end))) {
        signal.throwIfAborted();
        yield item(found, isAlone && !file.isNamed);
      }
      because ??= end.value.incompleteBecause;
    }
    for (const found of graph.items) if (found.collectionId === collection.id) yield item(found, false);
    if (hasNameless && known.count > 0) because ??= 'record-unreadable';
    yield checkpoint(because, bytesIn);
  }

  return {
    async probe(signal): Promise<Capabilities> {
      signal.throwIfAborted();
      return { canWrite: false, incremental: false, scheduling: 'none', product: 'files', notCaptured: ['file-only'] };
    },
    async collections(signal) {
      signal.throwIfAborted();
      if (settings.files.length === 0 && settings.mayBeEmpty !== true) throw new AppError('nothing-to-import');
      return ids.map((id): Collection => ({ id, name: graph.names.get(id) ?? id, kinds: [], readOnly: true, properties: {} }));
    },
    changes,
    async fetch(collection, wanted, signal) {
      const found = new Map<string, FetchedItem>();
      const asked = new Set(wanted);
      for await (const item of changes(collection, NOTHING_KNOWN, signal)) if (item.type === 'upsert' && asked.has(item.key)) found.set(item.key, item);
      return found;
    },
    async findByUid(_collection, _uids, signal) {
      signal.throwIfAborted();
      return new Map();
    },
    create: refuse,
    update: refuse,
    delete: refuse,
    keyFor: (_collection, seed) => seed,
    async close() {},
  };
}

const NOTHING_KNOWN: Known = { cursor: null, count: 0, versionOf: () => undefined, keys: () => [], full: true };

async function refuse(): Promise<never> {
  throw new AppError('read-only');
}

function toItem(found: FoundItem, key: string): FetchedItem {
  return {
    type: 'upsert',
    key,
    format: found.format,
    raw: found.raw,
    version: '',
    state: found.state,
    origin: { file: found.file, line: found.line },
    ...(found.problem === undefined ? {} : { problem: found.problem }),
  };
}

function checkpoint(because: string | undefined, bytesIn: number): Checkpoint {
  return { type: 'checkpoint', listing: 'full', complete: because === undefined, cursor: null, requests: 0, bytesIn, ...(because === undefined ? {} : { because }) };
}

/** Looks one object ahead, to tell the only object of its file from the first of several. */
function* markAlone(file: SourceFile, items: Iterable<FoundItem>): Generator<{ found: FoundItem; isAlone: boolean }> {
  let held: FoundItem | undefined;
  let count = 0;
  for (const found of items) {
    if (held !== undefined) yield { found: { ...held, file: filePath(file) }, isAlone: false };
    held = found;
    count += 1;
  }
  if (held !== undefined) yield { found: { ...held, file: filePath(file) }, isAlone: count === 1 };
}

import { itemHref, type DavCollection, type DavItem, type DavTree } from './dav-tree.ts';
import { decodePath } from './hrefs.ts';
import type { XmlName } from './names.ts';

/** Everything a server holds as plain data, to be kept and loaded again; sync tokens stay valid. */
export interface DavDump {
  readonly books: readonly BookDump[];
}
export interface BookDump {
  readonly href: string;
  readonly kind: DavCollection['kind'];
  readonly properties: readonly [XmlName, string][];
  readonly revision: number;
  readonly epoch: string;
  readonly items: readonly { readonly name: string; readonly text: string; readonly revision: number }[];
  readonly tombstones: readonly [string, number][];
}

/** Puts the books of a dump into an empty tree. */
export function loadDump(tree: DavTree, dump: DavDump): void {
  for (const book of dump.books) {
    const segments = decodePath(book.href);
    if (segments === null) throw new Error('a dump with a broken href');
    tree.restoreCollection({ ...book, segments, items: book.items.map((item) => ({ ...item, body: toBytes(item.text) })) });
  }
}

/**
 * The server's content from the side, as another device would change it. A book is named by its href or by the last
 * segment of its path; an unknown one throws.
 */
export class DavStore {
  readonly #tree: DavTree;

  constructor(tree: DavTree) {
    this.#tree = tree;
  }

  /** Adds an item under a name that must be free. */
  add(book: string, name: string, text: string | Buffer): void {
    const collection = this.collection(book);
    if (collection.items.has(name)) throw new Error(`there is an item ${name} already`);
    this.#tree.put(collection, name, toBytes(text));
  }

  /** Replaces the body of an item that must be there. */
  change(book: string, name: string, text: string | Buffer): void {
    this.item(book, name);
    this.#tree.put(this.collection(book), name, toBytes(text));
  }

  /** Removes an item that must be there. */
  remove(book: string, name: string): void {
    this.item(book, name);
    this.#tree.remove(this.collection(book), name);
  }

  /** Gives an item a new ETag while its body stays. */
  retag(book: string, name: string): void {
    this.item(book, name);
    this.#tree.retag(this.collection(book), name);
  }

  /** Makes every sync token of a book invalid. */
  expireTokens(book: string): void {
    this.#tree.expireTokens(this.collection(book));
  }

  /** Names of the items in a book, in the order in which they were added. */
  names(book: string): readonly string[] {
    return [...this.collection(book).items.keys()];
  }

  has(book: string, name: string): boolean {
    return this.collection(book).items.has(name);
  }

  /** The body of an item that must be there. */
  text(book: string, name: string): string {
    return this.item(book, name).body.toString('utf8');
  }

  etag(book: string, name: string): string {
    return this.item(book, name).etag;
  }

  /** The href of an item, whether it is there or not. */
  href(book: string, name: string): string {
    return itemHref(this.collection(book), name);
  }

  /** Everything that the server holds. */
  dump(): DavDump {
    return {
      books: this.#tree.collections().map((one) => ({
        href: one.href,
        kind: one.kind,
        properties: [...one.properties],
        revision: one.revision,
        epoch: one.epoch,
        items: [...one.items.values()].map((item) => ({ name: item.name, text: item.body.toString('utf8'), revision: item.revision })),
        tombstones: [...one.tombstones],
      })),
    };
  }

  /** The collection itself, for what this class has no word for. */
  collection(book: string): DavCollection {
    const found = this.#tree.collections().filter((one) => one.href === book || one.segments.at(-1) === book);
    const [first] = found;
    if (first === undefined || found.length > 1) throw new Error(`${found.length} collections are called ${book}`);
    return first;
  }

  private item(book: string, name: string): DavItem {
    const item = this.collection(book).items.get(name);
    if (item === undefined) throw new Error(`there is no item ${name}`);
    return item;
  }
}

function toBytes(text: string | Buffer): Buffer {
  return typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
}

import { createHash, randomUUID } from 'node:crypto';

import { FolderTree } from './folder-tree.ts';
import type { Folder } from './folder.ts';
import { IdCodec } from './ids.ts';
import type { Draft, Item, ItemContent } from './item.ts';
import { textOf } from './item.ts';
import { PROP } from './known-properties.ts';
import type { MailboxLog } from './mailbox-log.ts';
import { isoOf } from './occurrences.ts';

export interface MailboxOwner {
  readonly name: string;
  readonly address: string;
}

/** Who makes a change: the name that the item will bear, and the request that it came with. */
export interface By {
  readonly name: string;
  /** What the service’s audit log calls its program. */
  readonly client?: string;
  readonly request: number | null;
}

export interface MailboxClock {
  nowMs(): number;
}

export type Disposal = 'MoveToDeletedItems' | 'SoftDelete' | 'HardDelete';

/** An item that is no longer in a folder. */
export interface Gone {
  readonly instance: number;
  readonly number: number;
  readonly folder: number;
  readonly goneAt: number;
  readonly changeWas: number;
}

/** Told of every change as it happens, for those who wait. */
export type MailboxListener = (event: { readonly kind: 'Created' | 'Modified' | 'Deleted' | 'Moved' | 'Copied'; readonly item: Item; readonly before: Item | null }) => void;

/** One mailbox in memory: the single truth behind every face. Every change is told to the log, and nothing else changes anything. */
export class Mailbox {
  readonly owner: MailboxOwner;
  readonly guid: string;
  readonly ids: IdCodec;
  readonly log: MailboxLog;
  readonly folders: FolderTree;
  readonly listeners = new Set<MailboxListener>();
  readonly #clock: MailboxClock;
  readonly #items = new Map<number, Item>();
  readonly #byNumber = new Map<number, number>();
  readonly #inFolder = new Map<number, Set<number>>();
  #gone: Gone[] = [];
  #lastNumber = 0;
  #lastChange = 0;
  /** Begins every sync state; another one makes all states given so far invalid. */
  epoch: string;

  constructor(owner: MailboxOwner, clock: MailboxClock, log: MailboxLog, guid: string = randomUUID()) {
    this.owner = owner;
    this.guid = guid;
    this.ids = new IdCodec(guid);
    this.epoch = guid.slice(0, 8);
    this.log = log;
    this.#clock = clock;
    this.folders = new FolderTree(log, () => this.nextChange(), () => this.nextNumber());
  }

  /** The number of the newest change. */
  get lastChange(): number {
    return this.#lastChange;
  }

  now(): string {
    return isoOf(this.#clock.nowMs());
  }

  nextNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  item(instance: number): Item | undefined {
    return this.#items.get(instance);
  }

  itemByNumber(number: number): Item | undefined {
    return this.#items.get(this.#byNumber.get(number) ?? -1);
  }

  /** The items of a folder in the order of their arrival. */
  itemsIn(folder: number): readonly Item[] {
    return [...(this.#inFolder.get(folder) ?? [])].flatMap((instance) => this.#items.get(instance) ?? []);
  }

  countIn(folder: number): number {
    return this.#inFolder.get(folder)?.size ?? 0;
  }

  /** What left a folder, in the order of leaving. */
  goneFrom(folder: number): readonly Gone[] {
    return this.#gone.filter((one) => one.folder === folder);
  }

  create(folder: Folder, draft: Draft, by: By): Item {
    const now = this.now();
    const number = this.nextNumber();
    const bag = new Map(draft.bag);
    const named = entryOfPerson(by.name);
    const standing = [
      [PROP.creationTime, now], [PROP.lastModificationTime, now], [PROP.creatorName, by.name], [PROP.creatorEntryId, named], [PROP.lastModifierName, by.name],
      [PROP.lastModifierEntryId, named], [PROP.searchKey, randomBytesOf(number, this.guid)], [PROP.deliveryTime, now],
    ] as const;
    // What the store itself keeps cannot be set by a client (MS-OXPROPS); the search key can, as an upload does.
    for (const [key, value] of standing) if (key !== PROP.searchKey || !bag.has(key)) bag.set(key, value);
    const change = this.nextChange();
    const item: Item = { ...draft, bag: this.withDefaults(bag, number), number, instance: this.nextNumber(), folder: folder.number, change, seenAt: change, arrivedAt: change };
    this.place(item);
    this.tell('create', by, null, item);
    this.notify({ kind: 'Created', item, before: null });
    return item;
  }

  /** Puts other content in place of an item's; who made it first and its search key stay. */
  update(before: Item, draft: Draft, by: By): Item {
    const change = this.nextChange();
    const bag = new Map(draft.bag);
    for (const key of [PROP.creationTime, PROP.creatorName, PROP.creatorEntryId, PROP.searchKey]) {
      const value = before.bag.get(key);
      if (value !== undefined) bag.set(key, value);
    }
    bag.set(PROP.lastModificationTime, this.now());
    bag.set(PROP.lastModifierName, by.name);
    bag.set(PROP.lastModifierEntryId, entryOfPerson(by.name));
    const item: Item = { ...before, ...draft, bag, change, seenAt: change };
    this.#items.set(item.instance, item);
    this.tell('update', by, before, item);
    this.notify({ kind: 'Modified', item, before });
    return item;
  }

  /** Puts an item into another folder: another instance with the same number, change key and search key. */
  move(before: Item, folder: Folder, by: By): Item {
    const arrived = this.nextChange();
    const bag = new Map(before.bag);
    const from = this.folders.get(before.folder);
    if (from !== undefined && !isDumpster(from)) bag.set(PROP.lastActiveParent, this.ids.folderEntryId(from.number).toString('base64'));
    if (isDumpster(folder)) bag.set(PROP.deletedOn, this.now());
    else bag.delete(PROP.deletedOn);
    const item: Item = { ...before, bag, instance: this.nextNumber(), folder: folder.number, seenAt: arrived, arrivedAt: arrived };
    this.takeAway(before, arrived);
    this.place(item);
    this.tell('move', by, before, item);
    this.notify({ kind: 'Moved', item, before });
    return item;
  }

  /** A second item with the same content and search key; its number and change key are its own. */
  copy(before: Item, folder: Folder, by: By): Item {
    const change = this.nextChange();
    const bag = new Map(before.bag).set(PROP.lastModificationTime, this.now()).set(PROP.lastModifierName, by.name);
    const item: Item = { ...before, bag, number: this.nextNumber(), instance: this.nextNumber(), folder: folder.number, change, seenAt: change, arrivedAt: change };
    this.place(item);
    this.tell('copy', by, before, item);
    this.notify({ kind: 'Copied', item, before });
    return item;
  }

  /** Deletes in one of the three ways; what lies in Purges already, or is deleted for good out of Deletions, is gone. */
  delete(item: Item, disposal: Disposal, by: By): Item | null {
    const from = this.folders.get(item.folder)?.distinguished;
    if (from === 'recoverableitemspurges' || (from === 'recoverableitemsdeletions' && disposal === 'HardDelete')) {
      this.destroy(item, by);
      return null;
    }
    const target = { MoveToDeletedItems: 'deleteditems', SoftDelete: 'recoverableitemsdeletions', HardDelete: 'recoverableitemspurges' }[disposal];
    return this.move(item, this.folders.named(target), by);
  }

  /** Takes an item away for good, as the end of its retention does. */
  destroy(item: Item, by: By): void {
    this.takeAway(item, this.nextChange());
    this.tell('destroy', by, item, null);
    this.notify({ kind: 'Deleted', item, before: item });
  }

  /** Makes every sync state given so far invalid. */
  expireStates(): void {
    this.epoch = randomUUID().slice(0, 8);
  }

  /** Everything that `restore` takes. */
  keep(): { readonly items: readonly Item[]; readonly gone: readonly Gone[]; readonly lastNumber: number; readonly lastChange: number } {
    return { items: [...this.#items.values()], gone: this.#gone, lastNumber: this.#lastNumber, lastChange: this.#lastChange };
  }

  /** Puts a mailbox back as it was kept, so that ids and sync states given before go on being valid. */
  restore(kept: ReturnType<Mailbox['keep']>): void {
    for (const item of kept.items) this.place(item);
    this.#gone = [...kept.gone];
    this.#lastNumber = kept.lastNumber;
    this.#lastChange = kept.lastChange;
  }

  private nextChange(): number {
    this.#lastChange += 1;
    return this.#lastChange;
  }

  private withDefaults(bag: Map<string, unknown> & Draft['bag'], number: number): Draft['bag'] {
    if (!bag.has(PROP.urlName)) bag.set(PROP.urlName, `${number}.EML`);
    if (!bag.has(PROP.importance)) bag.set(PROP.importance, 1);
    if (!bag.has(PROP.sensitivity)) bag.set(PROP.sensitivity, 0);
    return bag;
  }

  private place(item: Item): void {
    this.#items.set(item.instance, item);
    this.#byNumber.set(item.number, item.instance);
    const here = this.#inFolder.get(item.folder);
    if (here === undefined) this.#inFolder.set(item.folder, new Set([item.instance]));
    else here.add(item.instance);
  }

  private takeAway(item: Item, goneAt: number): void {
    this.#items.delete(item.instance);
    this.#byNumber.delete(item.number);
    this.#inFolder.get(item.folder)?.delete(item.instance);
    this.#gone.push({ instance: item.instance, number: item.number, folder: item.folder, goneAt, changeWas: item.change });
  }

  private tell(kind: 'create' | 'update' | 'move' | 'copy' | 'destroy', by: By, before: Item | null, after: Item | null): void {
    const place = (item: Item | null) => (item === null ? null : this.folders.nameOf(item.folder));
    const number = (after ?? before)?.number ?? 0;
    this.log.addChange({
      request: by.request, kind, number, from: kind === 'create' || kind === 'copy' ? null : place(before), to: place(after), before: hashOf(before), after: hashOf(after),
      at: this.now(), by: by.name, ...(by.client === undefined ? {} : { client: by.client }),
    });
  }

  private notify(event: Parameters<MailboxListener>[0]): void {
    for (const listener of this.listeners) listener(event);
  }
}

/** The entry id of a person in the address book (MS-OXCDATA §2.2.5.2), base64. */
function entryOfPerson(name: string): string {
  const tail = `/o=Example/ou=Exchange/cn=Recipients/cn=${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}\0`;
  return Buffer.concat([Buffer.from('00000000dca740c8c042101ab4b908002b2fe1820100000000000000', 'hex'), Buffer.from(tail, 'latin1')]).toString('base64');
}

function randomBytesOf(number: number, guid: string): string {
  return createHash('sha256').update(`${guid} ${number}`).digest().subarray(0, 16).toString('base64');
}

function isDumpster(folder: Folder): boolean {
  return folder.distinguished?.startsWith('recoverableitems') ?? false;
}

const MOVES_BY_ITSELF: ReadonlySet<string> = new Set([PROP.lastModificationTime, PROP.lastModifierName, PROP.lastModifierEntryId, PROP.lastActiveParent, PROP.deletedOn]);

/** SHA-256 of what a person would call the content. */
export function hashOf(item: ItemContent | null): string | null {
  if (item === null) return null;
  const bag = [...item.bag].filter(([key]) => !MOVES_BY_ITSELF.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  const rest = [item.recurrence, item.exceptions.map((one) => [one.originalStart, [...one.bag], ...(one.attendees === undefined ? [] : [one.attendees])]), item.cancelled, item.attendees, item.members, item.attachments];
  return createHash('sha256').update(JSON.stringify([bag, rest])).digest('hex');
}

/** What kind of thing an item is, by its message class. */
export function classOf(content: ItemContent): 'contact' | 'list' | 'event' | 'task' | 'message' {
  const itemClass = textOf(content.bag, PROP.itemClass).toLowerCase();
  const is = (prefix: string) => itemClass === prefix || itemClass.startsWith(`${prefix}.`);
  if (is('ipm.contact')) return 'contact';
  if (is('ipm.distlist')) return 'list';
  if (is('ipm.appointment')) return 'event';
  return is('ipm.task') ? 'task' : 'message';
}

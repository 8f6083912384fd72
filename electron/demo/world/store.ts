import type { SeededRandom } from '../seeded-random.ts';
import { titleOf, type Content, type ItemKind } from './content.ts';
import { createMailboxIds, type ItemIds, type MailboxIds } from './exchange-ids.ts';
import { hexDigits, type Marks, type Spelling, type StoreKind, type SyncApp } from './sync-app.ts';

/** One item of a store as it stands now. */
export interface StoredItem {
  key: string;
  readonly uid: string;
  folder: string;
  content: Content;
  readonly createdMs: number;
  modifiedMs: number;
  readonly createdBy: SyncApp;
  modifiedBy: SyncApp;
  marks: Marks;
  spelling: Spelling;
  version: number;
  ids: ItemIds | null;
}

export type Operation = 'Create' | 'Update' | 'Move' | 'MoveToDeletedItems' | 'SoftDelete' | 'HardDelete';

/** What a store could tell of a write, whether or not a log does. */
export interface Deed {
  readonly atMs: number;
  readonly app: SyncApp;
  readonly operation: Operation;
  readonly kind: ItemKind;
  readonly key: string;
  readonly uid: string;
  readonly ids: ItemIds | null;
  readonly folder: string;
  readonly toFolder?: string;
  readonly title: string;
}

/** An account that programs and people write to. */
export interface Store {
  readonly name: string;
  readonly kind: StoreKind;
  readonly itemKinds: readonly ItemKind[];
  readonly items: StoredItem[];
  readonly trash: StoredItem[];
  readonly deeds: Deed[];
  readonly mailbox: MailboxIds | null;
  /** Names that folders were given since. */
  readonly folderNames: Map<string, string>;
  create(app: SyncApp, content: Content, at: CreateAt): StoredItem;
  update(app: SyncApp, item: StoredItem, content: Content, atMs: number): void;
  remove(app: SyncApp, item: StoredItem, atMs: number, how?: Operation): void;
  move(app: SyncApp, item: StoredItem, folder: string, atMs: number): void;
}

export interface CreateAt {
  readonly atMs: number;
  readonly folder?: string;
  readonly origin?: StoredItem;
  /** Marks that it bore before, where it is made anew. */
  readonly before?: Marks;
  readonly uid?: string;
  /** It was there before anybody looked: no log tells of it. */
  readonly isOld?: boolean;
}

const FOLDERS: Readonly<Record<ItemKind, string>> = { contact: 'Contacts', event: 'Calendar', task: 'Tasks' };

/** An empty account. */
export function createStore(name: string, kind: StoreKind, itemKinds: readonly ItemKind[], random: SeededRandom): Store {
  const mailbox = kind === 'exchange' ? createMailboxIds(random) : null;
  // Whoever exports a mailbox asks for ids that stay through moves, or does not know of them.
  const isImmutable = random.chance(0.6);
  const items: StoredItem[] = [];
  const trash: StoredItem[] = [];
  const deeds: Deed[] = [];
  const tell = (app: SyncApp, operation: Operation, item: StoredItem, atMs: number, toFolder?: string): void => {
    const { key, uid, ids, folder, content } = item;
    deeds.push({ atMs, app, operation, kind: content.kind, key, uid, ids, folder, title: titleOf(content), ...(toFolder === undefined ? {} : { toFolder }) });
  };
  const keyOf = (app: SyncApp, uid: string, ids: ItemIds | null, itemKind: ItemKind, folder: string): string => {
    if (ids !== null) return isImmutable ? ids.immutableId : ids.id;
    // Google names what it holds itself; elsewhere the client chooses.
    const name = kind === 'google' ? hexDigits(random, 16) : app.resourceName(uid);
    return placed(`${name}${itemKind === 'contact' ? '.vcf' : '.ics'}`, folder);
  };
  return {
    name,
    kind,
    itemKinds,
    items,
    trash,
    deeds,
    mailbox,
    folderNames: new Map(),
    create(app, content, { atMs, folder = FOLDERS[content.kind], origin, before, uid, isOld = false }) {
      const ids = mailbox?.itemIn(folder) ?? null;
      const ownUid = uid ?? app.makeUid(random);
      const item: StoredItem = {
        key: keyOf(app, ownUid, ids, content.kind, folder),
        uid: ownUid,
        folder,
        content: app.carry(content),
        createdMs: atMs,
        modifiedMs: atMs,
        createdBy: app,
        modifiedBy: app,
        marks: app.leave({ random, atMs, ...(origin === undefined ? {} : { origin }), ...(before === undefined ? {} : { before }) }),
        spelling: app.spelling,
        version: 1,
        ids,
      };
      items.push(item);
      if (!isOld) tell(app, 'Create', item, atMs);
      return item;
    },
    update(app, item, content, atMs) {
      item.content = content;
      item.modifiedMs = atMs;
      item.modifiedBy = app;
      item.marks = app.leave({ random, atMs, before: item.marks });
      item.spelling = app.spelling;
      item.version += 1;
      tell(app, 'Update', item, atMs);
    },
    remove(app, item, atMs, how = 'MoveToDeletedItems') {
      tell(app, how, item, atMs);
      items.splice(items.indexOf(item), 1);
      if (mailbox === null || how !== 'MoveToDeletedItems') return;
      const ids = mailbox.itemIn('Deleted Items');
      trash.push({ ...item, key: isImmutable ? item.key : ids.id, ids, folder: 'Deleted Items', modifiedMs: atMs });
    },
    move(app, item, folder, atMs) {
      tell(app, 'Move', item, atMs, folder);
      item.folder = folder;
      item.modifiedMs = atMs;
      // An id of Exchange holds its folder's: a move gives the item another (the immutable one stays).
      const moved = mailbox?.itemIn(folder);
      if (moved !== undefined && item.ids !== null) {
        item.ids = { ...moved, immutableId: item.ids.immutableId };
        if (!isImmutable) item.key = moved.id;
      } else item.key = placed(item.key.slice(item.key.lastIndexOf('/') + 1), folder);
    },
  };
}

// A case folder names a record by its path below the snapshot; what stands in the first folder of a kind lies at the top.
function placed(name: string, folder: string): string {
  return Object.values(FOLDERS).includes(folder) ? name : `${folder}/${name}`;
}

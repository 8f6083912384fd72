import { FIRST_FOLDERS, type Folder } from './folder.ts';
import type { MailboxLog } from './mailbox-log.ts';
import type { Bag } from './item.ts';

/** A folder that is no longer there. */
export interface GoneFolder {
  readonly number: number;
  readonly goneAt: number;
}

/** The folders of one mailbox. */
export class FolderTree {
  readonly #folders = new Map<number, Folder>();
  readonly #log: MailboxLog;
  readonly #nextChange: () => number;
  readonly #nextNumber: () => number;
  #gone: GoneFolder[] = [];

  constructor(log: MailboxLog, nextChange: () => number, nextNumber: () => number) {
    this.#log = log;
    this.#nextChange = nextChange;
    this.#nextNumber = nextNumber;
  }

  /** Adds the folders that every mailbox has. */
  addFirst(): void {
    for (const seed of FIRST_FOLDERS) {
      const parent = seed.parent === '' ? 0 : this.named(seed.parent).number;
      const change = this.#nextChange();
      const number = this.#nextNumber();
      this.#folders.set(number, { number, parent, distinguished: seed.distinguished, name: seed.name, folderClass: seed.folderClass, arrivedAt: change, change, bag: new Map() });
    }
  }

  get(number: number): Folder | undefined {
    return this.#folders.get(number);
  }

  /** A folder by the name that every mailbox has it by. */
  find(distinguished: string): Folder | undefined {
    return [...this.#folders.values()].find((one) => one.distinguished === distinguished);
  }

  /** As `find`, for a folder that must be there. */
  named(distinguished: string): Folder {
    const folder = this.find(distinguished);
    if (folder === undefined) throw new Error(`there is no folder ${distinguished}`);
    return folder;
  }

  children(parent: number): readonly Folder[] {
    return [...this.#folders.values()].filter((one) => one.parent === parent);
  }

  /** All folders below this one, parents before their children. */
  below(parent: number): readonly Folder[] {
    return this.children(parent).flatMap((one) => [one, ...this.below(one.number)]);
  }

  gone(): readonly GoneFolder[] {
    return this.#gone;
  }

  /** How the log names a folder. */
  nameOf(number: number): string {
    return this.#folders.get(number)?.distinguished ?? String(number);
  }

  create(parent: number, name: string, folderClass: string, bag: Bag = new Map(), request: number | null = null): Folder {
    const change = this.#nextChange();
    const folder: Folder = { number: this.#nextNumber(), parent, distinguished: null, name, folderClass, arrivedAt: change, change, bag };
    this.#folders.set(folder.number, folder);
    this.#log.addChange({ request, kind: 'folder-create', number: folder.number, from: null, to: this.nameOf(parent), before: null, after: null });
    return folder;
  }

  update(before: Folder, changed: Partial<Pick<Folder, 'name' | 'parent' | 'bag'>>, request: number | null = null): Folder {
    const folder: Folder = { ...before, ...changed, change: this.#nextChange() };
    this.#folders.set(folder.number, folder);
    this.#log.addChange({ request, kind: 'folder-update', number: folder.number, from: this.nameOf(before.parent), to: this.nameOf(folder.parent), before: null, after: null });
    return folder;
  }

  /** Takes an empty folder away. */
  remove(folder: Folder, request: number | null = null): void {
    this.#folders.delete(folder.number);
    this.#gone.push({ number: folder.number, goneAt: this.#nextChange() });
    this.#log.addChange({ request, kind: 'folder-destroy', number: folder.number, from: this.nameOf(folder.parent), to: null, before: null, after: null });
  }

  keep(): { readonly folders: readonly Folder[]; readonly gone: readonly GoneFolder[] } {
    return { folders: [...this.#folders.values()], gone: this.#gone };
  }

  restore(kept: ReturnType<FolderTree['keep']>): void {
    for (const folder of kept.folders) this.#folders.set(folder.number, folder);
    this.#gone = [...kept.gone];
  }
}

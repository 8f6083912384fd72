import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Folder } from './folder.ts';
import type { Bag, Item } from './item.ts';
import type { MailboxLog } from './mailbox-log.ts';
import { Mailbox, type MailboxClock } from './mailbox.ts';

const FILE = 'mailbox.json';

/** Keeps a whole mailbox as one JSON file in a folder; a reader never sees half of it. */
export function saveMailbox(mailbox: Mailbox, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, FILE);
  writeFileSync(`${path}.new`, dumpMailbox(mailbox));
  renameSync(`${path}.new`, path);
}

/** What `saveMailbox` kept in a folder, or null where it kept nothing. */
export function keptMailbox(folder: string): string | null {
  const path = join(folder, FILE);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** A mailbox as JSON, with everything that its ids and sync states rest on. */
export function dumpMailbox(mailbox: Mailbox): string {
  const { items, ...rest } = mailbox.keep();
  const { folders, gone } = mailbox.folders.keep();
  return JSON.stringify(
    { owner: mailbox.owner, guid: mailbox.guid, epoch: mailbox.epoch, folders, goneFolders: gone, items, ...rest },
    (_key, value: unknown) => (value instanceof Map ? Object.fromEntries(value as Map<string, unknown>) : value),
  );
}

/** A mailbox from what `dumpMailbox` wrote. */
export function readMailbox(text: string, clock: MailboxClock, log: MailboxLog): Mailbox {
  const kept = JSON.parse(text) as Kept;
  const mailbox = new Mailbox(kept.owner, clock, log, kept.guid);
  mailbox.epoch = kept.epoch;
  mailbox.folders.restore({ folders: kept.folders.map((one) => ({ ...one, bag: toBag(one.bag) })), gone: kept.goneFolders });
  const items = kept.items.map((one): Item => ({ ...one, bag: toBag(one.bag), exceptions: one.exceptions.map((exception) => ({ ...exception, bag: toBag(exception.bag) })) }));
  mailbox.restore({ items, gone: kept.gone, lastNumber: kept.lastNumber, lastChange: kept.lastChange });
  return mailbox;
}

type MailboxState = ReturnType<Mailbox['keep']>;
type FolderState = ReturnType<Mailbox['folders']['keep']>;
interface Kept extends MailboxState {
  readonly owner: Mailbox['owner'];
  readonly guid: string;
  readonly epoch: string;
  readonly folders: readonly Folder[];
  readonly goneFolders: FolderState['gone'];
}

function toBag(object: unknown): Bag {
  return new Map(Object.entries(object as Record<string, never>)) as unknown as Bag;
}

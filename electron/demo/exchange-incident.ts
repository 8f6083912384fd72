import { CONTACT } from './exchange-server/mailbox/contact-properties.ts';
import type { Item } from './exchange-server/mailbox/item.ts';
import { draftOf, textOf } from './exchange-server/mailbox/item.ts';
import { PROP } from './exchange-server/mailbox/known-properties.ts';
import { type By, classOf, hashOf, type Mailbox } from './exchange-server/mailbox/mailbox.ts';
import type { DeclaredApp } from '../services/declare.ts';
import { createRandom } from './seeded-random.ts';

/** What two sync apps really did to a mailbox, by the titles that a person sees. */
export interface ExchangeTruth {
  readonly doubled: readonly string[];
  readonly deleted: readonly string[];
  readonly overwritten: readonly string[];
}

export interface ExchangeIncidentSize {
  readonly doubled: number;
  readonly deleted: number;
  readonly overwritten: number;
}

/** What the user of the demo’s mailbox says to have: two phones by ActiveSync, and in Outlook a bridge to a calendar elsewhere. */
export const DEMO_APPS: readonly DeclaredApp[] = [{ app: 'eas-phone', device: 'two phones' }, { app: 'caldav-synchronizer', device: 'PC' }];

const PHONE: By = { name: 'Second phone', request: null, client: 'Client=ActiveSync;UserAgent=Apple-iPhone15C2/2102.94;Action=/Microsoft-Server-ActiveSync/Proxy' };
const BRIDGE: By = { name: 'Calendar bridge', request: null, client: 'Client=MSExchangeRPC' };

/**
 * Two programs sync badly: one creates poorer copies of contacts and writes the company over names, one deletes events: meetings with
 * guests into Deleted Items, some of the others past them. No item is hit twice; the same seed and mailbox give the same incident.
 */
export function causeExchangeIncident(mailbox: Mailbox, size: ExchangeIncidentSize, seed: number): ExchangeTruth {
  const random = createRandom(seed);
  const contacts = random.shuffle(liveItems(mailbox, 'contact'));
  const doubled = contacts.slice(0, size.doubled);
  const overwritten = contacts.slice(size.doubled).filter((item) => textOf(item.bag, CONTACT.company) !== '').slice(0, size.overwritten);
  const deleted = random.shuffle(liveItems(mailbox, 'event')).slice(0, size.deleted);
  for (const item of doubled) copyPoorly(mailbox, item);
  for (const item of overwritten) nameAfterCompany(mailbox, item);
  for (const item of deleted) mailbox.delete(item, item.attendees.length > 0 || random.chance(0.6) ? 'MoveToDeletedItems' : 'HardDelete', BRIDGE);
  return { doubled: doubled.map(titleOf), deleted: deleted.map(titleOf), overwritten: overwritten.map(titleOf) };
}

/** What stands in the folders that a person sees, as hashes of its content by folder: equal where nobody could tell two mailboxes apart. */
export function liveContent(mailbox: Mailbox): readonly string[] {
  return (['contact', 'list', 'event', 'task'] as const)
    .flatMap((kind) => liveItems(mailbox, kind))
    .map((item) => `${item.folder} ${hashOf(item) ?? ''}`)
    .sort();
}

function liveItems(mailbox: Mailbox, kind: ReturnType<typeof classOf>): Item[] {
  const { folders } = mailbox;
  const setAside = folders.named('deleteditems').number;
  const notLive = new Set([setAside, ...folders.below(setAside).map((folder) => folder.number)]);
  const live = folders.below(folders.named('msgfolderroot').number).filter((folder) => !notLive.has(folder.number));
  return live.flatMap((folder) => mailbox.itemsIn(folder.number)).filter((item) => classOf(item) === kind);
}

function copyPoorly(mailbox: Mailbox, item: Item): void {
  const draft = draftOf(item);
  for (const lost of [PROP.searchKey, PROP.body, PROP.categories, CONTACT.jobTitle]) draft.bag.delete(lost);
  draft.attachments = [];
  mailbox.create(folderOf(mailbox, item), draft, PHONE);
}

function nameAfterCompany(mailbox: Mailbox, item: Item): void {
  const draft = draftOf(item);
  const company = textOf(item.bag, CONTACT.company);
  for (const name of [PROP.displayName, PROP.subject, PROP.fileAs]) draft.bag.set(name, company);
  mailbox.update(item, draft, PHONE);
}

function folderOf(mailbox: Mailbox, item: Item) {
  const folder = mailbox.folders.get(item.folder);
  if (folder === undefined) throw new Error('an item without its folder');
  return folder;
}

function titleOf(item: Item): string {
  return textOf(item.bag, PROP.displayName) || textOf(item.bag, PROP.subject);
}

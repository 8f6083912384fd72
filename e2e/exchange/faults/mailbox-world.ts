import { CONTACT } from '../../../electron/demo/exchange-server/mailbox/contact-properties.ts';
import { draftOf, type Item, textOf } from '../../../electron/demo/exchange-server/mailbox/item.ts';
import { PROP } from '../../../electron/demo/exchange-server/mailbox/known-properties.ts';
import { type By, classOf, type Mailbox } from '../../../electron/demo/exchange-server/mailbox/mailbox.ts';
import { contactDraft, eventDraft, setPhoto, taskDraft, worksFor } from '../../../electron/demo/exchange-server/mailbox/make-drafts.ts';

const OWNER: By = { name: 'Robin Example', request: null };
const SYNC_APP: By = { name: 'Sync App', request: null };
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==';
const CONTACTS = 14;
const EVENTS = 9;
const TASKS = 6;
const GUESTS = [
  { name: 'Imogen Fairfax', address: 'imogen.fairfax@example.test', kind: 'required', response: 'accept' },
  { name: 'Rupert Carrick', address: 'rupert.carrick@example.test', kind: 'optional', response: 'notResponded' },
] as const;

/** Fills an empty mailbox: no two items have the same title, so that a second copy is told by its title. */
export function fillMailbox(mailbox: Mailbox): void {
  const { folders } = mailbox;
  const contacts = folders.named('contacts');
  const [below] = folders.children(contacts.number);
  for (let at = 0; at < CONTACTS; at += 1) {
    const draft = contactDraft(`Person-${at}`, 'Example', worksFor(`Company ${at}`, 'Clerk'));
    if (at % 5 === 0) setPhoto(draft, mailbox.nextNumber(), 'image/png', PICTURE);
    mailbox.create(at % 4 === 3 && below !== undefined ? below : contacts, draft, OWNER);
  }
  for (let at = 0; at < EVENTS; at += 1) {
    const day = `2026-12-${String(at + 1).padStart(2, '0')}`;
    const draft = eventDraft(`Event-${at}`, `${day}T09:00:00Z`, `${day}T10:00:00Z`, `event-${at}@example.test`);
    draft.bag.set(PROP.organizerName, mailbox.owner.name).set(PROP.organizerAddress, mailbox.owner.address);
    if (at % 3 === 0) {
      draft.attendees = [...GUESTS];
      draft.bag.set(PROP.meetingState, 1);
    }
    if (at === 2) draft.recurrence = { kind: 'daily', interval: 1, daysOfWeek: [], index: 'First', dayOfMonth: 1, month: 1, startDate: day, endDate: null, count: 5 };
    mailbox.create(folders.named('calendar'), draft, OWNER);
  }
  for (let at = 0; at < TASKS; at += 1) mailbox.create(folders.named('tasks'), taskDraft(`Task-${at}`, '2026-12-24T00:00:00Z'), OWNER);
}

/** A sync app goes wrong: deletes in each way, takes some away for good, and writes over others. Gives the titles of those that were hit. */
export function causeDamage(mailbox: Mailbox): readonly string[] {
  const hit: string[] = [];
  const on = (title: string, act: (item: Item) => void): void => {
    const item = liveItems(mailbox).find((one) => titleOf(one) === title);
    if (item === undefined) throw new Error(`there is no ${title}`);
    hit.push(title);
    act(item);
  };
  const writeOver = (item: Item): void => {
    const draft = draftOf(item);
    if (classOf(item) === 'contact') draft.bag.set(CONTACT.company, 'Written over').delete(CONTACT.jobTitle);
    else if (classOf(item) === 'event') draft.bag.set(PROP.location, 'Written over');
    else draft.bag.set(PROP.taskStatus, 4);
    mailbox.update(item, draft, SYNC_APP);
  };
  on('Person-0 Example', (item) => mailbox.delete(item, 'MoveToDeletedItems', SYNC_APP));
  on('Person-1 Example', (item) => mailbox.delete(item, 'SoftDelete', SYNC_APP));
  on('Person-2 Example', (item) => mailbox.delete(item, 'HardDelete', SYNC_APP));
  for (const title of ['Person-3 Example', 'Person-5 Example', 'Event-1', 'Event-3', 'Task-1']) on(title, (item) => mailbox.destroy(item, SYNC_APP));
  for (const title of ['Event-0', 'Event-2', 'Task-0']) on(title, (item) => mailbox.delete(item, 'MoveToDeletedItems', SYNC_APP));
  on('Event-5', (item) => mailbox.delete(item, 'HardDelete', SYNC_APP));
  for (const title of ['Person-6 Example', 'Person-7 Example', 'Event-4', 'Event-6', 'Task-2']) on(title, writeOver);
  return hit;
}

/** Somebody goes on working: one new contact, one that changes, one that goes to Deleted Items. */
export function goOnWorking(mailbox: Mailbox): void {
  mailbox.create(mailbox.folders.named('contacts'), contactDraft('Newcomer', 'Example'), OWNER);
  const [changes, goes] = ['Person-8 Example', 'Person-9 Example'].map((title) => liveItems(mailbox).find((one) => titleOf(one) === title));
  if (changes === undefined || goes === undefined) throw new Error('somebody is missing');
  const draft = draftOf(changes);
  draft.bag.set(CONTACT.company, 'Somewhere else');
  mailbox.update(changes, draft, OWNER);
  mailbox.delete(goes, 'MoveToDeletedItems', OWNER);
}

/** What stands in the folders that a person sees, but for Deleted Items. */
export function liveItems(mailbox: Mailbox): readonly Item[] {
  const { folders } = mailbox;
  const deleted = folders.named('deleteditems').number;
  const aside = new Set([deleted, ...folders.below(deleted).map(({ number }) => number)]);
  return folders
    .below(folders.named('msgfolderroot').number)
    .filter(({ number }) => !aside.has(number))
    .flatMap(({ number }) => mailbox.itemsIn(number))
    .filter((item) => classOf(item) !== 'message');
}

/** What a person calls an item. */
export function titleOf(item: Item): string {
  return textOf(item.bag, PROP.displayName) || textOf(item.bag, PROP.subject);
}

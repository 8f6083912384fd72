import { COMPANIES, NAME_CULTURES, NOTE_SENTENCES, TITLES } from '../../sample-names.ts';
import { createRandom, type SeededRandom } from '../../seeded-random.ts';
import { ADDRESSES, PHONES } from './contact-properties.ts';
import type { Draft, Item } from './item.ts';
import { PROP } from './known-properties.ts';
import type { By, Mailbox } from './mailbox.ts';
import { contactDraft, eventDraft, setEmail, setPhoto, taskDraft, worksFor } from './make-drafts.ts';
import { isoOf } from './occurrences.ts';
import type { Recurrence } from './recurrence.ts';

export interface SampleSize {
  readonly contacts: number;
  readonly events: number;
  readonly tasks: number;
}

const USUAL: SampleSize = { contacts: 40, events: 20, tasks: 10 };
const FIRST_DAY = Date.UTC(2026, 8, 7, 9);
const DAY_MS = 86_400_000;
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==';

/** Fills a mailbox with invented people, meetings and tasks, the same for the same seed; some more are deleted, in each of the three ways. */
export function fillSampleMailbox(mailbox: Mailbox, size: SampleSize = USUAL, seed = 2026): void {
  const random = createRandom(seed);
  const by: By = { name: mailbox.owner.name, request: null };
  const { folders } = mailbox;
  folders.addFirst();
  const suppliers = folders.create(folders.named('contacts').number, 'Suppliers', 'IPF.Contact');
  for (let at = 0; at < size.contacts; at += 1) mailbox.create(at % 8 === 7 ? suppliers : folders.named('contacts'), person(mailbox, random, at), by);
  for (let at = 0; at < size.events; at += 1) mailbox.create(folders.named('calendar'), meeting(mailbox, random, at), by);
  for (let at = 0; at < size.tasks; at += 1) mailbox.create(folders.named('tasks'), chore(random, at), by);
  deleteSome(mailbox, random, by);
  mailbox.log.clear();
}

function deleteSome(mailbox: Mailbox, random: SeededRandom, by: By): void {
  const contacts = mailbox.folders.named('contacts');
  const make = (draft: Draft, folder = contacts): Item => mailbox.create(folder, draft, by);
  mailbox.delete(make(person(mailbox, random, 901)), 'MoveToDeletedItems', by);
  mailbox.delete(make(person(mailbox, random, 902)), 'MoveToDeletedItems', by);
  mailbox.delete(make(person(mailbox, random, 903)), 'SoftDelete', by);
  mailbox.delete(make(person(mailbox, random, 904)), 'HardDelete', by);
  mailbox.delete(make(meeting(mailbox, random, 905), mailbox.folders.named('calendar')), 'MoveToDeletedItems', by);
  mailbox.delete(make(chore(random, 906), mailbox.folders.named('tasks')), 'MoveToDeletedItems', by);
}

function person(mailbox: Mailbox, random: SeededRandom, at: number): Draft {
  const culture = random.pick(NAME_CULTURES);
  const [given, givenLatin] = spellings(random.pick(culture.given));
  const [family, familyLatin] = spellings(random.pick(culture.family));
  const company = random.pick(COMPANIES);
  const draft = contactDraft(given, family, worksFor(company, random.pick(TITLES)));
  const local = `${givenLatin}.${familyLatin}`.normalize('NFD').toLowerCase().replace(/[^a-z.]/g, '');
  setEmail(draft, 0, `${local}.${at}@example.test`, `${given} ${family}`);
  if (random.chance(0.3)) setEmail(draft, 1, `${local}.home.${at}@mail.example.test`, `${given} ${family}`);
  const set = (key: keyof typeof PHONES, value: string) => {
    const property = PHONES[key];
    if (property !== undefined) draft.bag.set(property, value);
  };
  set('BusinessPhone', `+44 113 496 ${String(1000 + at)}`);
  set('MobilePhone', `+44 7700 900${String(at % 1000).padStart(3, '0')}`);
  draft.bag.set(ADDRESSES.Business.street, `${random.integer(1, 90)} ${culture.street}`);
  draft.bag.set(ADDRESSES.Business.city, culture.city);
  draft.bag.set(ADDRESSES.Business.country, culture.country);
  if (random.chance(0.4)) draft.bag.set(PROP.body, random.pick(NOTE_SENTENCES));
  if (random.chance(0.3)) draft.bag.set(PROP.categories, [random.pick(['Customers', 'Suppliers', 'Friends'])]);
  if (at % 10 === 3) setPhoto(draft, mailbox.nextNumber(), 'image/png', PIXEL);
  return draft;
}

function meeting(mailbox: Mailbox, random: SeededRandom, at: number): Draft {
  const start = FIRST_DAY + (at % 60) * 3 * DAY_MS + random.integer(0, 7) * 3_600_000;
  const draft = eventDraft(`${random.pick(['Review', 'Stand-up', 'Lunch', 'Delivery', 'Call'])} ${at + 1}`, isoOf(start), isoOf(start + 3_600_000), `sample-${at}@example.test`);
  draft.bag.set(PROP.location, random.pick(['Room 1', 'Canteen', 'Online', 'Workshop']));
  draft.bag.set(PROP.organizerName, mailbox.owner.name);
  draft.bag.set(PROP.organizerAddress, mailbox.owner.address);
  if (at % 4 === 1) {
    draft.attendees = [
      { name: 'Imogen Fairfax', address: 'imogen.fairfax@example.test', kind: 'required', response: 'accept' },
      { name: 'Rupert Carrick', address: 'rupert.carrick@example.test', kind: 'optional', response: 'notResponded' },
    ];
    draft.bag.set(PROP.meetingState, 1);
  }
  if (at % 5 === 2) makeSeries(draft, start);
  return draft;
}

/** A weekly series of ten, its second occurrence moved by an hour and its fourth taken out. */
function makeSeries(draft: Draft, start: number): void {
  const recurrence: Recurrence = {
    kind: 'weekly', interval: 1, daysOfWeek: [(['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const)[new Date(start).getUTCDay()] ?? 'Monday'],
    index: 'First', dayOfMonth: 1, month: 1, startDate: isoOf(start).slice(0, 10), endDate: null, count: 10,
  };
  draft.recurrence = recurrence;
  const second = start + 7 * DAY_MS;
  draft.exceptions = [{ originalStart: isoOf(second), bag: new Map([[PROP.start, isoOf(second + 3_600_000)], [PROP.end, isoOf(second + 7_200_000)]]) }];
  draft.cancelled = [isoOf(start + 21 * DAY_MS)];
}

function chore(random: SeededRandom, at: number): Draft {
  const draft = taskDraft(`${random.pick(['Call back', 'Order paper', 'Send the quote', 'Book a table'])} ${at + 1}`, at % 3 === 0 ? null : `2026-12-${String(1 + (at % 27)).padStart(2, '0')}T00:00:00Z`);
  if (at % 4 === 3) for (const [key, value] of [[PROP.taskStatus, 2], [PROP.taskPercent, 1], [PROP.taskIsComplete, true], [PROP.taskCompletedOn, '2026-11-02T00:00:00Z']] as const) draft.bag.set(key, value);
  return draft;
}

function spellings(name: string): readonly [string, string] {
  const [native, latin] = name.split('/');
  return [native ?? name, latin ?? native ?? name];
}

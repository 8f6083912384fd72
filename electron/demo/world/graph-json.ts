import { createHash } from 'node:crypto';
import type { ContactContent, EventContent, TaskContent } from './content.ts';
import type { Store, StoredItem } from './store.ts';

const CLIENT_INFO = 'String {41f28f13-83f4-4114-a584-eedb5a6b0bff} Name ClientInfo';

/** An item as Graph returns it, its extended properties as they were asked for. */
export function graphResource(store: Store, item: StoredItem): object {
  const { content } = item;
  const base = {
    '@odata.etag': `W/"${changeKey(item)}"`,
    'id': item.key,
    'createdDateTime': time(item.createdMs),
    'lastModifiedDateTime': time(item.modifiedMs),
    'changeKey': changeKey(item),
    'categories': content.categories,
  };
  const folderId = store.mailbox?.folderId(item.folder);
  if (content.kind === 'task') return { ...taskResource(content), ...base, listId: folderId };
  const common = { ...base, parentFolderId: folderId, singleValueExtendedProperties: extendedProperties(item) };
  return content.kind === 'contact' ? { ...common, ...contactResource(content) } : { ...common, iCalUId: item.uid, ...eventResource(content) };
}

/** What Exchange keeps of who made and who last changed an item, and what programs put there. */
function extendedProperties(item: StoredItem): readonly { readonly id: string; readonly value: string }[] {
  const known: Record<string, string> = {
    'String 0x3ff8': accountOf(item.createdBy.mailbox?.logon),
    'Binary 0x300b': searchKey(item),
    'String 0x3ffa': accountOf(item.modifiedBy.mailbox?.logon),
    ...(item.createdBy.mailbox === undefined || item.content.kind !== 'event' ? {} : { [CLIENT_INFO]: item.createdBy.mailbox.client }),
    ...item.marks.properties,
  };
  return Object.entries(known).map(([id, value]) => ({ id, value }));
}

function accountOf(logon: string | undefined): string {
  return logon === 'service' || logon === 'delegate' ? 'Sync Service' : logon === 'administrator' ? 'Administrator' : 'Robin Sample';
}

function contactResource(contact: ContactContent): object {
  const { address, phones } = contact;
  return {
    displayName: contact.shown,
    fileAs: `${contact.family}, ${contact.given}`,
    givenName: contact.given,
    middleName: contact.middle === '' ? null : contact.middle,
    surname: contact.family,
    nickName: contact.nickname === '' ? null : contact.nickname,
    companyName: contact.company,
    department: contact.department === '' ? null : contact.department,
    jobTitle: contact.title === '' ? null : contact.title,
    emailAddresses: contact.emails.map((email) => ({ name: contact.shown, address: email })),
    mobilePhone: phones.find(({ type }) => type === 'mobile')?.number ?? null,
    businessPhones: phones.filter(({ type }) => type === 'work').map(({ number }) => number),
    homePhones: phones.filter(({ type }) => type === 'home').map(({ number }) => number),
    homeAddress: address === null ? {} : { street: address.street, city: address.city, postalCode: address.postcode, countryOrRegion: address.country },
    birthday: contact.birthday === '' ? null : `${contact.birthday}T11:59:00Z`,
    personalNotes: contact.note,
    businessHomePage: contact.url === '' ? null : contact.url,
  };
}

function eventResource(event: EventContent): object {
  const zoned = (at: string): object => ({ dateTime: `${at.slice(0, 19)}.0000000`, timeZone: 'UTC' });
  const end = new Date(Date.parse(event.start) + event.minutes * 60_000).toISOString();
  return {
    subject: event.subject,
    body: { contentType: 'text', content: event.note },
    start: zoned(event.start),
    end: zoned(end),
    isAllDay: event.isAllDay,
    location: { displayName: event.location },
    type: event.repeats === 'never' ? 'singleInstance' : 'seriesMaster',
    recurrence: event.repeats === 'never' ? null : recurrence(event.repeats, event.start.slice(0, 10)),
    isOrganizer: true,
    attendees: [],
    showAs: 'busy',
    sensitivity: 'normal',
    isReminderOn: false,
  };
}

function taskResource(task: TaskContent): object {
  return {
    title: task.subject,
    status: task.isDone ? 'completed' : 'notStarted',
    importance: 'normal',
    isReminderOn: false,
    body: { contentType: 'text', content: task.note },
    ...(task.due === '' ? {} : { dueDateTime: { dateTime: `${task.due}T00:00:00.0000000`, timeZone: 'UTC' } }),
    ...(task.repeats === 'never' || task.due === '' ? {} : { recurrence: recurrence(task.repeats, task.due) }),
  };
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function recurrence(repeats: EventContent['repeats'], startDate: string): object {
  const date = new Date(`${startDate}T00:00:00Z`);
  const patterns = {
    never: {},
    daily: { type: 'daily', interval: 1 },
    weekly: { type: 'weekly', interval: 1, daysOfWeek: [DAYS[date.getUTCDay()]], firstDayOfWeek: 'monday' },
    monthly: { type: 'absoluteMonthly', interval: 1, dayOfMonth: date.getUTCDate() },
    yearly: { type: 'absoluteYearly', interval: 1, dayOfMonth: date.getUTCDate(), month: date.getUTCMonth() + 1 },
  };
  return { pattern: patterns[repeats], range: { type: 'noEnd', startDate } };
}

// It stays through moves, and copies have another.
function searchKey({ uid, createdMs }: StoredItem): string {
  return createHash('sha256').update(`${uid} ${createdMs}`).digest().subarray(0, 16).toString('base64');
}

function changeKey(item: StoredItem): string {
  return Buffer.from(`EQAAABY${item.uid.slice(-8)}${String(item.version).padStart(6, '0')}`).toString('base64');
}

function time(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

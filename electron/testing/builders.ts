import { escapeText, writeComponent } from '../demo/content-text.ts';

/** What stands in a card; `[]` or `null` leaves a thing out. */
export interface CardSpec {
  readonly version?: '3.0' | '4.0';
  readonly uid?: string | null;
  readonly name?: string;
  readonly family?: string;
  readonly given?: string;
  readonly emails?: readonly string[];
  readonly phones?: readonly string[];
  readonly company?: string | null;
  readonly note?: string | null;
  readonly categories?: readonly string[];
  readonly birthday?: string | null;
  /** Whole content lines, put in as they are. */
  readonly lines?: readonly string[];
}

/** A vCard of one person, ready to be stored: CRLF, UID, folded lines; only what matters needs to be said. */
export function aCard(spec: CardSpec = {}): string {
  const { version = '3.0', given = 'Ada', family = 'Example', emails = ['ada@example.test'], phones = ['+44 20 7946 0018'] } = spec;
  const isFour = version === '4.0';
  const birthday = spec.birthday ?? null;
  return writeComponent('VCARD', [
    `VERSION:${version}`,
    ...(spec.uid === null ? [] : [`UID:${spec.uid ?? 'card-1'}`]),
    `FN:${escapeText(spec.name ?? `${given} ${family}`)}`,
    `N:${escapeText(family)};${escapeText(given)};;;`,
    ...emails.map((email) => (isFour ? `EMAIL;TYPE=home:${email}` : `EMAIL;TYPE=INTERNET,HOME:${email}`)),
    ...phones.map((phone) => (isFour ? `TEL;TYPE=cell;VALUE=uri:tel:${phone.replaceAll(' ', '-')}` : `TEL;TYPE=CELL:${phone}`)),
    ...(spec.company === undefined || spec.company === null ? [] : [`ORG:${escapeText(spec.company)}`]),
    ...(spec.note === undefined || spec.note === null ? [] : [`NOTE:${escapeText(spec.note)}`]),
    ...((spec.categories ?? []).length === 0 ? [] : [`CATEGORIES:${(spec.categories ?? []).map(escapeText).join(',')}`]),
    ...(birthday === null ? [] : [`BDAY:${isFour ? birthday.replaceAll('-', '') : birthday}`]),
    ...(spec.lines ?? []),
  ]);
}

/** What stands in an event. */
export interface EventSpec {
  readonly uid?: string;
  readonly summary?: string;
  /** Basic format, in UTC unless it is a date alone. */
  readonly start?: string;
  readonly end?: string;
  readonly organizer?: string;
  readonly attendees?: readonly string[];
  /** Parameters put on every ATTENDEE, such as `SCHEDULE-AGENT=CLIENT`. */
  readonly attendeeParameters?: string;
  readonly organizerParameters?: string;
  readonly lines?: readonly string[];
  /** Further components of the same object, such as exceptions to the series. */
  readonly more?: readonly string[];
}

/** An iCalendar object with one event. */
export function anEvent(spec: EventSpec = {}): string {
  const { uid = 'event-1', summary = 'Review of the quarter', start = '20260401T090000Z', end = '20260401T100000Z' } = spec;
  const parameters = (text: string | undefined) => (text === undefined ? '' : `;${text}`);
  const isDate = start.length === 8;
  const event = writeComponent('VEVENT', [
    `UID:${uid}`,
    'DTSTAMP:20260301T080000Z',
    `DTSTART${isDate ? ';VALUE=DATE' : ''}:${start}`,
    `DTEND${isDate ? ';VALUE=DATE' : ''}:${end}`,
    `SUMMARY:${escapeText(summary)}`,
    ...(spec.organizer === undefined ? [] : [`ORGANIZER${parameters(spec.organizerParameters)}:mailto:${spec.organizer}`]),
    ...(spec.attendees ?? []).map((address) => `ATTENDEE${parameters(spec.attendeeParameters)}:mailto:${address}`),
    ...(spec.lines ?? []),
  ]);
  return inCalendar([event, ...(spec.more ?? [])]);
}

/** What stands in a task. */
export interface TaskSpec {
  readonly uid?: string;
  readonly summary?: string;
  readonly due?: string | null;
  readonly status?: string;
  readonly lines?: readonly string[];
}

/** An iCalendar object with one to-do. */
export function aTask(spec: TaskSpec = {}): string {
  const { uid = 'task-1', summary = 'Send the invoice', due = '20260415T120000Z', status = 'NEEDS-ACTION' } = spec;
  const lines = [`UID:${uid}`, 'DTSTAMP:20260301T080000Z', `SUMMARY:${escapeText(summary)}`, ...(due === null ? [] : [`DUE:${due}`]), `STATUS:${status}`];
  return inCalendar([writeComponent('VTODO', [...lines, ...(spec.lines ?? [])])]);
}

function inCalendar(components: readonly string[]): string {
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example Tests//Builders 1.0//EN\r\n${components.join('')}END:VCALENDAR\r\n`;
}

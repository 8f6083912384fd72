import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { readICalendar } from '../icalendar/read.ts';
import { meaningText, type ReadRecord } from '../reading.ts';
import { readVCard } from '../vcard/read.ts';
import { readGraph } from './read.ts';

const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };
const encoder = new TextEncoder();

function read(resource: object): ReadRecord {
  return readGraph(encoder.encode(JSON.stringify(resource)), context);
}

function fields(record: ReadRecord): readonly string[] {
  return record.fields.map(({ field, text, key }) => `${field}=${text}${key === undefined ? '' : ` [${key}]`}`);
}

const contact = {
  '@odata.context': 'https://graph.test/v1.0/$metadata#users(\'a\')/contacts/$entity', '@odata.etag': 'W/"1"',
  id: 'AAMk=', changeKey: 'EQ', parentFolderId: 'AAMkF=', createdDateTime: '2026-01-01T08:00:00Z', lastModifiedDateTime: '2026-02-01T08:00:00Z',
  displayName: 'Ada Example', givenName: 'Ada', middleName: 'Maria', surname: 'Example', title: 'Dr.', generation: '', nickName: 'Addi', fileAs: 'Example, Ada', initials: null,
  companyName: 'Example Ltd', department: 'Optics', jobTitle: 'Engineer', profession: 'Physicist', officeLocation: 'B 12',
  emailAddresses: [{ name: 'Ada Example (Ada@example.test)', address: 'Ada@example.test' }, { name: 'Ada at home', address: 'ada@home.test' }], primaryEmailAddress: { address: 'ada@EXAMPLE.test' },
  businessPhones: ['+44 20 7946 0018'], homePhones: ['030 123 456'], mobilePhone: '+49 151 23456789', imAddresses: ['ada.im'],
  businessHomePage: 'https://example.test', businessAddress: { street: '1 Main St\r\nFloor 2', city: 'Town', state: '', countryOrRegion: 'UK', postalCode: 'T1' }, homeAddress: {}, otherAddress: {},
  birthday: '1980-05-01T11:59:00Z', personalNotes: 'Met in 2020', categories: ['Friends', 'VIP'], spouseName: 'Bob', assistantName: 'Cleo', manager: 'Dan', children: ['Eve', 'Finn'],
  singleValueExtendedProperties: [
    { id: 'String 0x3FFA', value: 'Sync Service' }, { id: 'SystemTime 0x3008', value: '2026-02-01T08:00:00Z' },
    { id: 'String {00020329-0000-0000-C000-000000000046} Name SyncId', value: '42' }, { id: 'Integer {00062008-0000-0000-C000-000000000046} Id 0x8510', value: '0' },
  ],
};

describe('reading a Graph contact', () => {
  it('gives every property under the name that a vCard gives it, and leaves ids and change keys out', () => {
    const record = read(contact);
    expect(fields(record)).toEqual([
      'addresses/work=1 Main St, Floor 2, Town, T1, UK [;;1 Main St\nFloor 2;Town;;T1;UK]',
      'anniversaries/birth=1980-05-01', 'emails=Ada@example.test [ada@example.test]', 'emails=ada@home.test', 'keywords=Friends', 'keywords=VIP', 'links/work=https://example.test',
      'name/full=Ada Example', 'name/given=Ada', 'name/given2=Maria', 'name/surname=Example', 'name/title=Dr.', 'nicknames=Addi', 'notes=Met in 2020',
      'onlineServices/other=ada.im', 'organizations=Example Ltd', 'organizations/unit=Optics', 'phones/mobile=+49 151 23456789 [+4915123456789]',
      'phones/private=030 123 456 [030123456]', 'phones/work=+44 20 7946 0018 [+442079460018]',
      'relatedTo/assistant=Cleo', 'relatedTo/child=Eve', 'relatedTo/child=Finn', 'relatedTo/manager=Dan', 'relatedTo/spouse=Bob',
      'titles=Engineer', 'titles/role=Physicist', 'x/EMAILADDRESSES.NAME=Ada at home', 'x/FILEAS=Example, Ada', 'x/OFFICELOCATION=B 12',
    ]);
    expect([record.kind, record.title, record.created, record.modified]).toEqual(['contact', 'Ada Example', '2026-01-01T08:00:00Z', '2026-02-01T08:00:00Z']);
  });

  it('keeps extended properties as marks, known ones by their MAPI name, and none that move by themselves', () => {
    expect(read(contact).traces).toEqual([
      { namespace: 'exchange', name: 'category', value: 'Friends' },
      { namespace: 'exchange', name: 'category', value: 'VIP' },
      { namespace: 'mapi', name: 'PidLidSideEffects', value: '0' },
      { namespace: 'mapi', name: 'PidTagLastModifierName', value: 'Sync Service' },
      { namespace: 'mapi', name: 'String {00020329-0000-0000-C000-000000000046} Name SyncId', value: '42' },
    ]);
  });

  it('means the same as the vCard of the same person', () => {
    const card = [
      'BEGIN:VCARD', 'VERSION:3.0', 'FN:Ada Example', 'N:Example;Ada;Maria;Dr.;', 'NICKNAME:Addi', 'ORG:Example Ltd;Optics', 'TITLE:Engineer', 'ROLE:Physicist',
      'EMAIL;TYPE=INTERNET:ada@example.test', 'EMAIL:ADA@home.test', 'TEL;TYPE=WORK,VOICE:+442079460018', 'TEL;TYPE=HOME:030 123456', 'TEL;TYPE=CELL:+4915123456789',
      'URL;TYPE=WORK:https://example.test', 'ADR;TYPE=WORK:;;1 Main St\\nFloor 2;Town;;T1;UK', 'BDAY:19800501', 'NOTE:Met in 2020', 'CATEGORIES:VIP,Friends',
      'X-SPOUSE:Bob', 'X-ASSISTANT:Cleo', 'X-MANAGER:Dan', 'END:VCARD', '',
    ].join('\r\n');
    const { fileAs: _, officeLocation: __, imAddresses: ___, children: ____, emailAddresses, ...rest } = contact;
    const plain = { ...rest, emailAddresses: emailAddresses.map(({ address }) => ({ address })) };
    expect(meaningText(read(plain))).toBe(meaningText(readVCard(encoder.encode(card), context)));
  });

  it('takes the search key for the UID, and the picture that was put into its body', () => {
    const record = read({ ...contact, '@synctrace.photo': '/9j/AAAA', singleValueExtendedProperties: [{ id: 'binary 0x300b', value: '3q2+7w==' }] });
    expect(record.uid).toBe('deadbeef');
    expect(record.traces.filter(({ namespace }) => namespace === 'mapi')).toEqual([]);
    expect(fields(record)).toContain(`media/photo=JPEG picture, 6 bytes [${context.digest(Uint8Array.of(0xff, 0xd8, 0xff, 0, 0, 0))}]`);
  });

  it('reads no year where Outlook knew none', () => {
    expect(fields(read({ givenName: 'A', birthday: '1604-02-29T11:59:00Z' }))).toContain('anniversaries/birth=--02-29');
  });
});

const event = {
  id: 'AAMk=', iCalUId: '040000008200E0', subject: 'Team', bodyPreview: 'Hello', body: { contentType: 'html', content: '<html><head><style>p{}</style></head><body><div>Hello,<br>all &amp; <b>sundry</b></div></body></html>' },
  start: { dateTime: '2026-03-02T08:00:00.0000000', timeZone: 'UTC' }, end: { dateTime: '2026-03-02T09:00:00.0000000', timeZone: 'UTC' },
  originalStartTimeZone: 'W. Europe Standard Time', originalEndTimeZone: 'W. Europe Standard Time', isAllDay: false, isCancelled: false, isOrganizer: true, type: 'seriesMaster',
  location: { displayName: 'Room 4', locationType: 'default' }, locations: [{ displayName: 'Room 4' }], showAs: 'busy', sensitivity: 'normal', importance: 'normal', isReminderOn: true, reminderMinutesBeforeStart: 15,
  recurrence: {
    pattern: { type: 'weekly', interval: 1, month: 0, dayOfMonth: 0, daysOfWeek: ['monday', 'wednesday'], firstDayOfWeek: 'sunday', index: 'first' },
    range: { type: 'endDate', startDate: '2026-03-02', endDate: '2026-06-01', recurrenceTimeZone: 'W. Europe Standard Time', numberOfOccurrences: 0 },
  },
  cancelledOccurrences: ['OID.AAMk=.2026-03-09'],
  organizer: { emailAddress: { name: 'Ada', address: 'Ada@example.test' } },
  attendees: [{ type: 'optional', status: { response: 'tentativelyAccepted', time: '2026-01-01T00:00:00Z' }, emailAddress: { name: 'Bob', address: 'bob@example.test' } }],
  responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' }, categories: ['Work'], hasAttachments: false, onlineMeeting: { joinUrl: 'https://meet.test/1' }, webLink: 'https://x.test',
};

describe('reading a Graph event', () => {
  it('gives what the same event gives as an iCalendar object', () => {
    const calendar = [
      'BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:040000008200E0', 'SUMMARY:Team', 'DESCRIPTION:Hello\\,\\nall & sundry', 'DTSTART;TZID=Europe/Berlin:20260302T090000', 'DTEND;TZID=Europe/Berlin:20260302T100000',
      'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260601T070000Z', 'EXDATE;TZID=Europe/Berlin:20260309T090000', 'LOCATION:Room 4', 'CATEGORIES:Work', 'CONFERENCE:https://meet.test/1',
      'ORGANIZER;CN=Ada:mailto:ada@example.test', 'ATTENDEE;CN=Bob;ROLE=OPT-PARTICIPANT;PARTSTAT=TENTATIVE:mailto:bob@example.test', 'BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT15M', 'END:VALARM', 'END:VEVENT', 'END:VCALENDAR',
    ].join('\n');
    const record = read(event);
    expect(meaningText(record)).toBe(meaningText(readICalendar(encoder.encode(calendar), context)));
    expect([record.kind, record.uid, record.title]).toEqual(['event', '040000008200E0', 'Team']);
    expect(fields(record)).toContain('start=2026-03-02 09:00 W. Europe Standard Time [2026-03-02T08:00:00Z]');
  });

  it('reads whole days, whatever zone they were asked for in', () => {
    const day = (dateTime: string, timeZone: string): object => ({ dateTime, timeZone });
    const utc = read({ subject: 'Off', isAllDay: true, start: day('2026-03-02T00:00:00.0000000', 'UTC'), end: day('2026-03-04T00:00:00.0000000', 'UTC'), originalStartTimeZone: 'W. Europe Standard Time' });
    const shifted = read({ subject: 'Off', isAllDay: true, start: day('2026-03-01T23:00:00', 'UTC'), end: day('2026-03-03T23:00:00', 'UTC'), originalStartTimeZone: 'W. Europe Standard Time', originalEndTimeZone: 'W. Europe Standard Time' });
    expect(fields(utc)).toEqual(['end=2026-03-03', 'showWithoutTime=true', 'start=2026-03-02', 'title=Off']);
    expect(fields(shifted)).toEqual(fields(utc));
  });

  it('names no organizer without guests, and keeps what it does not know', () => {
    const record = read({ ...event, attendees: [], type: 'exception', originalStart: '2026-03-02T08:00:00Z', hideAttendees: true, newProperty: { b: [1], a: 'x' }, responseStatus: { response: 'accepted' } });
    expect(fields(record).filter((field) => /^(organizer|x)/.test(field))).toEqual([
      'x/HIDEATTENDEES=true', 'x/NEWPROPERTY={"a":"x","b":[1]}', 'x/ORIGINALSTART=2026-03-02T08:00:00Z', 'x/RESPONSESTATUS=accepted', 'x/TYPE=exception',
    ]);
  });

  it('reads exceptions that were asked for with their series', () => {
    const record = read({ ...event, exceptionOccurrences: [{ type: 'exception', originalStart: '2026-03-11T08:00:00Z', subject: 'Late', start: { dateTime: '2026-03-11T10:00:00', timeZone: 'UTC' } }] });
    expect(fields(record).filter((field) => field.startsWith('recurrenceOverrides'))).toEqual([
      'recurrenceOverrides/2026-03-11T08:00:00Z/start=2026-03-11 10:00 UTC [2026-03-11T10:00:00Z]',
      'recurrenceOverrides/2026-03-11T08:00:00Z/timeZone=UTC [instants]',
      'recurrenceOverrides/2026-03-11T08:00:00Z/title=Late',
    ]);
  });

  it.each([
    [{ type: 'daily', interval: 2 }, { type: 'noEnd' }, 'FREQ=DAILY;INTERVAL=2'],
    [{ type: 'absoluteMonthly', interval: 1, dayOfMonth: 15 }, { type: 'numbered', numberOfOccurrences: 5 }, 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=15;COUNT=5'],
    [{ type: 'relativeMonthly', interval: 1, daysOfWeek: ['friday'], index: 'last' }, {}, 'FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR'],
    [{ type: 'relativeMonthly', interval: 1, daysOfWeek: ['monday', 'tuesday'], index: 'second' }, {}, 'FREQ=MONTHLY;INTERVAL=1;BYDAY=MO,TU;BYSETPOS=2'],
    [{ type: 'absoluteYearly', interval: 1, month: 2, dayOfMonth: 29 }, { type: 'endDate', endDate: '0001-01-01' }, 'FREQ=YEARLY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=29'],
    [{ type: 'relativeYearly', interval: 1, month: 11, daysOfWeek: ['thursday'], index: 'fourth' }, {}, 'FREQ=YEARLY;INTERVAL=1;BYDAY=4TH;BYMONTH=11'],
  ])('turns a pattern into the rule of RFC 5545: %j', (pattern, range, rule) => {
    expect(read({ subject: 's', recurrence: { pattern, range } }).fields.find(({ field }) => field === 'recurrenceRules')?.text).toBe(rule);
  });
});

describe('reading a Graph task', () => {
  it('gives each property under its JSCalendar name', () => {
    const record = read({
      '@odata.etag': 'W/"x"', id: 'AAMk', title: 'Pay', status: 'inProgress', importance: 'high', isReminderOn: true, reminderDateTime: { dateTime: '2026-03-09T08:00:00.0000000', timeZone: 'UTC' },
      dueDateTime: { dateTime: '2026-03-10T00:00:00.0000000', timeZone: 'UTC' }, body: { content: 'bank', contentType: 'text' }, categories: [], hasAttachments: false, bodyLastModifiedDateTime: '2026-01-01T00:00:00Z',
      checklistItems: [{ id: '1', displayName: 'find form', isChecked: true }, { id: '2', displayName: 'sign', isChecked: false }], linkedResources: [{ webUrl: 'https://mail.test/1', displayName: 'Mail' }],
    });
    expect([record.kind, record.title, record.uid]).toEqual(['task', 'Pay', undefined]);
    expect(fields(record)).toEqual([
      'alerts=at 2026-03-09 08:00 UTC (display) [display 2026-03-09T08:00:00Z]', 'description=bank', 'due=2026-03-10', 'links=https://mail.test/1', 'priority=1', 'progress=in-process',
      'showWithoutTime=true', 'title=Pay', 'x/CHECKLISTITEMS=[ ] sign', 'x/CHECKLISTITEMS=[x] find form',
    ]);
  });
});

describe('what a Graph body is', () => {
  it.each([
    [{ '@odata.type': '#microsoft.graph.contact' }, 'contact'],
    [{ '@odata.type': '#microsoft.graph.todoTask', title: 't' }, 'task'],
    [{ '@odata.context': 'https://graph.test/v1.0/$metadata#users(\'x\')/calendars(\'y\')/events/$entity' }, 'event'],
    [{ '@odata.context': 'https://graph.test/v1.0/$metadata#users(\'x\')/todo/lists(\'y\')/tasks/$entity' }, 'task'],
    [{ displayName: 'A' }, 'contact'],
    [{ title: 'A', status: 'notStarted' }, 'task'],
  ])('is told by its type, its context or its properties: %j', (resource, kind) => {
    expect(read(resource).kind).toBe(kind);
  });

  it.each(['', '[]', 'null', '"x"', '{', '{"error":{}}', '{"id":"x"}', `{"subject":${'['.repeat(100_000)}`, '\u0000', `{"subject":"x","a":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`])(
    'is refused where it is none: %#',
    (text) => {
      expect(() => readGraph(encoder.encode(text), context)).toThrow(expect.objectContaining({ code: 'record-unreadable' }));
    },
  );

  it('is read or refused by name, whatever stands in the properties', () => {
    const names = fc.constantFrom(...Object.keys(contact), ...Object.keys(event), 'dueDateTime', 'dateTime', 'timeZone', 'pattern', 'type', 'address', 'emailAddress', '__proto__', 'constructor');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant('2026-03-02T08:00:00'), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
      object: fc.dictionary(names, tie('value'), { maxKeys: 6 }),
    }));
    fc.assert(
      fc.property(fc.dictionary(names, value, { maxKeys: 12 }), (resource) => {
        try {
          expect(read(resource).warnings).toEqual([]);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

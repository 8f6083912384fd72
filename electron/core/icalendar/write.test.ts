import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { calendarItem } from '../calendar-item.ts';
import { readContentLines } from '../content-lines/read-content-lines.ts';
import { namedZone } from '../jscalendar/named-zone.ts';
import { readRaw } from '../read-raw.ts';
import { componentTree, type Component } from './component-tree.ts';
import { zoneOfVtimezone } from './vtimezone.ts';
import { writeICalendar } from './write.ts';
import { writeVtimezone } from './write-vtimezone.ts';

const context = { digest: (bytes: Uint8Array) => String(bytes.length) };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });

function written(resource: object): string {
  return writeICalendar(calendarItem('graph-json', bytes(JSON.stringify(resource))), { uid: 'u-1', created: '2026-01-01T08:00:00Z', modified: '2026-02-01T08:00:00.123Z' });
}

/** Values by name and key, without those that iCalendar has no property for. */
function meaning(format: 'graph-json' | 'icalendar', text: string): readonly string[] {
  return readRaw(format, bytes(text), context).fields.filter(({ field }) => !/(?:^|\/)x\//.test(field)).map(({ field, text: shown, key }) => `${field}=${key ?? shown}`);
}

const event = {
  subject: 'Team, weekly', body: { contentType: 'text', content: 'Hello;\nall' }, start: utc('2026-03-02T08:00:00'), end: utc('2026-03-02T09:00:00'), originalStartTimeZone: 'W. Europe Standard Time', originalEndTimeZone: 'W. Europe Standard Time',
  isAllDay: false, isOrganizer: true, location: { displayName: 'Room 4' }, showAs: 'oof', sensitivity: 'private', importance: 'high', isReminderOn: true, reminderMinutesBeforeStart: 15, categories: ['Work', 'A,B'],
  recurrence: { pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'], firstDayOfWeek: 'sunday' }, range: { type: 'endDate', endDate: '2026-06-01' } },
  cancelledOccurrences: ['OID.x.2026-03-30'], organizer: { emailAddress: { name: 'Ada; Example', address: 'ada@example.test' } },
  attendees: [{ type: 'optional', status: { response: 'tentativelyAccepted' }, emailAddress: { name: 'Bob', address: 'bob@example.test' } }, { type: 'resource', status: { response: 'accepted' }, emailAddress: { address: 'room@example.test' } }],
  exceptionOccurrences: [{ originalStart: '2026-04-06T07:00:00Z', subject: 'Late', start: utc('2026-04-06T10:00:00'), end: utc('2026-04-06T11:00:00'), originalStartTimeZone: 'W. Europe Standard Time', originalEndTimeZone: 'W. Europe Standard Time' }],
  onlineMeeting: { joinUrl: 'https://meet.test/1' },
};

describe('an event or task of Exchange, written as iCalendar', () => {
  it('means the same, its exceptions, guests and zone included', () => {
    const text = written(event);
    expect(meaning('icalendar', text)).toEqual(meaning('graph-json', JSON.stringify(event)));
    expect(readRaw('icalendar', bytes(text), context)).toMatchObject({ kind: 'event', uid: 'u-1', created: '2026-01-01T08:00:00Z', modified: '2026-02-01T08:00:00Z', warnings: [] });
    expect(text).not.toContain('METHOD');
  });

  it('names its zone by the rules that its clocks follow, and its last day in UTC', () => {
    const lines = written(event).split('\r\n');
    expect(lines.slice(0, 18)).toEqual([
      'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//SyncTrace//SyncTrace//EN', 'BEGIN:VTIMEZONE', 'TZID:Europe/Berlin',
      'BEGIN:DAYLIGHT', 'DTSTART:20250330T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT',
      'BEGIN:STANDARD', 'DTSTART:20251026T030000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD', 'END:VTIMEZONE',
    ]);
    expect(lines.filter((line) => /^(?:DTSTART|RRULE|EXDATE|RECURRENCE-ID|UID)/.test(line)).slice(4)).toEqual([
      'UID:u-1', 'DTSTART;TZID=Europe/Berlin:20260302T090000', 'RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;UNTIL=20260601T215959Z;WKST=SU', 'EXDATE;TZID=Europe/Berlin:20260330T090000',
      'UID:u-1', 'RECURRENCE-ID;TZID=Europe/Berlin:20260406T090000', 'DTSTART;TZID=Europe/Berlin:20260406T120000',
    ]);
  });

  it('keeps whole days as dates', () => {
    const days = { subject: 'Off', isAllDay: true, start: utc('2026-03-02T00:00:00'), end: utc('2026-03-04T00:00:00'), recurrence: { pattern: { type: 'absoluteYearly', month: 3, dayOfMonth: 2 }, range: { type: 'endDate', endDate: '2030-03-02' } } };
    expect(meaning('icalendar', written(days))).toEqual(meaning('graph-json', JSON.stringify(days)));
    expect(written(days).split('\r\n').filter((line) => /^(?:DT(?:START|END)|RRULE)/.test(line))).toEqual(['DTSTART;VALUE=DATE:20260302', 'DTEND;VALUE=DATE:20260304', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=3;BYMONTHDAY=2;UNTIL=20300302']);
  });

  it('keeps what a task says', () => {
    const task = {
      title: 'Pay', status: 'inProgress', importance: 'low', dueDateTime: utc('2026-03-10T00:00:00'), body: { contentType: 'text', content: 'bank' }, isReminderOn: true, reminderDateTime: utc('2026-03-09T08:00:00'),
      linkedResources: [{ webUrl: 'https://mail.test/1' }], checklistItems: [{ displayName: 'sign', isChecked: false }],
    };
    const text = written(task);
    expect(meaning('icalendar', text)).toEqual(meaning('graph-json', JSON.stringify(task)));
    expect(text).toContain('X-SYNCTRACE-CHECKLISTITEMS:[ ] sign\r\n');
    expect(written({ ...task, status: 'waitingOnOthers' })).toContain('X-SYNCTRACE-PROGRESS:WAITING\r\n');
  });

  it('is read from EWS and from a table as well, and refused where the body is no such thing', () => {
    const ews = '<Task><Subject>Pay</Subject><Status>NotStarted</Status></Task>';
    // VTODO: the component of a task (RFC 5545 §3.6.2).
    expect(writeICalendar(calendarItem('ews-xml', bytes(ews)), { uid: 'k' })).toContain('BEGIN:VTODO\r\nUID:k\r\nDTSTAMP:19700101T000000Z\r\nSUMMARY:Pay\r\n');
    expect(calendarItem('csv-row', bytes('{"Subject":"Call","Start Date":"3/2/2026","Start Time":"9:00:00 AM","End Date":"3/2/2026"}')).title).toBe('Call');
    expect(() => calendarItem('ews-xml', bytes('<Contact/>'))).toThrow(AppError);
    expect(() => calendarItem('graph-json', bytes('{"displayName":"Ada"}'))).toThrow(AppError);
    expect(() => calendarItem('vcard', bytes('BEGIN:VCARD'))).toThrow(AppError);
  });

  it('can be read again, whatever its texts hold', () => {
    const value = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(value, value, value, fc.emailAddress(), (subject, place, name, address) => {
        const one = { ...event, subject, location: { displayName: place }, attendees: [{ emailAddress: { name, address } }], recurrence: null, exceptionOccurrences: [], cancelledOccurrences: [] };
        const record = readRaw('icalendar', bytes(written(one)), context);
        expect([record.kind, record.warnings]).toEqual(['event', []]);
        expect(record.fields.filter(({ field }) => field.startsWith('participants/'))).toHaveLength(1);
        expect(record.title).toBe(readRaw('graph-json', bytes(JSON.stringify(one)), context).title);
      }),
    );
  });
});

describe('a zone, written as VTIMEZONE', () => {
  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Jerusalem', 'America/Santiago', 'Pacific/Chatham', 'UTC'])('sets its clocks as the tables do: %s', (name) => {
    const zone = namedZone(name);
    if (zone === undefined) throw new Error(name);
    fc.assert(
      fc.property(fc.integer({ min: 2004, max: 2030 }), fc.integer({ min: 0, max: 5 * 365 * 24 }), (year, hours) => {
        const [component] = componentsIn(writeVtimezone(zone, year));
        const again = component === undefined ? undefined : zoneOfVtimezone(component);
        const instant = Date.UTC(year, 0, 1) / 1000 + hours * 3600;
        expect(again?.complete).toBe(true);
        expect(again?.offsetAt(instant)).toBe(zone.offsetAt(instant));
      }),
      { numRuns: 30 },
    );
  });
});

function componentsIn(text: string): readonly Component[] {
  return componentTree(readContentLines(bytes(text)).lines).children;
}

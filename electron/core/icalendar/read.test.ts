import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FieldEntry } from '../../../shared/records.ts';
import { canonicalText, meaningText, type ReadRecord } from '../reading.ts';
import { readICalendar } from './read.ts';

const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };

function read(...lines: readonly string[]): ReadRecord {
  return readICalendar(new TextEncoder().encode(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')), context);
}

function event(...lines: readonly string[]): readonly string[] {
  return ['BEGIN:VEVENT', 'UID:1@example.test', 'DTSTAMP:20260101T120000Z', ...lines, 'END:VEVENT'];
}

function entries(record: ReadRecord, field: string): readonly FieldEntry[] {
  return record.fields.filter((entry) => entry.field === field);
}

const start = 'DTSTART;TZID=Europe/Berlin:20260302T090000';

describe('reading an event', () => {
  it('gives each property under its JSCalendar name, for reading and for comparing', () => {
    const record = read(
      'PRODID:-//Example//Calendar//EN',
      ...event(
        start, 'DTEND;TZID=Europe/Berlin:20260302T103000', 'SUMMARY:Budget\\, first round', 'LOCATION:Room 4', 'CLASS:CONFIDENTIAL', 'TRANSP:TRANSPARENT',
        'STATUS:TENTATIVE', 'PRIORITY:1', 'CATEGORIES:Work,Money', 'URL:https://example.test/budget', 'COLOR:Teal', 'CREATED:20251231T230000Z', 'SEQUENCE:4',
        'ORGANIZER;CN=Ada:mailto:Ada@Example.test', 'ATTENDEE;CN=Bob;PARTSTAT=ACCEPTED;ROLE=OPT-PARTICIPANT:MAILTO:bob@example.test',
        'BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-P1D', 'DESCRIPTION:Reminder', 'END:VALARM', 'X-EXAMPLE-COLOUR;X-A=1:red',
      ),
    );
    expect(record).toEqual({
      kind: 'event',
      uid: '1@example.test',
      title: 'Budget, first round',
      fields: [
        { field: 'alerts', text: '1 day before the start (display)', key: 'display start -PT24H' },
        { field: 'color', text: 'teal' },
        { field: 'end', text: '2026-03-02 10:30 Europe/Berlin', key: '2026-03-02T09:30:00Z' },
        { field: 'freeBusyStatus', text: 'free' },
        { field: 'keywords', text: 'Money' },
        { field: 'keywords', text: 'Work' },
        { field: 'links', text: 'https://example.test/budget' },
        { field: 'locations', text: 'Room 4' },
        { field: 'organizer', text: 'Ada <ada@example.test>', key: 'ada@example.test' },
        { field: 'participants/bob@example.test', text: 'Bob, optional, accepted', key: 'optional, accepted' },
        { field: 'priority', text: '1' },
        { field: 'privacy', text: 'secret' },
        { field: 'start', text: '2026-03-02 09:00 Europe/Berlin', key: '2026-03-02T08:00:00Z' },
        { field: 'status', text: 'tentative' },
        { field: 'timeZone', text: 'Europe/Berlin', key: 'instants' },
        { field: 'title', text: 'Budget, first round' },
        { field: 'x/X-EXAMPLE-COLOUR', text: 'red' },
      ],
      traces: [
        { namespace: 'icalendar', name: 'PRODID', value: '-//Example//Calendar//EN' },
        { namespace: 'icalendar', name: 'X-EXAMPLE-COLOUR', value: 'red' },
        { namespace: 'icalendar', name: 'category', value: 'Money' },
        { namespace: 'icalendar', name: 'category', value: 'Work' },
      ],
      created: '2025-12-31T23:00:00Z',
      modified: '2026-01-01T12:00:00Z',
      warnings: [],
    });
  });

  it('finds no difference in what servers rewrite', () => {
    const sent = read(...event(start, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE', 'EXDATE;TZID=Europe/Berlin:20260309T090000,20260311T090000', 'SUMMARY:Team'));
    const held = read(
      'PRODID:-//Server//EN',
      ...event(
        'X-DTSTAMP:20260102T000000Z', 'SUMMARY:Te', ' am', 'CLASS:PUBLIC', 'TRANSP:OPAQUE', 'STATUS:CONFIRMED', 'SEQUENCE:9', 'LAST-MODIFIED:20260105T000000Z',
        'EXDATE;TZID=Europe/Berlin:20260311T090000', 'EXDATE:20260309T080000Z', 'RRULE:WKST=MO;BYDAY=WE,MO;FREQ=WEEKLY;INTERVAL=1',
        'DTEND;TZID="Europe/Berlin":20260302T100000', 'DTSTART;X-A=b;TZID=Europe/Berlin:20260302T090000',
      ),
    );
    expect(meaningText(held)).toBe(meaningText(sent));
    expect(held.modified).toBe('2026-01-05T00:00:00Z');
  });

  it('takes another name of a zone for the same, and a zone that is added', () => {
    const rules = ['DTEND;TZID=Ours:20260302T100000', 'RRULE:FREQ=DAILY;COUNT=3'];
    const own = read(
      'BEGIN:VTIMEZONE', 'TZID:Ours', 'BEGIN:DAYLIGHT', 'DTSTART:19810329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'END:DAYLIGHT', 'BEGIN:STANDARD', 'DTSTART:19961027T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD',
      'END:VTIMEZONE', ...event('DTSTART;TZID=Ours:20260302T090000', ...rules),
    );
    const named = (zone: string): ReadRecord => read(...event(`DTSTART;TZID=${zone}:20260302T090000`, ...rules.map((rule) => rule.replace('Ours', zone))));
    expect(meaningText(named('Europe/Paris'))).toBe(meaningText(own));
    expect(meaningText(named('W. Europe Standard Time'))).toBe(meaningText(own));
    expect(canonicalText(named('Europe/Paris'))).not.toBe(canonicalText(own));
    expect(own.warnings).toEqual([]);
  });

  it('sees a series that moved to another zone, though its first occurrence is at the same instant', () => {
    const berlin = read(...event(start, 'RRULE:FREQ=DAILY'));
    const lagos = read(...event('DTSTART;TZID=Africa/Lagos:20260302T090000', 'RRULE:FREQ=DAILY'));
    expect(entries(lagos, 'start')[0]?.key).toBe(entries(berlin, 'start')[0]?.key);
    expect(meaningText(lagos)).not.toBe(meaningText(berlin));
  });

  it('keeps whole days free of zones, and shows the last day as the end', () => {
    const record = read(...event('DTSTART;VALUE=DATE:20260302', 'DTEND;VALUE=DATE:20260304'));
    expect(record.fields).toEqual([
      { field: 'end', text: '2026-03-03' },
      { field: 'showWithoutTime', text: 'true' },
      { field: 'start', text: '2026-03-02' },
    ]);
    expect(meaningText(read(...event('DTSTART;VALUE=DATE:20260302')))).toBe(meaningText(read(...event('DTSTART:20260302', 'DTEND:20260303'))));
  });

  it('keeps a floating time apart from the same reading in a zone', () => {
    const floating = read(...event('DTSTART:20260302T090000'));
    expect(floating.fields).toEqual([{ field: 'start', text: '2026-03-02 09:00', key: '2026-03-02T09:00:00' }]);
    expect(meaningText(floating)).not.toBe(meaningText(read(...event('DTSTART:20260302T090000Z'))));
  });

  it('reads an unknown zone as it stands and says so', () => {
    const record = read(...event('DTSTART;TZID=Nowhere:20260302T090000'));
    expect(entries(record, 'start')).toEqual([{ field: 'start', text: '2026-03-02 09:00 Nowhere', key: '2026-03-02T09:00:00 Nowhere' }]);
    expect(record.warnings).toEqual(['record-unknown-zone']);
  });

  it('gives every value of an exception under its occurrence, named by the instant', () => {
    const exception = (id: string): readonly string[] => event(id, 'DTSTART;TZID=Europe/Berlin:20260310T110000', 'SUMMARY:Late');
    const record = read(...exception('RECURRENCE-ID;TZID=Europe/Berlin:20260309T090000'), ...event(start, 'RRULE:FREQ=WEEKLY', 'SUMMARY:Team'));
    expect(record.title).toBe('Team');
    expect(record.fields.filter(({ field }) => field.startsWith('recurrenceOverrides/'))).toEqual([
      { field: 'recurrenceOverrides/2026-03-09T08:00:00Z/start', text: '2026-03-10 11:00 Europe/Berlin', key: '2026-03-10T10:00:00Z' },
      { field: 'recurrenceOverrides/2026-03-09T08:00:00Z/timeZone', text: 'Europe/Berlin', key: 'instants' },
      { field: 'recurrenceOverrides/2026-03-09T08:00:00Z/title', text: 'Late' },
    ]);
    expect(meaningText(read(...event(start, 'RRULE:FREQ=WEEKLY', 'SUMMARY:Team'), ...exception('RECURRENCE-ID:20260309T080000Z')))).toBe(meaningText(record));
  });

  it('reads exceptions that a server keeps without their series', () => {
    const record = read(...event('RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T080000Z', 'SUMMARY:Alone'));
    expect([record.title, record.warnings]).toEqual(['Alone', ['record-without-series']]);
    expect(record.fields).toEqual([
      { field: 'recurrenceOverrides/2026-03-09T08:00:00Z/range', text: 'this and future' },
      { field: 'recurrenceOverrides/2026-03-09T08:00:00Z/title', text: 'Alone' },
      { field: 'title', text: 'Alone' },
    ]);
  });

  it('keeps what stands beside the resource and says so', () => {
    const record = read(...event('SUMMARY:One'), 'BEGIN:VEVENT', 'UID:2@example.test', 'SUMMARY:Two', 'END:VEVENT');
    expect(record.fields).toEqual([{ field: 'also/2/title', text: 'Two' }, { field: 'title', text: 'One' }]);
    expect(record.warnings).toEqual(['record-several']);
  });

  it('compares embedded attachments by their digest', () => {
    const record = read(...event('ATTACH;FMTTYPE=image/png;ENCODING=BASE64;VALUE=BINARY;FILENAME=plan.png:iVBORw0K', 'ATTACH:https://example.test/a.pdf'));
    expect(record.fields).toEqual([
      { field: 'links/attachment', text: 'plan.png, image/png, 6 bytes', key: context.digest(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])) },
      { field: 'links/attachment', text: 'https://example.test/a.pdf' },
    ]);
  });

  it('loses no property that it cannot make sense of', () => {
    const record = read(...event('DTSTART:soon', 'PRIORITY:high', 'RRULE:often', 'RDATE;VALUE=PERIOD:20260101T000000Z/PT1H', 'RESOURCES:Projector', 'no colon here', 'BEGIN:VLOCATION', 'NAME:Hall', 'END:VLOCATION'));
    expect(record.fields.map(({ field, text }) => `${field}=${text}`)).toEqual([
      'x/DTSTART=soon', 'x/PRIORITY=high', 'x/RDATE=20260101T000000Z/PT1H', 'x/RESOURCES=Projector', 'x/RRULE=often', 'x/UNNAMED=no colon here', 'x/VLOCATION=NAME: Hall',
    ]);
    expect(record.warnings).toEqual(['record-odd-lines', 'record-odd-number', 'record-odd-rule', 'record-odd-time']);
  });

  it('keeps the names of private notes as marks without their moving values', () => {
    const record = read(...event('X-MOZ-GENERATION:7', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF', 'BEGIN:VALARM', 'TRIGGER;VALUE=DATE-TIME:20260301T080000Z', 'X-WR-ALARMUID:7', 'END:VALARM'));
    expect(record.fields).toEqual([
      { field: 'alerts', text: 'at 2026-03-01 08:00 UTC (display)', key: 'display 2026-03-01T08:00:00Z' },
      { field: 'freeBusyStatus', text: 'out-of-office' },
    ]);
    expect(record.traces.map(({ name, value }) => [name, value])).toEqual([['X-MICROSOFT-CDO-BUSYSTATUS', ''], ['X-MOZ-GENERATION', ''], ['X-WR-ALARMUID', '']]);
  });
});

describe('reading a task, a journal, and others', () => {
  it('reads a task', () => {
    const record = read('METHOD:PUBLISH', 'BEGIN:VTODO', 'UID:t', 'SUMMARY:Pay', 'DUE;VALUE=DATE:20260310', 'STATUS:IN-PROCESS', 'PERCENT-COMPLETE:40', 'COMPLETED:20260309T100000Z', 'END:VTODO');
    expect([record.kind, record.uid, record.title]).toEqual(['task', 't', 'Pay']);
    expect(record.fields).toEqual([
      { field: 'completed', text: '2026-03-09 10:00 UTC', key: '2026-03-09T10:00:00Z' },
      { field: 'due', text: '2026-03-10' },
      { field: 'method', text: 'publish' },
      { field: 'percentComplete', text: '40' },
      { field: 'progress', text: 'in-process' },
      { field: 'showWithoutTime', text: 'true' },
      { field: 'title', text: 'Pay' },
    ]);
  });

  it('reads a journal as an event that says it is one', () => {
    const record = read('BEGIN:VJOURNAL', 'DESCRIPTION:One', 'DESCRIPTION:Two', 'END:VJOURNAL');
    expect(record.kind).toBe('event');
    expect(record.fields).toEqual([{ field: 'description', text: 'One\n\nTwo' }, { field: 'kind', text: 'journal' }]);
    expect(record.warnings).toEqual(['record-without-uid']);
  });

  it('reads a component without a calendar around it', () => {
    const record = readICalendar(new TextEncoder().encode('BEGIN:VEVENT\nUID:1\nSUMMARY:Bare\nEND:VEVENT\n'), context);
    expect([record.title, record.warnings]).toEqual(['Bare', ['record-without-calendar']]);
  });
});

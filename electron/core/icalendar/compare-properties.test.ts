import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingICalendarProperties } from './compare-properties.ts';

function calendar(...lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'));
}

function event(...lines: readonly string[]): readonly string[] {
  return ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'];
}

const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT15M', 'DESCRIPTION:x', 'END:VALARM'];
const sent = calendar(
  'METHOD:PUBLISH',
  ...event(
    'DTSTAMP:20260101T000000Z', 'DTSTART;TZID=Europe/Berlin:20260302T090000', 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE', 'EXDATE;TZID=Europe/Berlin:20260309T090000,20260311T090000', 'SUMMARY:Team\\, weekly',
    'ATTENDEE;SCHEDULE-AGENT=CLIENT;PARTSTAT=ACCEPTED;CN=Bob:mailto:Bob@example.test', 'CATEGORIES:A,B', 'RESOURCES:a,b', 'X-EXAMPLE:kept', ...alarm,
  ),
  ...event('RECURRENCE-ID;TZID=Europe/Berlin:20260316T090000', 'SUMMARY:Late'),
);

describe('what a server did to a calendar object', () => {
  it('is nothing where it only wrote it its own way', () => {
    const held = calendar(
      'PRODID:-//Server//EN', 'BEGIN:VTIMEZONE', 'TZID:Europe/Berlin', 'END:VTIMEZONE',
      ...event('SUMMARY:Late', 'RECURRENCE-ID:20260316T080000Z', 'CLASS:PUBLIC'),
      ...event(
        'BEGIN:VALARM', 'UID:server', 'DESCRIPTION:x', 'TRIGGER;RELATED=START:-PT15M', 'ACTION:display', 'END:VALARM', 'X-EXAMPLE:kept', 'CATEGORIES:B', 'CATEGORIES:A', 'RESOURCES:a\\,b', 'CLASS:PUBLIC', 'LAST-MODIFIED:20260201T000000Z',
        'ATTENDEE;CN=Bob;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;SCHEDULE-STATUS="2.0":MAILTO:bob@example.test', 'SUMMARY:Team\\, we', ' ekly', 'EXDATE;TZID=Europe/Berlin:20260311T090000', 'EXDATE:20260309T080000Z',
        'RRULE:BYDAY=WE,MO;INTERVAL=1;FREQ=WEEKLY', 'DTSTART;TZID="Europe/Paris":20260302T090000', 'DTSTAMP:20260301T000000Z', 'SEQUENCE:1', 'X-DTSTAMP:x', 'TRANSP:OPAQUE',
      ),
    );
    expect(differingICalendarProperties(sent, held)).toEqual([]);
  });

  it('is a change of the clocks that a series goes by, not of a zone’s name or of a single event’s zone', () => {
    const series = (start: string): Uint8Array => calendar(...event(start, 'RRULE:FREQ=DAILY'));
    const single = (start: string): Uint8Array => calendar(...event(start));
    const [berlin, utc] = ['DTSTART;TZID=Europe/Berlin:20260302T090000', 'DTSTART:20260302T080000Z'];
    expect(differingICalendarProperties(series(berlin), series(utc))).toEqual([{ property: 'DTSTART', kind: 'parameters' }]);
    expect(differingICalendarProperties(single(berlin), single(utc))).toEqual([]);
  });

  it('is a loss, a change or an addition, each by the name of its property', () => {
    const held = calendar(
      ...event('DTSTART;TZID=Europe/Berlin:20260302T100000', 'RRULE:FREQ=WEEKLY;BYDAY=MO', 'EXDATE;TZID=Europe/Berlin:20260309T090000', 'SUMMARY:Team\\, weekly', 'ATTENDEE;PARTSTAT=DECLINED;CN=Bob:mailto:bob@example.test', 'CATEGORIES:A,C', 'LOCATION:new'),
    );
    expect(differingICalendarProperties(sent, held)).toEqual([
      { property: 'ATTENDEE', kind: 'parameters' },
      { property: 'CATEGORIES', kind: 'changed' },
      { property: 'DTSTART', kind: 'changed' },
      { property: 'EXDATE', kind: 'lost' },
      { property: 'LOCATION', kind: 'added' },
      { property: 'RECURRENCE-ID', kind: 'lost' },
      { property: 'RESOURCES', kind: 'lost' },
      { property: 'RESOURCES', kind: 'lost' },
      { property: 'RRULE', kind: 'changed' },
      { property: 'SUMMARY', kind: 'lost' },
      { property: 'UID', kind: 'lost' },
      { property: 'VALARM', kind: 'lost' },
      { property: 'X-EXAMPLE', kind: 'lost' },
    ]);
  });

  it('is seen where a value went to another occurrence', () => {
    const one = calendar(...event('SUMMARY:a'), ...event('RECURRENCE-ID:20260101', 'SUMMARY:b'));
    const other = calendar(...event('SUMMARY:b'), ...event('RECURRENCE-ID:20260101', 'SUMMARY:a'));
    expect(differingICalendarProperties(one, other)).toEqual([{ property: 'SUMMARY', kind: 'changed' }, { property: 'SUMMARY', kind: 'changed' }]);
  });

  it('is told of any bytes, and nothing is told of the same', () => {
    const line = fc.constantFrom('BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VALARM', 'END:VALARM', 'SUMMARY:x', 'RRULE:FREQ=DAILY', 'DTSTART:nope', 'RECURRENCE-ID:20260101', 'junk', ' fold');
    const body = fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.array(line, { maxLength: 40 }).map((lines) => calendar(...lines)));
    fc.assert(
      fc.property(body, body, (one, other) => {
        expect(differingICalendarProperties(one, one)).toEqual([]);
        const losses = differingICalendarProperties(one, other).filter(({ kind }) => kind === 'lost').length;
        expect(differingICalendarProperties(other, one).filter(({ kind }) => kind === 'added').length).toBe(losses);
      }),
    );
    const deep = calendar(...Array.from({ length: 1000 }, () => 'BEGIN:X'));
    expect(differingICalendarProperties(deep, deep)).toEqual([]);
  });
});

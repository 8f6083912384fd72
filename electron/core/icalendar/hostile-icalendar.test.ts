import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { readICalendar } from './read.ts';
import { hasScheduling, withClientAgent, withoutGuests, withoutMethod, withUid } from './scheduling.ts';
import { splitICalendar } from './split.ts';

const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };
const encoder = new TextEncoder();

function bytes(...lines: readonly string[]): Uint8Array {
  return encoder.encode(lines.join('\n'));
}

function readOrRefuse(body: Uint8Array): void {
  try {
    readICalendar(body, context);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
  }
}

/** Lines that calendars are made of, in no sensible order. */
const lines = fc.array(
  fc.oneof(
    fc.constantFrom(
      'BEGIN:VCALENDAR', 'END:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VTODO', 'END:VTODO', 'BEGIN:VTIMEZONE', 'END:VTIMEZONE', 'BEGIN:VALARM', 'END:VALARM',
      'UID:1', 'UID:2', 'RECURRENCE-ID:20260101', 'DTSTART;TZID=Ours:20260101T090000', 'TZID:Ours', 'RRULE:FREQ=SECONDLY', 'SUMMARY:x', 'ATTENDEE:mailto:a@example.test', '', ' folded', 'junk',
    ),
    fc.string(),
  ),
  { maxLength: 40 },
);
const bodies = fc.oneof(fc.uint8Array({ maxLength: 300 }), lines.map((list) => bytes(...list)), lines.map((list) => encoder.encode(list.join('\r\n'))));

describe('hostile calendars', () => {
  it('never make reading throw anything but an AppError', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        readOrRefuse(body);
      }),
      { numRuns: 500 },
    );
  });

  it('never make splitting or editing throw', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        for (const piece of splitICalendar(body)) expect(piece.raw.length).toBeGreaterThan(0);
        for (const edited of [withClientAgent(body, []), withoutGuests(body), withoutMethod(body), withUid(body, 'u')]) expect(edited).toBeInstanceOf(Uint8Array);
        expect(hasScheduling(withoutGuests(body))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('that nest too deep are refused', () => {
    const deep = Array.from({ length: 50_000 }, () => 'BEGIN:VEVENT');
    expect(() => readICalendar(bytes(...deep), context)).toThrow(expect.objectContaining({ code: 'record-unreadable' }));
    expect([...splitICalendar(bytes('BEGIN:VCALENDAR', 'BEGIN:X', ...Array.from({ length: 50_000 }, () => 'BEGIN:Y'), 'END:X', 'END:VCALENDAR'))]).toHaveLength(1);
  });

  it('with nothing in them or without an end are refused by name', () => {
    expect(() => readICalendar(new Uint8Array(), context)).toThrow(expect.objectContaining({ code: 'record-unreadable' }));
    expect(() => readICalendar(bytes('BEGIN:VCALENDAR', 'END:VCALENDAR'), context)).toThrow(expect.objectContaining({ code: 'record-unreadable' }));
    expect(() => readICalendar(bytes('BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'SUMMARY:x'), context)).toThrow(expect.objectContaining({ code: 'record-cut-off' }));
  });

  it('with rules that never end are read without expanding them', () => {
    const record = readICalendar(bytes('BEGIN:VEVENT', 'UID:1', 'DTSTART:00010101T000000Z', 'RRULE:FREQ=SECONDLY;UNTIL=99991231T235959Z', 'RRULE:FREQ=SECONDLY;COUNT=999999999', 'END:VEVENT'), context);
    expect(record.fields.filter(({ field }) => field === 'recurrenceRules')).toHaveLength(2);
  });

  it('with a hundred thousand exceptions or time zones are read in linear time', () => {
    const exceptions = Array.from({ length: 100_000 }, (_, index) => `BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:${20_000_101 + index}\nDTSTART;TZID=Z${index % 5000}:20260101T000000\nEND:VEVENT`);
    const body = bytes('BEGIN:VCALENDAR', exceptions.join('\n'), 'END:VCALENDAR');
    expect(readICalendar(body, context).fields).toHaveLength(200_000);
    expect([...splitICalendar(body)]).toHaveLength(1);
  });

  it('with a value of very many parts are read', () => {
    const many = 'a,'.repeat(300_000);
    const record = readICalendar(bytes('BEGIN:VEVENT', 'UID:1', `CATEGORIES:${many}`, `EXDATE:${'20260101,'.repeat(200_000)}`, `RRULE:FREQ=DAILY;BYDAY=${many}`, 'END:VEVENT'), context);
    expect(record.fields.length).toBeGreaterThan(200_000);
  });

  it('of many short lines, colons or folds take time in proportion to their length', () => {
    const shapes = ['a\n', ' \n', ';', ':', 'ATTENDEE\n', 'BEGIN:\n', 'UID:1\n', '"', 'x;y="\n', '\r'];
    for (const shape of shapes) {
      const body = encoder.encode(`BEGIN:VCALENDAR\nBEGIN:VEVENT\n${shape.repeat(300_000 / shape.length)}\nEND:VEVENT\nEND:VCALENDAR\n`);
      const begun = performance.now();
      readOrRefuse(body);
      expect([...splitICalendar(body)].length).toBeGreaterThan(0);
      withClientAgent(body, []);
      withoutGuests(body);
      expect(performance.now() - begun).toBeLessThan(3000);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContentLines } from '../content-lines/read-content-lines.ts';
import { hasScheduling, withClientAgent, withoutGuests, withoutMethod, withUid } from './scheduling.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function calendar(...lines: readonly string[]): Uint8Array {
  return encoder.encode(['BEGIN:VCALENDAR', 'METHOD:REQUEST', ...lines, 'END:VCALENDAR', ''].join('\r\n'));
}

function linesOf(raw: Uint8Array): readonly string[] {
  return decoder.decode(raw).split('\r\n').slice(2, -2);
}

const organizer = 'ORGANIZER;CN=Ada:mailto:ada@example.test';
const bob = 'ATTENDEE;CN="Bob; the; builder";PARTSTAT=ACCEPTED:mailto:Bob@example.test';
const cleo = 'ATTENDEE:mailto:cleo@example.test';
const alarm = ['BEGIN:VALARM', 'ACTION:EMAIL', 'ATTENDEE:mailto:me@example.test', 'END:VALARM'];
const series = ['BEGIN:VEVENT', 'UID:1', organizer, bob, cleo, '  odd  line', ...alarm, 'END:VEVENT', 'BEGIN:VEVENT', 'UID:1', 'RECURRENCE-ID:20260101', organizer, bob, 'END:VEVENT'];

describe('scheduling', () => {
  it('is seen in organizers and guests of any component, not in mail alarms', () => {
    expect(hasScheduling(calendar(...series))).toBe(true);
    expect(hasScheduling(calendar('BEGIN:VTODO', 'item1.attendee:mailto:bob@example.test', 'END:VTODO'))).toBe(true);
    expect(hasScheduling(calendar('BEGIN:VEVENT', ...alarm, 'END:VEVENT'))).toBe(false);
    expect(hasScheduling(calendar('BEGIN:VEVENT', 'DESCRIPTION:We need an', ' ATTENDEE:for this', 'END:VEVENT'))).toBe(false);
  });

  it('is left to the client on every guest of every component of the own event (RFC 6638 §7.1)', () => {
    const marked = linesOf(withClientAgent(calendar(...series), ['ADA@example.test']));
    const markedBob = ['ATTENDEE;SCHEDULE-AGENT=CLIENT;CN="Bob; the; builder";PARTSTAT=ACCEPTED:mai', ' lto:Bob@example.test'];
    expect(marked).toEqual([
      'BEGIN:VEVENT', 'UID:1', organizer, ...markedBob, 'ATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:cleo@example.test odd  line', ...alarm, 'END:VEVENT',
      'BEGIN:VEVENT', 'UID:1', 'RECURRENCE-ID:20260101', organizer, ...markedBob, 'END:VEVENT',
    ]);
  });

  it('is left to the client on the organizer where the account is a guest, on all where it is neither', () => {
    const marks = (addresses: readonly string[]): readonly string[] =>
      linesOf(withClientAgent(calendar('BEGIN:VEVENT', organizer, cleo, 'END:VEVENT'), addresses)).filter((line) => line.includes('SCHEDULE-AGENT'));
    const onOrganizer = 'ORGANIZER;SCHEDULE-AGENT=CLIENT;CN=Ada:mailto:ada@example.test';
    expect(marks(['mailto:cleo@example.test'])).toEqual([onOrganizer]);
    expect(marks([])).toEqual([onOrganizer, 'ATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:cleo@example.test']);
  });

  it('replaces another agent and takes away what forces a message, but keeps what is silent already', () => {
    const before = ['ATTENDEE;SCHEDULE-AGENT=SERVER;CN=B;schedule-force-send=REQUEST:mailto:b@example.test', 'ATTENDEE;SCHEDULE-AGENT=NONE:mailto:c@example.test', 'ATTENDEE;SCHEDULE-AGENT=client:mailto:d@example.test'];
    expect(linesOf(withClientAgent(calendar('BEGIN:VEVENT', ...before, 'END:VEVENT'), []))).toEqual([
      'BEGIN:VEVENT', 'ATTENDEE;SCHEDULE-AGENT=CLIENT;CN=B:mailto:b@example.test', before[1], before[2], 'END:VEVENT',
    ]);
  });

  it('goes with the guests, who stay as text', () => {
    const stripped = withoutGuests(calendar('BEGIN:VEVENT', 'UID:1', organizer, bob, ...alarm, 'END:VEVENT'));
    expect(linesOf(stripped)).toEqual([
      'BEGIN:VEVENT', 'UID:1', 'X-SYNCTRACE-ORGANIZER:Ada <ada@example.test>', 'X-SYNCTRACE-ATTENDEE:Bob\\; the\\; builder <Bob@example.test> (ACCEPTED)', ...alarm, 'END:VEVENT',
    ]);
    expect(hasScheduling(stripped)).toBe(false);
  });

  it('goes with the method, and nothing else does', () => {
    const text = decoder.decode(calendar('BEGIN:VEVENT', 'METHOD:kept', 'END:VEVENT'));
    expect(decoder.decode(withoutMethod(encoder.encode(text)))).toBe(text.replace('METHOD:REQUEST\r\n', ''));
  });

  it('keeps line ends, and folds long lines at 75 octets without cutting a letter', () => {
    const name = 'Żółć '.repeat(30).trim();
    const marked = withClientAgent(encoder.encode(`BEGIN:VEVENT\nATTENDEE;CN=${name}:mailto:b@example.test\n\nX-A:\u00a0b\nEND:VEVENT`), []);
    const lines = decoder.decode(marked).split('\n');
    expect(lines.every((line) => encoder.encode(line).length <= 75 && !line.includes('\ufffd'))).toBe(true);
    expect(readContentLines(marked).lines[1]).toMatchObject({ value: 'mailto:b@example.test', params: [{ name: 'SCHEDULE-AGENT', values: ['CLIENT'] }, { name: 'CN', values: [name] }] });
    expect(lines.slice(-3)).toEqual(['', 'X-A:\u00a0b', 'END:VEVENT']);
    expect(decoder.decode(withoutGuests(encoder.encode('BEGIN:VEVENT\nORGANIZER;CN=Voilà:mailto:à\nEND:VEVENT')))).toBe('BEGIN:VEVENT\nX-SYNCTRACE-ORGANIZER:Voilà <à>\nEND:VEVENT');
  });
});

describe('another UID', () => {
  it('stands in every component, and in no alarm or zone', () => {
    const zone = ['BEGIN:VTIMEZONE', 'UID:z', 'END:VTIMEZONE'];
    const before = ['BEGIN:VEVENT', 'UID:a', 'BEGIN:VALARM', 'UID:b', 'END:VALARM', 'UID:second', 'END:VEVENT', 'BEGIN:VEVENT', 'SUMMARY:none', 'END:VEVENT'];
    expect(linesOf(withUid(calendar(...zone, ...before), 'new;1'))).toEqual([
      ...zone, 'BEGIN:VEVENT', 'UID:new\\;1', 'BEGIN:VALARM', 'UID:b', 'END:VALARM', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:new\\;1', 'SUMMARY:none', 'END:VEVENT',
    ]);
  });
});

describe('editing', () => {
  it('leaves bytes alone that it has no business with, in any character set', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const clean = noise.filter((byte) => byte !== 10 && byte !== 13 && byte !== 0);
        const text = `BEGIN:VEVENT\r\nX-NOISE:${'a'.repeat(60)}`;
        const body = new Uint8Array([...encoder.encode(text), ...clean, ...encoder.encode('\r\nEND:VEVENT\r\n')]);
        for (const edited of [withClientAgent(body, []), withoutGuests(body), withoutMethod(body)]) expect(edited).toEqual(body);
      }),
    );
  });
});

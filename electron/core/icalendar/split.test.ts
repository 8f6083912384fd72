import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourcePiece } from './resource-piece.ts';
import { createICalendarSplitter, splitICalendar } from './split.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function split(text: string): readonly { readonly line: number; readonly text: string; readonly uid?: string; readonly problem?: string }[] {
  return [...splitICalendar(encoder.encode(text))].map(readable);
}

function readable({ raw, ...rest }: ResourcePiece): { readonly line: number; readonly text: string } {
  return { ...rest, text: decoder.decode(raw) };
}

function lines(...given: readonly string[]): string {
  return given.map((line) => `${line}\r\n`).join('');
}

function event(uid: string, ...more: readonly string[]): string {
  return lines('BEGIN:VEVENT', `UID:${uid}`, ...more, 'END:VEVENT');
}

function zone(tzid: string): string {
  return lines('BEGIN:VTIMEZONE', `TZID:${tzid}`, 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0100', 'END:STANDARD', 'END:VTIMEZONE');
}

const head = lines('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', 'METHOD:PUBLISH', 'X-WR-CALNAME:Home', ' work');
const tail = lines('END:VCALENDAR');

describe('splitting a calendar file', () => {
  it('gives one resource for each UID, with its exceptions and the zones it needs, byte for byte', () => {
    const one = event('1', 'DTSTART;TZID=Here:20260101T090000', 'RRULE:FREQ=DAILY', 'x-Odd:  kept as it is ');
    const two = event('2', 'DTSTART;X-A="b:c";TZ', ' ID="There":20260101T090000');
    const exception = event('1', 'RECURRENCE-ID;TZID=Here:20260102T090000', 'DTSTART;TZID=There:20260102T100000');
    expect(split(head + zone('Here') + one + two + zone('There') + zone('Nowhere') + exception + tail)).toEqual([
      { line: 15, uid: '1', text: head + zone('Here') + zone('There') + one + exception + tail },
      { line: 21, uid: '2', text: head + zone('There') + two + tail },
    ]);
  });

  it('keeps a calendar of one resource exactly as it is', () => {
    const text = `\ufeff${head}${zone('Unused')}\r\n${event('1', 'SUMMARY:a', '\tb')}${event('1', 'RECURRENCE-ID:20260101')}${tail}`;
    const [only, ...others] = splitICalendar(encoder.encode(text));
    expect([only?.uid, others]).toEqual(['1', []]);
    expect(only?.raw).toEqual(encoder.encode(text));
  });

  it('gives the calendars of a file one after the other, whatever the chunks', () => {
    const text = head + event('1') + event('2') + tail + head + event('3') + tail;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (size) => {
        const splitter = createICalendarSplitter();
        const bytes = encoder.encode(text);
        const pieces: ResourcePiece[] = [];
        for (let at = 0; at < bytes.length; at += size) pieces.push(...splitter.push(bytes.subarray(at, at + size)));
        pieces.push(...splitter.end());
        expect(pieces.map(readable)).toEqual([
          { line: 7, uid: '1', text: head + event('1') + tail },
          { line: 10, uid: '2', text: head + event('2') + tail },
          { line: 14, uid: '3', text: head + event('3') + tail },
        ]);
      }),
    );
  });

  it('never puts two masters, two kinds or a repeated exception into one resource', () => {
    const exception = event('1', 'RECURRENCE-ID:20260102');
    const task = lines('BEGIN:VTODO', 'UID:1', 'END:VTODO');
    const again = event('1', 'SUMMARY:again');
    expect(split(head + event('1') + task + again + exception + exception + tail).map(({ text }) => text)).toEqual([
      head + event('1') + exception + tail, head + task + tail, head + again + exception + tail,
    ]);
  });

  it('gives a component without a UID for itself', () => {
    const nameless = lines('BEGIN:VEVENT', 'SUMMARY:a', 'END:VEVENT');
    expect(split(head + nameless + nameless + tail)).toEqual([
      { line: 7, text: head + nameless + tail },
      { line: 10, text: head + nameless + tail },
    ]);
  });

  it('gives what is whole of a file that is cut off, and the rest by name', () => {
    expect(split(head + event('1') + lines('BEGIN:VEVENT', 'UID:2') + 'SUMM')).toEqual([
      { line: 7, uid: '1', text: head + event('1') + tail },
      { line: 10, problem: 'file-cut-off', text: `${lines('BEGIN:VEVENT', 'UID:2')}SUMM` },
    ]);
    expect(split(head + event('1'))).toEqual([
      { line: 7, uid: '1', text: head + event('1') + tail },
      { line: 1, problem: 'file-cut-off', text: lines('BEGIN:VCALENDAR') },
    ]);
  });

  it('names a component whose end is missing, and goes on with the next', () => {
    const open = lines('BEGIN:VEVENT', 'UID:2', 'BEGIN:VALARM', 'ACTION:DISPLAY');
    expect(split(head + open + event('1') + open + tail)).toEqual([
      { line: 11, uid: '1', text: head + event('1') + tail },
      { line: 7, problem: 'record-cut-off', text: open },
      { line: 14, problem: 'record-cut-off', text: open },
    ]);
  });

  it('names lines that belong to nothing, in a calendar and outside of one', () => {
    expect(split(`<html>\n<p>\n${head}garbage\r\nmore: garbage? no, colon space\r\n!!\r\n${event('1')}END:VEVENT\r\n${tail}and more`)).toEqual([
      { line: 1, problem: 'record-unreadable', text: '<html>\n<p>\n' },
      { line: 12, uid: '1', text: `${head}more: garbage? no, colon space\r\n${event('1')}${tail}` },
      { line: 9, problem: 'record-unreadable', text: 'garbage\r\n' },
      { line: 11, problem: 'record-unreadable', text: '!!\r\n' },
      { line: 15, problem: 'record-unreadable', text: 'END:VEVENT\r\n' },
      { line: 17, problem: 'record-unreadable', text: 'and more' },
    ]);
  });

  it('knows properties that are folded within their name', () => {
    const folded = lines('BEGIN:VCALENDAR', 'VERSION', ' :2.0', 'PROD', ' ID:x');
    const named = lines('BEGIN:VEVENT', 'U', ' ID', ' :1', 'END:VEVENT');
    expect(split(folded + named + event('2') + tail)).toEqual([
      { line: 6, uid: '1', text: folded + named + tail },
      { line: 11, uid: '2', text: folded + event('2') + tail },
    ]);
  });

  it('reads components that stand in no calendar', () => {
    expect(split(event('1') + event('2'))).toEqual([
      { line: 1, uid: '1', text: event('1') },
      { line: 4, uid: '2', text: event('2') },
    ]);
  });

  it('gives nothing for an empty calendar', () => {
    expect(split(head + zone('Here') + tail)).toEqual([]);
  });

  it('does not repeat a huge calendar property or time zone in every resource', () => {
    const huge = lines(`X-WR-CALDESC:${'a'.repeat(100_000)}`);
    const hugeZone = zone('Here').replace('TZID:', `X-NOTE:${'a'.repeat(100_000)}\r\nTZID:`);
    const pieces = split(head.replace('X-WR-CALNAME', `${huge}X-WR-CALNAME`) + hugeZone + event('1', 'DTSTART;TZID=Here:20260101T090000') + event('2') + tail);
    expect(pieces.map(({ uid, problem, text }) => [uid, problem, text.length < 1000])).toEqual([
      ['1', undefined, true], ['2', undefined, true], [undefined, 'record-too-large', false], [undefined, 'record-too-large', true], [undefined, 'record-too-large', false],
    ]);
  });

  it('cuts UTF-16 files, and writes what it cuts out in UTF-8', () => {
    const text = lines('BEGIN:VCALENDAR', 'VERSION:2.0') + event('1', 'SUMMARY:Grüße') + event('2') + tail;
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8])]);
    const [first, second] = [...splitICalendar(utf16)].map(readable);
    expect([first, second]).toEqual(split(text).slice(0, 2));
  });

  it('loses no component, whatever else is in the file', () => {
    const part = fc.oneof(fc.integer({ min: 1, max: 4 }).map((uid) => event(String(uid), 'SUMMARY:whole')), fc.constantFrom('junk\r\n', '\r\n', zone('Here'), lines('X-A:b'), lines('BEGIN:VEVENT', 'SUMMARY:open')));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const pieces = split(head + parts.join('') + tail);
        const count = (text: string, sought: string): number => text.split(sought).length - 1;
        const all = pieces.map(({ text }) => text).join('');
        expect(count(all, 'SUMMARY:whole')).toBe(parts.filter((text) => text.includes('whole')).length);
        expect(count(all, 'SUMMARY:open')).toBe(parts.filter((text) => text.includes('open')).length);
        expect(pieces.filter(({ problem }) => problem === undefined).every(({ text }) => text.endsWith(tail))).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContentLines } from '../content-lines/read-content-lines.ts';
import { ianaZone } from '../jscalendar/iana-zone.ts';
import { zoneBehaviour } from '../jscalendar/zone.ts';
import { componentTree } from './component-tree.ts';
import { zoneOfVtimezone, type DefinedZone } from './vtimezone.ts';

function zoneOf(...lines: readonly string[]): DefinedZone {
  const text = ['BEGIN:VTIMEZONE', 'TZID:Ours', ...lines, 'END:VTIMEZONE'].join('\n');
  const [component] = componentTree(readContentLines(new TextEncoder().encode(text)).lines).children;
  const zone = component === undefined ? undefined : zoneOfVtimezone(component);
  if (zone === undefined) throw new Error('no zone');
  return zone;
}

function observance(name: string, start: string, from: string, to: string, ...more: readonly string[]): readonly string[] {
  return [`BEGIN:${name}`, `DTSTART:${start}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, ...more, `END:${name}`];
}

const europe = zoneOf(
  ...observance('DAYLIGHT', '19960331T020000', '+0100', '+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'),
  ...observance('STANDARD', '19961027T030000', '+0200', '+0100', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'),
);
const america = zoneOf(
  ...observance('STANDARD', '16010101T020000', '-0400', '-0500', 'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11'),
  ...observance('DAYLIGHT', '16010101T020000', '-0500', '-0400', 'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3'),
);

function instants(fromYear: number, toYear: number): fc.Arbitrary<number> {
  return fc.integer({ min: Date.UTC(fromYear, 0) / 1000, max: Date.UTC(toYear, 0) / 1000 });
}

describe('a VTIMEZONE', () => {
  it('gives the offsets of the place it describes at any instant its rules cover', () => {
    fc.assert(fc.property(instants(1997, 2300), (at) => europe.offsetAt(at) === ianaZone('Europe/Berlin')?.offsetAt(at)));
    fc.assert(fc.property(instants(2008, 2300), (at) => america.offsetAt(at) === ianaZone('America/New_York')?.offsetAt(at)));
  });

  it('gives them to the second around a change', () => {
    const change = Date.UTC(2026, 2, 29, 1) / 1000;
    expect([europe.offsetAt(change - 1), europe.offsetAt(change)]).toEqual([3600, 7200]);
  });

  it('stands for its first offset before it begins to speak', () => {
    expect(europe.offsetAt(Date.UTC(1980, 6) / 1000)).toBe(3600);
  });

  it('knows a weekday among dates, dates alone, listed onsets, and an end by UNTIL or COUNT', () => {
    const among = zoneOf(
      ...observance('DAYLIGHT', '20070311T020000', '-0500', '-0400', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU'),
      ...observance('STANDARD', '20071104T020000', '-0400', '-0500', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=SU'),
    );
    fc.assert(fc.property(instants(2008, 2100), (at) => among.offsetAt(at) === ianaZone('America/New_York')?.offsetAt(at)));
    const ended = zoneOf(
      ...observance('STANDARD', '20000101T000000', '+0300', '+0200', 'RRULE:FREQ=YEARLY;COUNT=2'),
      ...observance('DAYLIGHT', '20000601T000000', '+0200', '+0300', 'RRULE:FREQ=YEARLY;UNTIL=20010601T000000Z', 'RDATE:20050601T000000'),
    );
    const offsetIn = (year: number, month: number): number => ended.offsetAt(Date.UTC(year, month, 15) / 1000) / 3600;
    expect([offsetIn(2000, 1), offsetIn(2000, 6), offsetIn(2001, 1), offsetIn(2001, 6), offsetIn(2004, 1), offsetIn(2005, 6)]).toEqual([2, 3, 2, 3, 3, 3]);
  });

  it('behaves as its place whatever its name', () => {
    expect(zoneBehaviour(europe)).toBe('+01:00 +02:00@04,05,06,07,08,09,10');
    expect(zoneBehaviour(zoneOf(...observance('STANDARD', '20300101T000000', '+0100', '+0100')))).toBe('+01:00');
  });

  it('says when a rule was not understood, and goes by its start then', () => {
    const odd = zoneOf(...observance('STANDARD', '20000101T000000', '+0100', '+0200', 'RRULE:FREQ=SECONDLY'));
    expect([odd.complete, odd.offsetAt(Date.UTC(2020, 0) / 1000)]).toEqual([false, 7200]);
    expect(europe.complete).toBe(true);
  });

  it('answers for hostile rules at once', () => {
    const bombs = ['FREQ=YEARLY;INTERVAL=0', 'FREQ=YEARLY;COUNT=999999999999', 'FREQ=YEARLY;BYMONTH=99', 'FREQ=YEARLY;BYDAY=99XX', 'FREQ=MINUTELY;COUNT=1000000000'];
    for (const bomb of bombs) {
      const zone = zoneOf(...observance('STANDARD', '00010101T000000', '+0100', '+0200', `RRULE:${bomb}`));
      expect(zone.offsetAt(253_402_300_799)).toBe(7200);
    }
  });
});

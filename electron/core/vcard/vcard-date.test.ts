import { describe, expect, it } from 'vitest';
import { parseVCardDate, parseVCardTimestamp } from './vcard-date.ts';

describe('dates of vCards', () => {
  it.each([
    ['1985-04-12', { year: 1985, month: 4, day: 12 }],
    ['19850412', { year: 1985, month: 4, day: 12 }],
    ['1985-4-2', { year: 1985, month: 4, day: 2 }],
    ['--0412', { month: 4, day: 12 }],
    ['--04-12', { month: 4, day: 12 }],
    ['---12', { day: 12 }],
    ['--04', { month: 4 }],
    ['1985-04', { year: 1985, month: 4 }],
    ['1985', { year: 1985 }],
    ['0000-04-12', { month: 4, day: 12 }],
    ['1985-04-12T00:00:00Z', { year: 1985, month: 4, day: 12 }],
    ['19850412T000000+0200', { year: 1985, month: 4, day: 12 }],
    ['1985-04-12 00:00:00', { year: 1985, month: 4, day: 12 }],
    ['1985-04-11T22:00:00Z', { utc: '1985-04-11T22:00:00Z' }],
    ['20090808T1430-0500', { utc: '2009-08-08T19:30:00Z' }],
    ['--0412T1430', { month: 4, day: 12 }],
    ['circa 1800', undefined],
    ['1985-13-01', undefined],
    ['', undefined],
  ])('%s', (written, date) => {
    expect(parseVCardDate(written)).toEqual(date);
  });

  it('turns timestamps into UTC, and leaves what is none', () => {
    expect(['20240229T101112Z', '2024-02-29T10:11:12.345Z', '2024-02-29T10:11:12+02:00', '2024-02-29', '20240229T10', 'today', '2024-02-31T99:00:00Z'].map(parseVCardTimestamp)).toEqual([
      '2024-02-29T10:11:12Z', '2024-02-29T10:11:12Z', '2024-02-29T08:11:12Z', '2024-02-29T00:00:00Z', '2024-02-29T10:00:00Z', undefined, undefined,
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilFromDays, dateTimeText, daysFromCivil, parseCivilTime, readableTime, weekdayOf } from './civil-time.ts';

describe('civil time', () => {
  it('agrees with the platform about every day from year 0 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (days) => {
        const date = new Date(days * 86_400_000);
        const { year, month, day } = civilFromDays(days);
        expect([year, month, day, weekdayOf(days)]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay()]);
        expect(daysFromCivil(year, month, day)).toBe(days);
      }),
    );
  });

  it('reads the spellings of RFC 5545 and RFC 3339', () => {
    const nine = { seconds: Date.UTC(2026, 2, 1, 9) / 1000, dateOnly: false, utc: false };
    expect(parseCivilTime('20260301T090000')).toEqual(nine);
    expect(parseCivilTime('2026-03-01T09:00:00.0000000')).toEqual(nine);
    expect(parseCivilTime('20260301T0900')).toEqual(nine);
    expect(parseCivilTime('20260301t090000z')).toEqual({ ...nine, utc: true });
    expect(parseCivilTime('20260301')).toEqual({ seconds: Date.UTC(2026, 2, 1) / 1000, dateOnly: true, utc: false });
  });

  it.each(['20260230', '20261301', '20260100', '20260101T240000', '20260101T000061', '2026', '', 'x'.repeat(100_000), '20260101T0900+01:00'])('refuses %#', (text) => {
    expect(parseCivilTime(text)).toBeUndefined();
  });

  it('writes seconds for a person only where there are any', () => {
    expect(readableTime(Date.UTC(2026, 2, 1, 9) / 1000)).toBe('2026-03-01 09:00');
    expect(readableTime(Date.UTC(2026, 2, 1, 9, 0, 30) / 1000)).toBe('2026-03-01 09:00:30');
    expect(dateTimeText(-1)).toBe('1969-12-31T23:59:59');
  });
});

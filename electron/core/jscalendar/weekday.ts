const WEEKDAYS: readonly string[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A BYDAY entry of RFC 5545 §3.3.10: which weekday (0 for Sunday), and which of the month or year, 0 for every one. */
export interface WeekdayOfRule {
  readonly weekday: number;
  readonly nth: number;
}

/** Reads `MO`, `1SU`, `-1FR`; undefined for anything else. */
export function parseWeekday(text: string): WeekdayOfRule | undefined {
  const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text);
  const weekday = match === null ? -1 : WEEKDAYS.indexOf(match[2] ?? '');
  return weekday < 0 ? undefined : { weekday, nth: Number(match?.[1] ?? '0') };
}

/** `MO` for 1, and so on. */
export function weekdayCode(weekday: number): string {
  return WEEKDAYS[weekday] ?? 'SU';
}

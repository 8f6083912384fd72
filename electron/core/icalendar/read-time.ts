import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import { parseCivilTime } from '../jscalendar/civil-time.ts';
import type { CalendarTime } from '../jscalendar/types.ts';
import { UTC } from '../jscalendar/zone.ts';
import type { ZoneLookup } from './zone-lookup.ts';

const DAY_SECONDS = 86_400;

/** The time of DTSTART, DTEND, DUE, RECURRENCE-ID …; undefined where the value is none. */
export function readTime(line: ContentLine, zones: ZoneLookup): CalendarTime | undefined {
  return readTimeValue(line.value.trim(), line, zones);
}

/** The times of EXDATE or RDATE; what is no time or is a period comes back as `unread`. */
export function readTimes(line: ContentLine, zones: ZoneLookup): { readonly times: readonly CalendarTime[]; readonly unread: readonly string[] } {
  const times: CalendarTime[] = [];
  const unread: string[] = [];
  for (const part of line.value.split(',')) {
    const value = part.trim();
    const time = readTimeValue(value, line, zones);
    if (time !== undefined) times.push(time);
    else if (value !== '') unread.push(value);
  }
  return { times, unread };
}

function readTimeValue(value: string, line: ContentLine, zones: ZoneLookup): CalendarTime | undefined {
  const civil = parseCivilTime(value);
  if (civil === undefined) return undefined;
  if (civil.dateOnly || parameterValue(line, 'VALUE')?.toUpperCase() === 'DATE') {
    return { wall: civil.seconds - (((civil.seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS), dateOnly: true, zone: null };
  }
  // RFC 5545 §3.2.19: TZID must not stand beside a time in UTC; where it does, the Z is what readers go by.
  if (civil.utc) return { wall: civil.seconds, dateOnly: false, zone: UTC };
  const tzid = parameterValue(line, 'TZID')?.trim();
  if (tzid === undefined || tzid === '') return { wall: civil.seconds, dateOnly: false, zone: null };
  return { wall: civil.seconds, dateOnly: false, zone: zones(tzid), zoneName: tzid };
}

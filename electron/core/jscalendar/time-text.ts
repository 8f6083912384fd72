import { dateText, dateTimeText, readableTime } from './civil-time.ts';
import type { CalendarTime } from './types.ts';
import { instantOf, UTC, zoneBehaviour, type Zone } from './zone.ts';

const DAY_SECONDS = 86_400;

/** As a person reads it: `2026-03-01`, `2026-03-01 09:00 Europe/Berlin`, `2026-03-01 09:00` where it floats. */
export function timeText(time: CalendarTime): string {
  if (time.dateOnly) return dateText(time.wall);
  const zone = time.zoneName ?? time.zone?.id;
  return zone === undefined ? readableTime(time.wall) : `${readableTime(time.wall)} ${zone}`;
}

/**
 * For comparing: the instant in UTC, so that the same instant named by another zone is the same; a date, or a floating time as it
 * stands. A zone that means nothing to us stays beside the time.
 */
export function timeKey(time: CalendarTime): string {
  if (time.dateOnly) return dateText(time.wall);
  if (time.zone !== null) return `${dateTimeText(instantOfTime(time, time.zone))}Z`;
  return time.zoneName === undefined ? dateTimeText(time.wall) : `${dateTimeText(time.wall)} ${time.zoneName}`;
}

/** The last day of an all-day event whose exclusive end is `end`: what a person calls its end. */
export function lastDay(end: CalendarTime): CalendarTime {
  return end.dateOnly ? { ...end, wall: end.wall - DAY_SECONDS } : end;
}

/** The time so much later by the clock on the wall for days, by real time for the rest (RFC 5545 §3.3.6). */
export function later(time: CalendarTime, days: number, seconds: number): CalendarTime {
  const wall = time.wall + days * DAY_SECONDS;
  if (seconds === 0 || time.dateOnly) return { ...time, wall };
  if (time.zone === null) return { ...time, wall: wall + seconds };
  const instant = instantOf(wall, time.zone) + seconds;
  return { ...time, wall: instant + time.zone.offsetAt(instant) };
}

/** Seconds since 1970 in UTC; undefined for a date or a time that floats. */
export function instantOfCalendarTime(time: CalendarTime): number | undefined {
  return time.dateOnly || time.zone === null ? undefined : instantOfTime(time, time.zone);
}

/** RFC 3339 in UTC; undefined for a date or a time that floats. */
export function utcText(time: CalendarTime): string | undefined {
  const instant = instantOfCalendarTime(time);
  return instant === undefined ? undefined : `${dateTimeText(instant)}Z`;
}

/**
 * What a zone is compared by. For a single event only instants matter, and those stand in `start` and `end`; a series moves with its
 * zone's clocks, so there the zone's behaviour counts, though not its name.
 */
export function zoneKey(zone: Zone | null, name: string | undefined, recurs: boolean): string {
  if (zone === null) return name ?? '';
  return recurs ? zoneBehaviour(zone) : 'instants';
}

function instantOfTime(time: CalendarTime, zone: Zone): number {
  return zone === UTC ? time.wall : instantOf(time.wall, zone);
}

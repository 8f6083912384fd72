import { parseCivilTime } from '../jscalendar/civil-time.ts';
import { namedZone } from '../jscalendar/named-zone.ts';
import type { CalendarTime } from '../jscalendar/types.ts';
import { instantOf, UTC } from '../jscalendar/zone.ts';
import { textAt, type JsonObject } from './json.ts';

const DAY_SECONDS = 86_400;

/** A Graph `dateTimeTimeZone`; undefined where it holds no time. A zone that we don't know leaves the time floating under its name. */
export function readZonedTime(value: JsonObject): CalendarTime | undefined {
  const civil = parseCivilTime(textAt(value, 'dateTime').trim());
  if (civil === undefined) return undefined;
  const zoneName = textAt(value, 'timeZone').trim();
  if (civil.utc) return { wall: civil.seconds, dateOnly: false, zone: UTC };
  if (zoneName === '') return { wall: civil.seconds, dateOnly: false, zone: null };
  const zone = namedZone(zoneName) ?? null;
  return zone === UTC ? { wall: civil.seconds, dateOnly: false, zone } : { wall: civil.seconds, dateOnly: false, zone, zoneName };
}

/** A Graph `dateTimeOffset` in UTC (`createdDateTime`, `originalStart`). */
export function readInstant(text: string): CalendarTime | undefined {
  const match = /^(.*?)(?:Z|([+-])(\d\d):(\d\d))$/i.exec(text.trim().slice(0, 60));
  const civil = match === null ? undefined : parseCivilTime(match[1] ?? '');
  if (match === null || civil === undefined) return undefined;
  const offset = match[2] === undefined ? 0 : (Number(match[3]) * 3600 + Number(match[4]) * 60) * (match[2] === '-' ? -1 : 1);
  return { wall: civil.seconds - offset, dateOnly: false, zone: UTC };
}

/**
 * The same instant as the clocks of another zone show it: Graph answers in UTC unless asked otherwise, and says beside it in which
 * zone the event was made. A zone that we don't know changes nothing.
 */
export function inZone(time: CalendarTime, zoneName: string): CalendarTime {
  const zone = namedZone(zoneName.trim());
  if (zone === undefined || time.zone === null || time.dateOnly) return time;
  const instant = instantOf(time.wall, time.zone);
  const wall = instant + zone.offsetAt(instant);
  return zone === UTC ? { wall, dateOnly: false, zone } : { wall, dateOnly: false, zone, zoneName: zoneName.trim() };
}

/** The day that a time lies in, in its own zone. */
export function dayOf(time: CalendarTime): CalendarTime {
  return { wall: Math.floor(time.wall / DAY_SECONDS) * DAY_SECONDS, dateOnly: true, zone: null };
}

/** Whether the clock shows midnight. */
export function isMidnight(time: CalendarTime): boolean {
  return time.wall % DAY_SECONDS === 0;
}

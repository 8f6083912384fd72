import { namedZone } from '../../../core/jscalendar/named-zone.ts';
import { GraphError, textIn, type Json } from './call.ts';

/** A time as Graph gives it: in UTC, to seven places. */
export function zonedTime(utc: string): Json {
  return { dateTime: `${utc.slice(0, 19)}.0000000`, timeZone: 'UTC' };
}

/** The instant that a time in a zone names; a zone that this machine does not know is refused, as Graph does. */
export function readZonedTime(time: Json): string {
  const local = textIn(time, 'dateTime');
  const zone = textIn(time, 'timeZone') || 'UTC';
  const asUtc = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(local) ? local : `${local}Z`);
  if (Number.isNaN(asUtc)) throw new GraphError(400, 'ErrorPropertyValidationFailure', 'At least one property failed validation.');
  if (zone === 'UTC' || local.endsWith('Z')) return iso(asUtc);
  // The offset at the time as if it were UTC is right but in the hours around a change of the clock; asked again, it is right there too.
  const first = asUtc - offsetMs(zone, asUtc);
  return iso(asUtc - offsetMs(zone, first));
}

function offsetMs(zone: string, at: number): number {
  // dateTimeTimeZone: names of Windows are taken as well as those of IANA.
  const windows = /[ ]/.test(zone) ? namedZone(zone) : undefined;
  if (windows !== undefined) return windows.offsetAt(at / 1000) * 1000;
  const parts = Object.fromEntries(formatOf(zone).formatToParts(at).map((one) => [one.type, Number(one.value)]));
  return Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'], parts['hour'], parts['minute'], parts['second']) - at;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  } catch (error) {
    if (error instanceof RangeError) throw new GraphError(400, 'TimeZoneNotSupportedException', 'A valid TimeZone value must be specified.');
    throw error;
  }
}

function iso(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

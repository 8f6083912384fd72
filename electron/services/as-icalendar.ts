import { calendarItem } from '../core/calendar-item.ts';
import { writeICalendar } from '../core/icalendar/write.ts';
import type { Body, Version } from '../store/types.ts';

/** An event or task that was not captured as iCalendar, as one calendar object (RFC 5545); its UID is its key where it has none. */
export function asICalendar(version: Version, body: Body): string {
  const { created, modified } = body;
  return writeICalendar(calendarItem(body.format, body.raw), {
    uid: version.uid ?? version.key,
    ...(created === undefined ? {} : { created }),
    ...(modified === undefined ? {} : { modified }),
  });
}

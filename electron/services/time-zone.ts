import { AppError } from '../../shared/errors.ts';
import { offsetOf } from '../core/audit/log-times.ts';
import { namedZone } from '../core/jscalendar/named-zone.ts';
import type { Zone } from '../core/jscalendar/zone.ts';

/** The time zone of an IANA name, a name of Windows or an offset such as +02:00; refuses what is none. */
export function timeZone(name: string): Zone {
  if (/^[+-]\d\d:?\d\d$/.test(name)) {
    const offset = offsetOf(name);
    return { id: name, offsetAt: () => offset };
  }
  const zone = namedZone(name);
  if (zone === undefined) throw new AppError('usage', { context: { what: '--zone is a time zone like Europe/Vienna or an offset like +02:00' } });
  return zone;
}

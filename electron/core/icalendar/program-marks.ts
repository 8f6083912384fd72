import type { ContentLine } from '../content-lines/content-line.ts';
import type { Trace } from '../../../shared/records.ts';

const SHOWN_LENGTH = 200;

/** Properties that servers and clients keep for themselves; they move without meaning, and so are marks but never fields. */
const PRIVATE_NAMES: ReadonlySet<string> = new Set([
  'X-APPLE-NEEDS-REPLY',
  'X-APPLE-SERVERFILENAME',
  'X-DTSTAMP',
  'X-ENTOURAGE_UUID',
  'X-LIC-ERROR',
  'X-MICROSOFT-DISALLOW-COUNTER',
  'X-MOZ-FAKED-MASTER',
  'X-MOZ-GENERATION',
  'X-MOZ-LASTACK',
  'X-MOZ-SNOOZE-TIME',
  'X-SEQUENCE',
]);
const PRIVATE_BEGINNINGS: readonly string[] = ['X-MS-OLK-', 'X-MICROSOFT-CDO-', 'X-CALENDARSERVER-', 'X-EVOLUTION-CALDAV-', 'X-RADICALE-', 'X-MOZ-SNOOZE-TIME-'];

/** Whether a property is a program's own note and no part of the event. */
export function isPrivateNote(name: string): boolean {
  return name === 'X-PRODID' || hasMovingValue(name);
}

function hasMovingValue(name: string): boolean {
  return PRIVATE_NAMES.has(name) || PRIVATE_BEGINNINGS.some((beginning) => name.startsWith(beginning));
}

/** The mark that a property leaves: an X- name with its value, the name alone where the value moves; nothing for standard names. */
export function markOf(line: ContentLine): Trace | undefined {
  if (line.name === 'PRODID') return { namespace: 'icalendar', name: 'PRODID', value: line.value.trim().slice(0, SHOWN_LENGTH) };
  if (!line.name.startsWith('X-')) return undefined;
  return { namespace: 'icalendar', name: line.name, value: hasMovingValue(line.name) ? '' : line.value.slice(0, SHOWN_LENGTH) };
}

/** The mark of an X- name whose value says nothing, as in an alarm. */
export function nameMark(name: string): Trace {
  return { namespace: 'icalendar', name, value: '' };
}

import { parameterValue } from '../content-lines/content-line.ts';
import { parseDuration } from '../jscalendar/duration.ts';
import type { Alert, AlertTrigger } from '../jscalendar/types.ts';
import { propertyOf, valueOf, type Component } from './component-tree.ts';
import { readTime } from './read-time.ts';
import type { ZoneLookup } from './zone-lookup.ts';

/** What a VALARM does and when (RFC 5545 §3.6.6). Its words, its id and when it was last put off are the reader's, not the event's. */
export function readAlarm(component: Component, zones: ZoneLookup): Alert {
  const count = Number(valueOf(component, 'REPEAT') ?? '0');
  const every = parseDuration(valueOf(component, 'DURATION') ?? '');
  const alert = { action: (valueOf(component, 'ACTION') ?? 'display').toLowerCase(), trigger: readTrigger(component, zones) };
  return count > 0 && every !== undefined ? { ...alert, repeat: { count, every } } : alert;
}

function readTrigger(component: Component, zones: ZoneLookup): AlertTrigger {
  const line = propertyOf(component, 'TRIGGER');
  const value = line?.value.trim() ?? '';
  const offset = parseDuration(value);
  if (line === undefined) return { type: 'unread', value };
  if (offset !== undefined) return { type: 'offset', offset, relativeTo: parameterValue(line, 'RELATED')?.toUpperCase() === 'END' ? 'end' : 'start' };
  const at = readTime(line, zones);
  return at === undefined ? { type: 'unread', value } : { type: 'absolute', at };
}

/**
 * Alarms that a program adds to every event and hides, so that no other one sounds (Apple: ACTION NONE, or a default alarm in a far
 * past): no alarm at all for a person.
 */
export function isSilentAlarm(component: Component): boolean {
  return valueOf(component, 'ACTION')?.toUpperCase() === 'NONE';
}

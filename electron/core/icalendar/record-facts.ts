import type { Trace } from '../../../shared/records.ts';
import { dateTimeText } from '../jscalendar/civil-time.ts';
import { instantOfCalendarTime } from '../jscalendar/time-text.ts';
import { sortedTraces } from '../jscalendar/traces.ts';
import { propertyOf, type Component } from './component-tree.ts';
import { markOf, nameMark } from './program-marks.ts';
import { readTime } from './read-time.ts';
import type { Resource } from './resource.ts';
import type { ZoneLookup } from './zone-lookup.ts';

/** The marks that programs left anywhere in a resource, and its categories. */
export function tracesOf(resource: Resource, categories: readonly string[]): readonly Trace[] {
  const traces: Trace[] = categories.map((value) => ({ namespace: 'icalendar', name: 'category', value }));
  for (const { lines } of [...resource.calendars, ...resource.components]) {
    for (const line of lines) {
      const mark = markOf(line);
      if (mark !== undefined) traces.push(mark);
    }
  }
  for (const { children } of resource.components) {
    for (const { lines } of children) for (const { name } of lines) if (name.startsWith('X-')) traces.push(nameMark(name));
  }
  return sortedTraces(traces);
}

/**
 * When the object was made and last changed. RFC 5545 §3.8.7.2: without METHOD, DTSTAMP is the time of the last revision too; it
 * serves where LAST-MODIFIED is absent.
 */
export function timesOf(resource: Resource, zones: ZoneLookup): { readonly created?: string; readonly modified?: string } {
  const created = instantOfProperty(resource.main, 'CREATED', zones);
  const revised = [resource.main, ...resource.exceptions].flatMap(
    (component) => instantOfProperty(component, 'LAST-MODIFIED', zones) ?? instantOfProperty(component, 'DTSTAMP', zones) ?? [],
  );
  const modified = revised.reduce<number | undefined>((latest, one) => (latest === undefined || one > latest ? one : latest), undefined);
  return {
    ...(created === undefined ? {} : { created: `${dateTimeText(created)}Z` }),
    ...(modified === undefined ? {} : { modified: `${dateTimeText(modified)}Z` }),
  };
}

function instantOfProperty(component: Component, name: string, zones: ZoneLookup): number | undefined {
  const line = propertyOf(component, name);
  const time = line === undefined ? undefined : readTime(line, zones);
  // These must be in UTC (RFC 5545 §3.8.7.1); a time without the Z is meant so.
  return time === undefined ? undefined : (instantOfCalendarTime(time) ?? time.wall);
}

import { AppError } from '../../../shared/errors.ts';
import { compareLines, type Meaning, type PropertyDifference } from '../content-lines/compare-lines.ts';
import type { ContentLine } from '../content-lines/content-line.ts';
import { readContentLines } from '../content-lines/read-content-lines.ts';
import { timeKey } from '../jscalendar/time-text.ts';
import { componentTree, propertyOf, type Component } from './component-tree.ts';
import { icalendarMeanings } from './property-meaning.ts';
import { readTime } from './read-time.ts';
import { createZoneLookup, type ZoneLookup } from './zone-lookup.ts';

/**
 * What a server did to a calendar resource between PUT and GET, property by property; empty where nothing that matters differs.
 * Properties are compared within their component: the series, or the exception for the same occurrence. The calendar's own lines and
 * time zones are not compared, an alarm counts as one property VALARM. Never throws, whatever the bytes.
 */
export function differingICalendarProperties(sent: Uint8Array, held: Uint8Array): readonly PropertyDifference[] {
  const meanings = new Map<ContentLine, readonly Meaning[]>();
  return compareLines(linesWithMeaning(sent, meanings), linesWithMeaning(held, meanings), (line) => meanings.get(line) ?? []);
}

function linesWithMeaning(raw: Uint8Array, meanings: Map<ContentLine, readonly Meaning[]>): readonly ContentLine[] {
  const { lines } = readContentLines(raw);
  const root = treeOf(lines);
  const found: ContentLine[] = [];
  const keep = (line: ContentLine, given: readonly Meaning[], place: string): void => {
    found.push(line);
    meanings.set(line, given.map((meaning) => ({ ...meaning, value: `${place}\n${meaning.value}` })));
  };
  const calendars = root.children.filter((component) => component.name === 'VCALENDAR');
  const inner = calendars.length > 0 ? calendars.flatMap((calendar) => calendar.children) : root.children;
  const zones = createZoneLookup(inner.filter(isZone), () => undefined);
  const times = new Map<string, number>();
  for (const component of inner) {
    if (isZone(component)) continue;
    const occurrence = occurrenceOf(component, zones);
    const time = (times.get(occurrence) ?? 0) + 1;
    times.set(occurrence, time);
    const place = `${occurrence} ${time}`;
    // The component itself counts too, so that an exception with nothing in it but its id is missed.
    keep(componentLine(component), [{ property: occurrence.includes(' ') ? 'RECURRENCE-ID' : component.name, value: '', parameters: '' }], place);
    const recurs = component.lines.some(({ name }) => name === 'RRULE' || name === 'RDATE');
    for (const line of component.lines) keep(line, icalendarMeanings(line, zones, recurs), place);
    for (const child of component.children) keep(componentLine(child), [{ property: child.name, value: textOfComponent(child, zones), parameters: '' }], place);
  }
  if (inner.length === 0) for (const line of root.lines) keep(line, icalendarMeanings(line, zones, false), '');
  return found;
}

/** A body that nests too deep to be a calendar is compared line by line. */
function treeOf(lines: readonly ContentLine[]): Component {
  try {
    return componentTree(lines);
  } catch (thrown) {
    if (thrown instanceof AppError) return { name: '', line: 1, lines, children: [], closed: true };
    throw thrown;
  }
}

function isZone(component: Component): boolean {
  return component.name === 'VTIMEZONE';
}

/** `VEVENT` for a series or single event, `VEVENT 2026-03-09T08:00:00Z` for an exception. */
function occurrenceOf(component: Component, zones: ZoneLookup): string {
  const line = propertyOf(component, 'RECURRENCE-ID');
  if (line === undefined) return component.name;
  const time = readTime(line, zones);
  return `${component.name} ${time === undefined ? line.value.trim() : timeKey(time)}`;
}

function componentLine(component: Component): ContentLine {
  return { line: component.line, group: '', name: component.name, params: [], value: '' };
}

/** Ids and notes of when an alarm was put off, which servers and clients add. */
const NOT_COMPARED_IN_ALARMS: ReadonlySet<string> = new Set(['UID', 'ACKNOWLEDGED', 'X-WR-ALARMUID', 'X-MOZ-LASTACK']);

function textOfComponent(component: Component, zones: ZoneLookup): string {
  const lines = component.lines
    .filter((line) => !NOT_COMPARED_IN_ALARMS.has(line.name))
    .flatMap((line) => icalendarMeanings(line, zones, false))
    .map((meaning) => JSON.stringify([meaning.property, meaning.value, meaning.parameters]));
  const inner = component.children.map((child) => JSON.stringify([child.name, textOfComponent(child, zones)]));
  return [...lines, ...inner].sort().join('\n');
}

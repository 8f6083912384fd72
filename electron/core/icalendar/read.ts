import { parameterValue } from '../content-lines/content-line.ts';
import { readContentLines } from '../content-lines/read-content-lines.ts';
import { addCalendarFields } from '../jscalendar/calendar-fields.ts';
import { createFieldList } from '../jscalendar/field-list.ts';
import { EMPTY_ITEM, type CalendarItem, type CalendarOverride } from '../jscalendar/types.ts';
import { UTC } from '../jscalendar/zone.ts';
import type { ReadContext, ReadRecord } from '../reading.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { componentTree, propertyOf, valueOf, type Component } from './component-tree.ts';
import { readItem, type ItemContext } from './read-item.ts';
import { readTime } from './read-time.ts';
import { timesOf, tracesOf } from './record-facts.ts';
import { isException, resourceOf, type Resource } from './resource.ts';
import { createZoneLookup } from './zone-lookup.ts';

/**
 * Reads one calendar resource: an event, task or journal with its exceptions (RFC 4791 §4.1). No rule is ever expanded. A journal
 * or any other component is an event whose field `kind` says what it is. Throws `record-unreadable` where there is nothing
 * of the kind in it, `record-cut-off` where a component has no end.
 */
export function readICalendar(raw: Uint8Array, context: ReadContext): ReadRecord {
  const { lines, charsetGuessed } = readContentLines(raw);
  const resource = resourceOf(componentTree(lines));
  const warnings = new Set<string>(charsetGuessed ? ['record-encoding'] : []);
  const warn = (warning: string): void => void warnings.add(warning);
  const itemContext: ItemContext = { zones: createZoneLookup(resource.vtimezones, warn), reading: context, warn };
  warnOfShape(resource, warn);

  const item = readMain(resource, itemContext);
  const fields = createFieldList();
  addCalendarFields(fields, item, '');
  resource.others.forEach((component, index) => addCalendarFields(fields, readItem(component, itemContext), `also/${index + 2}/`));
  const uid = valueOf(resource.main, 'UID');
  return {
    kind: item.kind,
    ...(uid === undefined ? {} : { uid }),
    title: normaliseText(item.title ?? '').replace(/\n/g, ' '),
    fields: fields.sorted(),
    traces: tracesOf(resource, [item, ...item.overrides.map((override) => override.item)].flatMap(({ keywords }) => keywords)),
    ...timesOf(resource, itemContext.zones),
    warnings: [...warnings].sort(),
  };
}

function warnOfShape(resource: Resource, warn: (warning: string) => void): void {
  if (resource.calendars.length === 0) warn('record-without-calendar');
  if (resource.calendars.some((calendar) => !calendar.closed)) warn('record-unclosed');
  if (resource.others.length > 0) warn('record-several');
  if (isException(resource.main)) warn('record-without-series');
  if (valueOf(resource.main, 'UID') === undefined) warn('record-without-uid');
}

function readMain(resource: Resource, context: ItemContext): CalendarItem {
  const overrides = resource.exceptions.map((component) => readOverride(component, context));
  const [method] = resource.calendars.flatMap((calendar) => valueOf(calendar, 'METHOD') ?? []);
  const shared = { overrides, ...(method === undefined ? {} : { method: method.toLowerCase() }) };
  const item = readItem(resource.main, context);
  if (!isException(resource.main)) return { ...item, ...shared };
  // Exceptions without their series: their values stand with them alone, only the name is the record's as well.
  return { ...EMPTY_ITEM, kind: item.kind, ...(item.title === undefined ? {} : { title: item.title }), ...shared };
}

function readOverride(component: Component, context: ItemContext): CalendarOverride {
  const line = propertyOf(component, 'RECURRENCE-ID');
  const recurrenceId = line === undefined ? undefined : readTime(line, context.zones);
  const andFuture = line !== undefined && parameterValue(line, 'RANGE')?.toUpperCase() === 'THISANDFUTURE';
  if (recurrenceId === undefined) context.warn('record-odd-time');
  return { recurrenceId: recurrenceId ?? { wall: 0, dateOnly: false, zone: UTC }, andFuture, item: readItem(component, context) };
}

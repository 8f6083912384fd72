import type { FieldEntry } from '../../../shared/records.ts';
import { durationText, readableDuration, type Duration } from './duration.ts';
import { createFieldList, type FieldList } from './field-list.ts';
import { recurrenceRuleKey, recurrenceRuleText, type RecurrenceRule } from './recurrence-rule.ts';
import { lastDay, later, timeKey, timeText, zoneKey } from './time-text.ts';
import type { Alert, CalendarItem, CalendarTime, Participant, Person } from './types.ts';

/** Every value of an item as entries under the names of JSCalendar's properties, those of its exceptions included; sorted. */
export function calendarFields(item: CalendarItem): readonly FieldEntry[] {
  const list = createFieldList();
  addItem(list, item, '', item.recurrenceRules.length > 0 || item.included.length > 0);
  return list.sorted();
}

/** Adds an item's values under a prefix, for what stands beside the main item of a body. */
export function addCalendarFields(list: FieldList, item: CalendarItem, prefix: string): void {
  addItem(list, item, prefix, item.recurrenceRules.length > 0 || item.included.length > 0);
}

function addItem(list: FieldList, item: CalendarItem, prefix: string, recurs: boolean): void {
  const add = (field: string, text: string | undefined, key?: string): void => list.add(prefix + field, text, key);
  const addTime = (field: string, time: CalendarTime | undefined): void => {
    if (time !== undefined) add(field, timeText(time), timeKey(time));
  };
  add('kind', item.otherKind);
  add('title', item.title);
  add('description', item.description);
  addTimes(list, item, prefix, recurs);
  const rules = (field: string, given: readonly RecurrenceRule[]): void => {
    for (const rule of given) add(field, recurrenceRuleText(rule), recurrenceRuleKey(rule, item.start?.wall, item.start?.zone ?? null));
  };
  rules('recurrenceRules', item.recurrenceRules);
  rules('excludedRecurrenceRules', item.excludedRecurrenceRules);
  for (const time of item.included) addTime('included', time);
  for (const time of item.excluded) addTime('excluded', time);
  for (const location of item.locations) add('locations', location);
  add('geo', item.geo);
  for (const location of item.virtualLocations) add('virtualLocations', location);
  addPeople(list, item, prefix);
  for (const alert of item.alerts) add('alerts', alertText(alert), alertKey(alert));
  for (const keyword of item.keywords) add('keywords', keyword);
  for (const link of item.links) add(link.context === undefined ? 'links' : `links/${link.context}`, link.text, link.key);
  for (const { relation, uid } of item.relatedTo) add(`relatedTo/${relation}`, uid);
  addStates(list, item, prefix);
  for (const { name, value, key } of item.unknown) add(`x/${name}`, value, key);
  for (const { recurrenceId, andFuture, item: exception } of item.overrides) {
    const place = `${prefix}recurrenceOverrides/${timeKey(recurrenceId)}/`;
    if (andFuture) list.add(`${place}range`, 'this and future');
    addItem(list, exception, place, false);
  }
}

function addTimes(list: FieldList, item: CalendarItem, prefix: string, recurs: boolean): void {
  const { start } = item;
  const end = item.kind === 'event' ? endOf(item) : undefined;
  const due = item.due ?? (item.kind === 'task' ? endOf(item) : undefined);
  if (start !== undefined) list.add(`${prefix}start`, timeText(start), timeKey(start));
  if (end !== undefined) list.add(`${prefix}end`, timeText(lastDay(end)), timeKey(lastDay(end)));
  if (due !== undefined) list.add(`${prefix}due`, timeText(due), timeKey(due));
  if (start === undefined && item.duration !== undefined) list.add(`${prefix}duration`, readableDuration(item.duration), durationText(item.duration));
  if (item.estimatedDuration !== undefined) {
    list.add(`${prefix}estimatedDuration`, readableDuration(item.estimatedDuration), durationText(item.estimatedDuration));
  }
  const zoned = start ?? due;
  if (zoned?.dateOnly === true) list.add(`${prefix}showWithoutTime`, 'true');
  else if (zoned !== undefined) {
    const name = zoned.zoneName ?? zoned.zone?.id;
    list.add(`${prefix}timeZone`, name, zoneKey(zoned.zone, name, recurs));
  }
}

/**
 * Where the item ends, by its end or its duration: a server that writes one for the other changes nothing. RFC 5545 §3.6.1: an event
 * on a date without either lasts that day, one at a time lasts no time, and then there is no end to show.
 */
function endOf(item: CalendarItem): CalendarTime | undefined {
  const { start, end, duration } = item;
  if (start === undefined) return end;
  if (end !== undefined) return timeKey(end) === timeKey(start) && !start.dateOnly ? undefined : end;
  if (duration !== undefined && !isNothing(duration)) return later(start, duration.days, duration.seconds);
  return start.dateOnly && item.kind === 'event' ? later(start, 1, 0) : undefined;
}

function isNothing(duration: Duration): boolean {
  return duration.days === 0 && duration.seconds === 0;
}

function addPeople(list: FieldList, item: CalendarItem, prefix: string): void {
  if (item.organizer !== undefined) list.add(`${prefix}organizer`, personText(item.organizer), item.organizer.address);
  for (const participant of item.participants) {
    list.add(`${prefix}participants/${participant.address}`, participantText(participant), participantKey(participant));
  }
}

function personText(person: Person): string {
  return person.name === undefined || person.name === '' ? person.address : `${person.name} <${person.address}>`;
}

/** What a name or a wish for a reply says is shown, but servers rewrite both, so neither is compared. */
function participantText(participant: Participant): string {
  const name = participant.name === undefined || participant.name === '' ? [] : [participant.name];
  return [...name, participantKey(participant), ...(participant.expectReply ? ['reply expected'] : [])].join(', ');
}

function participantKey(participant: Participant): string {
  const kind = participant.kind === 'individual' ? [] : [participant.kind];
  return [participant.role, participant.status, ...kind].join(', ');
}

function alertKey(alert: Alert): string {
  const { trigger } = alert;
  const when =
    trigger.type === 'offset' ? `${trigger.relativeTo} ${durationText(inHours(trigger.offset))}` : trigger.type === 'absolute' ? timeKey(trigger.at) : trigger.value;
  const repeat = alert.repeat === undefined ? '' : ` repeat ${alert.repeat.count} ${durationText(alert.repeat.every)}`;
  return `${alert.action} ${when}${repeat}`;
}

/** A day is 24 hours here, so that `-P1D` and `-PT24H` are the same alarm. */
function inHours(duration: Duration): Duration {
  return { days: 0, seconds: duration.days * 86_400 + duration.seconds };
}

function alertText(alert: Alert): string {
  const repeat = alert.repeat === undefined ? '' : `, ${alert.repeat.count} more every ${readableDuration(alert.repeat.every)}`;
  return `${whenText(alert)} (${alert.action})${repeat}`;
}

function whenText({ trigger }: Alert): string {
  if (trigger.type === 'absolute') return `at ${timeText(trigger.at)}`;
  if (trigger.type === 'unread') return trigger.value;
  if (isNothing(trigger.offset)) return `at the ${trigger.relativeTo}`;
  const side = trigger.offset.days < 0 || trigger.offset.seconds < 0 ? 'before' : 'after';
  return `${readableDuration(trigger.offset)} ${side} the ${trigger.relativeTo}`;
}

/** Values that hold when nothing is said (RFC 8984 §5.1.3, §4.4.2, §4.4.3, §4.4.1) are no entries: servers add and drop them at will. */
function addStates(list: FieldList, item: CalendarItem, prefix: string): void {
  const addUnless = (field: string, usual: string, value: string | undefined): void => {
    if (value !== usual) list.add(prefix + field, value);
  };
  addUnless('status', 'confirmed', item.status);
  addUnless('freeBusyStatus', 'busy', item.freeBusyStatus);
  addUnless('privacy', 'public', item.privacy);
  addUnless('priority', '0', item.priority === undefined ? undefined : String(item.priority));
  list.add(`${prefix}color`, item.color);
  list.add(`${prefix}method`, item.method);
  addUnless('progress', 'needs-action', item.progress);
  addUnless('percentComplete', '0', item.percentComplete === undefined ? undefined : String(item.percentComplete));
  if (item.completed !== undefined) list.add(`${prefix}completed`, timeText(item.completed), timeKey(item.completed));
}

import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import { unescapeList, unescapeText } from '../content-lines/escape.ts';
import { parseDuration } from '../jscalendar/duration.ts';
import { parseRecurrenceRule } from '../jscalendar/recurrence-rule.ts';
import { EMPTY_ITEM, type CalendarItem, type CalendarTime, type UnknownProperty } from '../jscalendar/types.ts';
import type { ReadContext } from '../reading.ts';
import type { Component } from './component-tree.ts';
import { isPrivateNote } from './program-marks.ts';
import { isSilentAlarm, readAlarm } from './read-alarm.ts';
import { readLink, readUnknown } from './read-link.ts';
import { readParticipant, readPerson } from './read-people.ts';
import { readTime, readTimes } from './read-time.ts';
import type { ZoneLookup } from './zone-lookup.ts';

/** What reading a component needs besides the component. */
export interface ItemContext {
  readonly zones: ZoneLookup;
  readonly reading: ReadContext;
  readonly warn: (warning: string) => void;
}

type Draft = { -readonly [Name in keyof CalendarItem]: CalendarItem[Name] extends readonly (infer One)[] ? One[] : CalendarItem[Name] };

/** What a VEVENT, VTODO or VJOURNAL says, in JSCalendar's terms (RFC 8984); no property is lost, what fits nowhere is `unknown`. */
export function readItem(component: Component, context: ItemContext): CalendarItem {
  const kind = component.name === 'VTODO' ? 'task' : 'event';
  const draft: Draft = emptyDraft(kind);
  if (component.name !== 'VTODO' && component.name !== 'VEVENT') draft.otherKind = component.name.replace(/^V/, '').toLowerCase();
  for (const line of component.lines) {
    if (line.value === '' && line.name !== '') continue;
    const reader = READERS[line.name];
    if (reader !== undefined) reader(draft, line, context);
    else if (!isPrivateNote(line.name)) readOther(draft, line, context);
  }
  for (const child of component.children) readChild(draft, child, context);
  return draft;
}

function emptyDraft(kind: 'event' | 'task'): Draft {
  const lists = Object.fromEntries(Object.keys(EMPTY_ITEM).map((name) => [name, []]));
  return { kind, ...(lists as unknown as { -readonly [Name in keyof typeof EMPTY_ITEM]: never[] }) };
}

type Reader = (draft: Draft, line: ContentLine, context: ItemContext) => void;

function ignore(): void {
  // DTSTAMP, SEQUENCE and the like move without meaning; UID, CREATED and RECURRENCE-ID are read elsewhere.
}

const READERS: Readonly<Record<string, Reader>> = {
  'UID': ignore,
  'DTSTAMP': ignore,
  'CREATED': ignore,
  'LAST-MODIFIED': ignore,
  'SEQUENCE': ignore,
  'RECURRENCE-ID': ignore,
  'REQUEST-STATUS': ignore,
  'SUMMARY': text('title', ' '),
  'DESCRIPTION': text('description', '\n\n'),
  'DTSTART': time('start'),
  'DTEND': time('end'),
  'DUE': time('due'),
  'COMPLETED': time('completed'),
  'DURATION': duration('duration'),
  'ESTIMATED-DURATION': duration('estimatedDuration'),
  'RRULE': rule('recurrenceRules'),
  'EXRULE': rule('excludedRecurrenceRules'),
  'RDATE': times('included'),
  'EXDATE': times('excluded'),
  'LOCATION': (draft, line) => draft.locations.push(unescapeText(line.value)),
  'GEO': (draft, line) => (draft.geo = line.value.trim().replace(/\s*;\s*/, ', ')),
  'CONFERENCE': (draft, line) => draft.virtualLocations.push(line.value.trim()),
  'X-GOOGLE-CONFERENCE': (draft, line) => draft.virtualLocations.push(line.value.trim()),
  'ORGANIZER': (draft, line) => (draft.organizer = readPerson(line)),
  'ATTENDEE': (draft, line) => draft.participants.push(readParticipant(line)),
  'CATEGORIES': (draft, line) => {
    for (const keyword of unescapeList(line.value)) draft.keywords.push(keyword.trim());
  },
  'URL': (draft, line) => draft.links.push({ text: line.value.trim() }),
  'ATTACH': (draft, line, context) => draft.links.push(readLink(line, 'attachment', context.reading)),
  'IMAGE': (draft, line, context) => draft.links.push(readLink(line, 'image', context.reading)),
  'RELATED-TO': (draft, line) =>
    draft.relatedTo.push({ uid: unescapeText(line.value.trim()), relation: (parameterValue(line, 'RELTYPE') ?? 'PARENT').toLowerCase() }),
  'STATUS': readStatus,
  'TRANSP': (draft, line) => (draft.freeBusyStatus ??= line.value.trim().toUpperCase() === 'TRANSPARENT' ? 'free' : 'busy'),
  'X-MICROSOFT-CDO-BUSYSTATUS': readBusyStatus,
  'CLASS': (draft, line) => (draft.privacy = PRIVACIES[line.value.trim().toUpperCase()] ?? line.value.trim().toLowerCase()),
  'PRIORITY': number('priority'),
  'PERCENT-COMPLETE': number('percentComplete'),
  'COLOR': (draft, line) => (draft.color = line.value.trim().toLowerCase()),
};

const PRIVACIES: Readonly<Record<string, string>> = { CONFIDENTIAL: 'secret' };

function text(field: 'title' | 'description', between: string): Reader {
  return (draft, line) => {
    const before = draft[field];
    draft[field] = before === undefined ? unescapeText(line.value) : before + between + unescapeText(line.value);
  };
}

function time(field: 'start' | 'end' | 'due' | 'completed'): Reader {
  return (draft, line, context) => {
    const read: CalendarTime | undefined = readTime(line, context.zones);
    if (read === undefined) keepUnread(draft, line, context, 'record-odd-time');
    else draft[field] ??= read;
  };
}

function times(field: 'included' | 'excluded'): Reader {
  return (draft, line, context) => {
    const { times: read, unread } = readTimes(line, context.zones);
    for (const one of read) draft[field].push(one);
    for (const value of unread) draft.unknown.push({ name: line.name, value });
  };
}

function duration(field: 'duration' | 'estimatedDuration'): Reader {
  return (draft, line, context) => {
    const read = parseDuration(line.value.trim());
    if (read === undefined) keepUnread(draft, line, context, 'record-odd-time');
    else draft[field] = read;
  };
}

function rule(field: 'recurrenceRules' | 'excludedRecurrenceRules'): Reader {
  return (draft, line, context) => {
    const read = parseRecurrenceRule(line.value);
    if (read === undefined) keepUnread(draft, line, context, 'record-odd-rule');
    else draft[field].push(read);
  };
}

function number(field: 'priority' | 'percentComplete'): Reader {
  return (draft, line, context) => {
    const value = line.value.trim();
    if (/^\d{1,3}$/.test(value)) draft[field] = Number(value);
    else keepUnread(draft, line, context, 'record-odd-number');
  };
}

function readStatus(draft: Draft, line: ContentLine): void {
  const status = line.value.trim().toLowerCase();
  if (draft.kind === 'task') draft.progress = status;
  else draft.status = status;
}

/** Outlook's own word for how a time is taken says more than TRANSP where it is neither free nor busy. */
function readBusyStatus(draft: Draft, line: ContentLine): void {
  const status = BUSY_STATUSES[line.value.trim().toUpperCase()];
  if (status !== undefined) draft.freeBusyStatus = status;
}

const BUSY_STATUSES: Readonly<Record<string, string>> = { TENTATIVE: 'tentative', OOF: 'out-of-office', WORKINGELSEWHERE: 'working-elsewhere' };

function readOther(draft: Draft, line: ContentLine, context: ItemContext): void {
  if (line.name === '') keepUnread(draft, { ...line, name: 'UNNAMED' }, context, 'record-odd-lines');
  else draft.unknown.push(readUnknown(line, context.reading));
}

function keepUnread(draft: Draft, line: ContentLine, context: ItemContext, warning: string): void {
  context.warn(warning);
  draft.unknown.push(readUnknown(line, context.reading));
}

function readChild(draft: Draft, child: Component, context: ItemContext): void {
  if (!child.closed) context.warn('record-unclosed');
  if (child.name !== 'VALARM') draft.unknown.push(readForeignComponent(child));
  else if (!isSilentAlarm(child)) draft.alerts.push(readAlarm(child, context.zones));
}

/** A component that we don't know (VLOCATION, PARTICIPANT …), its properties in one order. */
function readForeignComponent(component: Component): UnknownProperty {
  const lines = component.lines.map((line) => `${line.name}: ${unescapeText(line.value)}`).sort();
  const inner = component.children.map((child) => `${child.name}: ${readForeignComponent(child).value}`).sort();
  return { name: component.name, value: [...lines, ...inner].join('\n') };
}

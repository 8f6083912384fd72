import { EMPTY_ITEM, type CalendarItem, type CalendarTime, type Participant } from '../jscalendar/types.ts';
import type { Cell } from './cell.ts';
import { keywordsIn } from './read-contact.ts';
import { isNoValue, isYes, parseTableDate, parseTableTime, wallOf } from './table-values.ts';

/** What a row of a calendar or task table says, in JSCalendar's terms (RFC 8984). Tables name no zones, so times float. */
export function readTableItem(cells: readonly Cell[], kind: 'event' | 'task'): CalendarItem {
  const value = (meaning: string): string => cells.find((cell) => cell.meaning === meaning)?.value ?? '';
  const isAllDay = kind === 'task' || isYes(value('all-day')) || value('start/time') === '';
  const start = timeOf(value('start/date'), value('start/time'), isAllDay);
  const end = timeOf(value('end/date'), value('end/time'), isAllDay);
  const due = timeOf(value('due'), '', true);
  const completed = timeOf(value('completed'), '', true);
  const reminder = timeOf(value('reminder/date'), value('reminder/time'), false);
  const busy = BUSY[word(value('busy'))];
  const privacy = isYes(value('private')) ? 'private' : PRIVACIES[word(value('sensitivity'))];
  const priority = PRIORITIES[word(value('priority'))];
  const progress = kind === 'task' ? PROGRESS[word(value('progress'))] : undefined;
  const percent = Number(value('percent').replace(/%/, '').replace(',', '.')) * (value('percent').includes('%') ? 1 : 100);
  const [organizer] = peopleIn(value('organizer'), 'attendee', 'individual');
  return {
    ...EMPTY_ITEM,
    kind,
    ...optional('title', value('title')),
    ...optional('description', cells.filter((cell) => cell.meaning === 'description').map((cell) => cell.value).join('\n')),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined || kind === 'task' ? {} : { end: isAllDay && start !== undefined ? dayAfterLast(start, end) : end }),
    ...(due === undefined ? {} : { due }),
    ...(completed === undefined ? {} : { completed }),
    ...(percent > 0 && percent <= 100 ? { percentComplete: Math.round(percent) } : {}),
    locations: value('location').trim() === '' ? [] : [value('location')],
    ...(organizer === undefined ? {} : { organizer: { address: organizer.address } }),
    participants: [...peopleIn(value('attendee'), 'attendee', 'individual'), ...peopleIn(value('optional'), 'optional', 'individual'), ...peopleIn(value('resource'), 'attendee', 'resource')],
    alerts: isYes(value('reminder')) && reminder !== undefined ? [{ action: 'display', trigger: { type: 'absolute', at: reminder } }] : [],
    keywords: keywordsIn(value('keywords')),
    ...optional('freeBusyStatus', busy ?? ''),
    ...optional('privacy', privacy ?? ''),
    ...(priority === undefined ? {} : { priority }),
    ...optional('progress', progress ?? ''),
    unknown: cells.filter((cell) => isUnread(cell, kind) && !isNoValue(cell.value)).map((cell) => ({ name: cell.header.toUpperCase(), value: cell.value })),
  };
}

/** Numbers are the form of Outlook's older exports. */
const BUSY: Readonly<Record<string, string>> = {
  '1': 'tentative', '2': 'busy', '3': 'free', '4': 'out-of-office', 'free': 'free', 'busy': 'busy', 'tentative': 'tentative', 'out of office': 'out-of-office', 'working elsewhere': 'working-elsewhere',
  'frei': 'free', 'beschäftigt': 'busy', 'gebucht': 'busy', 'mit vorbehalt': 'tentative', 'abwesend': 'out-of-office', 'an anderem ort tätig': 'working-elsewhere',
};
const PRIVACIES: Readonly<Record<string, string>> = { personal: 'personal', persönlich: 'personal', private: 'private', privat: 'private', confidential: 'secret', vertraulich: 'secret' };
const PRIORITIES: Readonly<Record<string, number>> = { high: 1, hoch: 1, low: 9, niedrig: 9 };
const PROGRESS: Readonly<Record<string, string>> = {
  'not started': 'needs-action', 'in progress': 'in-process', 'completed': 'completed', 'waiting on someone else': 'waiting', 'deferred': 'deferred',
  'nicht begonnen': 'needs-action', 'in bearbeitung': 'in-process', 'erledigt': 'completed', 'wartet auf jemand anderen': 'waiting', 'zurückgestellt': 'deferred',
};

const WORDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { busy: BUSY, sensitivity: PRIVACIES, priority: PRIORITIES, progress: PROGRESS };
const OF_TASKS: ReadonlySet<string> = new Set(['due', 'completed', 'percent', 'progress']);
const OF_EVENTS: ReadonlySet<string> = new Set(['start/time', 'end/date', 'end/time', 'all-day', 'busy']);

/** A cell that holds nothing of what its column should stays as it is. */
function isUnread({ meaning, value }: Cell, kind: 'event' | 'task'): boolean {
  if (meaning === undefined || (kind === 'event' ? OF_TASKS : OF_EVENTS).has(meaning)) return true;
  if (meaning.endsWith('/date') || meaning === 'due' || meaning === 'completed') return wallOf(parseTableDate(value)) === undefined;
  if (meaning.endsWith('/time')) return parseTableTime(value) === undefined;
  const words = WORDS[meaning];
  return words !== undefined && !Object.hasOwn(words, word(value));
}

function word(value: string): string {
  return value.trim().toLowerCase();
}

function timeOf(dateText: string, timeText: string, dateOnly: boolean): CalendarTime | undefined {
  const day = wallOf(parseTableDate(dateText));
  if (day === undefined) return undefined;
  return dateOnly ? { wall: day, dateOnly: true, zone: null } : { wall: day + (parseTableTime(timeText) ?? 0), dateOnly: false, zone: null };
}

/** Outlook ends a day-long event on the day after, Google on its last day; both mean at least the day it begins. */
function dayAfterLast(start: CalendarTime, end: CalendarTime): CalendarTime {
  return end.wall <= start.wall ? { ...start, wall: start.wall + 86_400 } : end;
}

function peopleIn(value: string, role: string, kind: string): readonly Participant[] {
  return value
    .split(';')
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address !== '')
    .map((address) => ({ address, role, status: 'needs-action', kind, expectReply: false }));
}

function optional<Name extends string>(name: Name, text: string): { readonly [Key in Name]?: string } {
  return text.trim() === '' ? {} : ({ [name]: text } as { readonly [Key in Name]: string });
}

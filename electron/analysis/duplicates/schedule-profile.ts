import { keyOf } from '../diff/field-diff.ts';
import { wordsOf } from '../normal-text.ts';
import { plainRule } from './recurrence-rule.ts';
import type { DuplicateRecord, Profile } from './types.ts';

/** What of an event or a task says which one it is. */
export interface ScheduleProfile extends Profile {
  /** The UID without what the protocols wrap around it; empty where there is none. */
  readonly uid: string;
  readonly title: string;
  /** Start of an event; due date, else start, of a task. */
  readonly at: string;
  readonly end: string;
  readonly organizer: string;
  readonly recurrence: string;
  readonly location: string;
  /** How far a task is done, and when it was. */
  readonly progress: string;
  /** Recurrence ids of the exceptions it holds. */
  readonly exceptions: string;
  /** Holds exceptions of a series, and not the series itself. */
  readonly isException: boolean;
}

/** Boils an event or a task down. */
export function scheduleProfile(base: Profile, record: DuplicateRecord): ScheduleProfile {
  const all = (field: string): string => record.fields.filter((entry) => entry.field === field).map(keyOf).join('\n');
  const start = all('start');
  // Exchange has each occurrence that was changed as a record of its own, beside the series.
  const isOccurrence = /^(?:occurrence|exception)$/.test(all('x/TYPE'));
  const ids = record.fields.flatMap((entry) => exceptionOf(entry.field, keyOf(entry)));
  const exceptions = [...new Set(isOccurrence ? [...ids, momentOf(all('x/ORIGINALSTART') || start)] : ids)].sort();
  return {
    ...base,
    uid: bareUid(record.uid ?? ''),
    title: titleOf(record.title),
    at: record.kind === 'task' ? all('due') || start : start,
    end: all('end') || all('duration'),
    organizer: all('organizer').toLowerCase().replace(/^mailto:/, ''),
    recurrence: all('recurrenceRules').split('\n').map((rule) => plainRule(rule, start)).join('\n'),
    location: wordsOf(all('locations')).join(' '),
    progress: `${all('progress')} ${all('completed')}`.trim(),
    exceptions: exceptions.join(),
    isException: exceptions.length > 0 && (start === '' || isOccurrence || record.fields.some((entry) => entry.field === 'recurrenceId')),
  };
}

/** One writing for one moment, with fractions of a second or without. */
function momentOf(time: string): string {
  const timeMs = Date.parse(time);
  return Number.isNaN(timeMs) ? time : new Date(timeMs).toISOString();
}

function exceptionOf(field: string, key: string): readonly string[] {
  if (field === 'recurrenceId') return [key];
  const [property, recurrenceId] = field.split('/');
  return property === 'recurrenceOverrides' && recurrenceId !== undefined ? [recurrenceId] : [];
}

// What programs put before the title of a copy.
const COPY_MARKS = /^(?:(?:copy(?: of)?|kopie(?: von)?|copie(?: de)?|fwd?|wg)\s*[:\-–]?\s+)+/i;

function titleOf(title: string): string {
  const bare = title.replace(COPY_MARKS, '');
  return wordsOf(bare === '' ? title : bare).join(' ');
}

/** MS-OXOCAL §2.2.1.27: begins every global object id. */
const GLOBAL_ID = '040000008200e00074c5b7101a82e008';
const OCCURRENCE_DATE = { start: 32, end: 40 } as const;
/** MS-OXCICAL §2.1.3.1.1.20.26: `vCal-Uid`, version 1, before a UID of another calendar. */
const FOREIGN = '7643616c2d55696401000000';

/** One event has its UID in iCalendar, wrapped in a global object id in Exchange, and there with the date of an occurrence. */
function bareUid(uid: string): string {
  const lower = uid.trim().toLowerCase();
  if (!lower.startsWith(GLOBAL_ID) || !/^(?:[0-9a-f]{2})+$/.test(lower)) return lower;
  const foreign = lower.indexOf(FOREIGN);
  if (foreign === -1) return `${lower.slice(0, OCCURRENCE_DATE.start)}00000000${lower.slice(OCCURRENCE_DATE.end)}`;
  const codes = (lower.slice(foreign + FOREIGN.length).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return String.fromCharCode(...codes.filter((code) => code !== 0)).toLowerCase();
}

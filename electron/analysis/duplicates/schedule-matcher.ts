import type { DuplicateReason } from '../../../shared/messages/duplicates.ts';
import { keyOf } from '../diff/field-diff.ts';
import { wordsOf } from '../normal-text.ts';
import { sharedUids } from './shared-uids.ts';
import type { DuplicateRecord, Matcher, Profile } from './types.ts';

/** What of an event or a task says which one it is. */
export interface ScheduleProfile extends Profile {
  readonly title: string;
  /** Start of an event; due date, else start, of a task. */
  readonly at: string;
  readonly end: string;
  readonly organizer: string;
  readonly recurrence: string;
  readonly location: string;
  /** Recurrence ids of the exceptions it holds. */
  readonly exceptions: string;
  /** Holds exceptions of a series, and not the series itself. */
  readonly isException: boolean;
}

/** Boils an event or a task down. */
export function scheduleProfile(base: Profile, record: DuplicateRecord): ScheduleProfile {
  const all = (field: string): string => record.fields.filter((entry) => entry.field === field).map(keyOf).join('\n');
  const exceptions = [...new Set(record.fields.flatMap((entry) => exceptionOf(entry.field, keyOf(entry))))].sort();
  const start = all('start');
  return {
    ...base,
    title: wordsOf(record.title).join(' '),
    at: record.kind === 'task' ? all('due') || start : start,
    end: all('end') || all('duration'),
    organizer: all('organizer').toLowerCase(),
    recurrence: all('recurrenceRules'),
    location: wordsOf(all('locations')).join(' '),
    exceptions: exceptions.join(),
    isException: exceptions.length > 0 && (start === '' || record.fields.some((entry) => entry.field === 'recurrenceId')),
  };
}

function exceptionOf(field: string, key: string): readonly string[] {
  if (field === 'recurrenceId') return [key];
  const [property, recurrenceId] = field.split('/');
  return property === 'recurrenceOverrides' && recurrenceId !== undefined ? [recurrenceId] : [];
}

const SAME_UID = 6;
const SAME_TITLE_AND_TIME = 2.5;
const SAME_ORGANIZER = 1;
const NO_ORGANIZER = 0.5;
const SAME_RECURRENCE = 1;
const SAME_END = 0.5;
const OTHER_END = -1;
const SAME_PLACE = 0.5;
const OTHER_PLACE = -1.5;
const HIGHEST = 0.999;
const SAYS_LITTLE = 0.8;

/** Compares events and tasks: they meet by UID, and by title together with their time. */
export function scheduleMatcher(profiles: readonly ScheduleProfile[]): Matcher<ScheduleProfile> {
  const isSharedUid = sharedUids(profiles);
  const uidOf = (profile: ScheduleProfile): string => (profile.member.uid !== undefined && isSharedUid(profile.member.uid) ? profile.member.uid : '');
  return {
    blocks: (profile) => [
      ...(uidOf(profile) === '' ? [] : [{ key: `u${uidOf(profile)}`, isWeak: false }]),
      ...(profile.title === '' || profile.at === '' ? [] : [{ key: `t${profile.title}\0${profile.at}`, isWeak: false }]),
    ],
    orderInBlock: (profile) => profile.title,
    learn: () => ({
    contradict,
    vetoSignature: (profile) => [uidOf(profile), profile.at, profile.organizer, profile.recurrence, profile.exceptions, String(profile.isException)].join('\0'),
    score: (left, right) => (contradict(left, right) ? undefined : score(left, right)),
    scoreEqual: (profile) => ({ confidence: profile.title === '' || profile.at === '' ? SAYS_LITTLE : HIGHEST, reasons: ['same-content'] }),
    }),
  };
}

/** An exception is no duplicate of its series, nor of another exception; another time, organiser or rule is another event. */
function contradict(left: ScheduleProfile, right: ScheduleProfile): boolean {
  if (left.isException !== right.isException) return true;
  if (left.isException && left.exceptions !== right.exceptions) return true;
  if (left.member.uid !== undefined && left.member.uid === right.member.uid) return false;
  if (left.at !== right.at || left.recurrence !== right.recurrence) return true;
  return left.organizer !== '' && right.organizer !== '' && left.organizer !== right.organizer;
}

function score(left: ScheduleProfile, right: ScheduleProfile): { readonly confidence: number; readonly reasons: readonly DuplicateReason[] } {
  const reasons: DuplicateReason[] = [];
  let sum = 0;
  const add = (weight: number, reason?: DuplicateReason): void => {
    sum += weight;
    if (reason !== undefined) reasons.push(reason);
  };
  if (left.member.uid !== undefined && left.member.uid === right.member.uid) add(SAME_UID, 'same-uid');
  const isSameTime = left.title !== '' && left.at !== '' && left.title === right.title && left.at === right.at;
  if (isSameTime) add(SAME_TITLE_AND_TIME, left.kind === 'task' ? 'same-title-and-due' : 'same-title-and-start');
  if (left.organizer !== '' && left.organizer === right.organizer) add(SAME_ORGANIZER, 'same-organizer');
  if (left.organizer === '' && right.organizer === '') add(NO_ORGANIZER);
  if (left.recurrence !== '' && left.recurrence === right.recurrence) add(SAME_RECURRENCE, 'same-recurrence');
  if (left.end !== '' && right.end !== '') add(left.end === right.end ? SAME_END : OTHER_END);
  if (left.location !== '' && right.location !== '') add(left.location === right.location ? SAME_PLACE : OTHER_PLACE);
  return { confidence: Math.min(HIGHEST, 1 / (1 + Math.exp(-sum))), reasons };
}

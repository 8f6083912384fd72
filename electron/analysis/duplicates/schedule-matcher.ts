import type { DuplicateReason } from '../../../shared/messages/duplicates.ts';
import type { ScheduleProfile } from './schedule-profile.ts';
import type { BlockKey, Matcher, Scored } from './types.ts';

// Log-odds, and fixed ones: titles and times are copied whole or not at all, so a calendar of one's own has hardly a pair from which `m`
// could be learnt, while rounds of one meeting, which agree in all but the time, would teach it wrongly. Title and time make a group; what else agrees makes it certain, another end or place makes a person look.
const SAME_UID = 6;
const SAME_TITLE_AND_TIME = 2.5;
const CUT_TITLE_AND_TIME = 1;
const SAME_TITLE_UNDATED = 0.7;
const SAME_ORGANIZER = 1;
const NO_ORGANIZER = 0.5;
const SAME_RECURRENCE = 1;
const SAME_END = 0.5;
const OTHER_END = -1;
const SAME_PLACE = 0.5;
const OTHER_PLACE = -1.5;
const SAYS_LITTLE_TITLE = -1.5;
const SAYS_LITTLE = 0.8;
const SHORTEST_CUT_TITLE = 12;
// Titles that many different entries of one hour have.
const EMPTY_TITLES: ReadonlySet<string> = new Set(['', 'busy', 'termin', 'meeting', 'appointment', 'private appointment', 'privater termin', 'private', 'privat', 'new event', 'no title', 'untitled', 'tentative', 'beschaftigt', 'besprechung', 'call', 'todo', 'new task', 'follow up']);

/** Compares events and tasks: they meet by UID, and by title together with their time. */
export function scheduleMatcher(profiles: readonly ScheduleProfile[]): Matcher<ScheduleProfile> {
  const isSharedUid = sharedBareUids(profiles);
  return {
    blocks: (profile) => blocksOf(profile, isSharedUid),
    orderInBlock: (profile) => `${profile.title}\0${profile.at}`,
    learn: () => ({
      contradict,
      fit: () => true,
      homonymKey: () => '',
      against: () => [],
      vetoSignature: (profile) =>
        [isSharedUid(profile.uid) ? profile.uid : '', profile.title, profile.at, profile.organizer, profile.recurrence, profile.progress, profile.exceptions, String(profile.isException)].join('\0'),
      score: (left, right) => (contradict(left, right) ? undefined : score(left, right)),
      scoreEqual: (profile) => ({ confidence: EMPTY_TITLES.has(profile.title) || profile.at === '' ? SAYS_LITTLE : 1, reasons: ['same-content'] }),
    }),
  };
}

function sharedBareUids(profiles: readonly ScheduleProfile[]): (uid: string) => boolean {
  const counts = new Map<string, number>();
  for (const { uid } of profiles) if (uid !== '') counts.set(uid, (counts.get(uid) ?? 0) + 1);
  return (uid) => (counts.get(uid) ?? 0) > 1;
}

function blocksOf(profile: ScheduleProfile, isSharedUid: (uid: string) => boolean): readonly BlockKey[] {
  const { uid, title, at, end, organizer } = profile;
  const keys: BlockKey[] = [];
  if (isSharedUid(uid)) keys.push({ key: `u${uid}`, isWeak: false });
  if (title !== '' && at !== '') keys.push({ key: `t${title}\0${at}`, isWeak: false });
  if (title !== '' && at === '') keys.push({ key: `o${title}`, isWeak: true });
  if (at !== '' && title.length >= SHORTEST_CUT_TITLE) keys.push({ key: `a${at}\0${end}\0${organizer}\0${title.slice(0, SHORTEST_CUT_TITLE)}`, isWeak: true });
  return keys;
}

/** An exception is no duplicate of its series, nor of another exception; another time, organiser or rule is another event. */
function contradict(left: ScheduleProfile, right: ScheduleProfile): boolean {
  if (left.isException !== right.isException) return true;
  if (left.isException && left.exceptions !== right.exceptions) return true;
  if (haveSameUid(left, right)) return false;
  if (left.at !== right.at || left.recurrence !== right.recurrence || relateTitles(left.title, right.title) === 'different') return true;
  // A task that was done and one that is open are two rounds of it.
  if (left.at === '' && left.progress !== right.progress) return true;
  return left.organizer !== '' && right.organizer !== '' && left.organizer !== right.organizer;
}

function haveSameUid(left: ScheduleProfile, right: ScheduleProfile): boolean {
  return left.uid !== '' && left.uid === right.uid;
}

/** `cut`: one goes on where the other ends, as stores with short fields make it. */
function relateTitles(left: string, right: string): 'same' | 'cut' | 'different' {
  if (left === right) return left === '' ? 'different' : 'same';
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= SHORTEST_CUT_TITLE && long.startsWith(short) ? 'cut' : 'different';
}

function score(left: ScheduleProfile, right: ScheduleProfile): Scored {
  const reasons: DuplicateReason[] = [];
  let sum = 0;
  const add = (weight: number, reason?: DuplicateReason): void => {
    sum += weight;
    if (reason !== undefined) reasons.push(reason);
  };
  if (haveSameUid(left, right)) add(SAME_UID, 'same-uid');
  const titles = relateTitles(left.title, right.title);
  if (titles !== 'different' && left.at === right.at) {
    if (left.at === '') add(SAME_TITLE_UNDATED, 'same-title-undated');
    else if (titles === 'cut') add(CUT_TITLE_AND_TIME, 'alike-title');
    else add(SAME_TITLE_AND_TIME, left.kind === 'task' ? 'same-title-and-due' : 'same-title-and-start');
  }
  if (EMPTY_TITLES.has(left.title)) add(SAYS_LITTLE_TITLE);
  if (left.organizer !== '' && left.organizer === right.organizer) add(SAME_ORGANIZER, 'same-organizer');
  if (left.organizer === '' && right.organizer === '' && left.at !== '') add(NO_ORGANIZER);
  if (left.recurrence !== '' && left.recurrence === right.recurrence) add(SAME_RECURRENCE, 'same-recurrence');
  if (left.end !== '' && right.end !== '') add(left.end === right.end ? SAME_END : OTHER_END);
  if (left.location !== '' && right.location !== '') add(left.location === right.location ? SAME_PLACE : OTHER_PLACE);
  return { confidence: 1 / (1 + Math.exp(-sum)), reasons };
}

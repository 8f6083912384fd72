import { dateText, dateTimeText, parseCivilTime } from './civil-time.ts';
import { instantOf, type Zone } from './zone.ts';

/** The parts of a recurrence rule by their names in upper case (RFC 5545 §3.3.10); lists are sorted, nothing is expanded. */
export type RecurrenceRule = ReadonlyMap<string, string>;

/** Reads a rule; undefined where it has no FREQ, and so says nothing. The order of parts and of their lists has no meaning and is lost. */
export function parseRecurrenceRule(text: string): RecurrenceRule | undefined {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0) parts.set(part.slice(0, equals).trim(), part.slice(equals + 1).split(',').map((item) => item.trim()).sort(compareItems).join(','));
  }
  return parts.has('FREQ') ? parts : undefined;
}

function compareItems(left: string, right: string): number {
  const difference = Number(left) - Number(right);
  if (!Number.isNaN(difference) && difference !== 0) return difference;
  return left < right ? -1 : left > right ? 1 : 0;
}

const FIRST_PARTS: readonly string[] = ['FREQ', 'INTERVAL'];
const LAST_PARTS: readonly string[] = ['COUNT', 'UNTIL', 'WKST'];

/** The rule as text, its parts in one order whatever the order they were written in. */
export function recurrenceRuleText(rule: RecurrenceRule): string {
  const middle = [...rule.keys()].filter((name) => !FIRST_PARTS.includes(name) && !LAST_PARTS.includes(name)).sort();
  return [...FIRST_PARTS, ...middle, ...LAST_PARTS].flatMap((name) => (rule.has(name) ? [`${name}=${rule.get(name) ?? ''}`] : [])).join(';');
}

/**
 * What the rule means, for comparing: without parts that say what holds anyway (INTERVAL=1, a week's first day that nothing
 * depends on), and with UNTIL as the last day on which an occurrence can begin.
 */
export function recurrenceRuleKey(rule: RecurrenceRule, startWall: number | undefined, zone: Zone | null): string {
  const meaning = new Map(rule);
  if (rule.get('INTERVAL') === '1') meaning.delete('INTERVAL');
  const weekStartMatters = (rule.get('FREQ') === 'WEEKLY' && meaning.has('INTERVAL')) || rule.has('BYWEEKNO');
  if (!weekStartMatters || rule.get('WKST') === 'MO') meaning.delete('WKST');
  const until = rule.get('UNTIL');
  if (until !== undefined) meaning.set('UNTIL', untilKey(until, rule, startWall, zone));
  return recurrenceRuleText(meaning);
}

/** A rule that can fire several times a day ends at an instant; every other at a day. */
function isFinerThanDays(rule: RecurrenceRule): boolean {
  const frequency = rule.get('FREQ') ?? '';
  return ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(frequency) || ['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((part) => rule.has(part));
}

function untilKey(until: string, rule: RecurrenceRule, startWall: number | undefined, zone: Zone | null): string {
  const time = parseCivilTime(until);
  if (time === undefined) return until;
  if (time.dateOnly) return dateText(time.seconds);
  const instant = time.utc || zone === null ? time.seconds : instantOf(time.seconds, zone);
  if (isFinerThanDays(rule) || startWall === undefined) return `${dateTimeText(instant)}Z`;
  const wall = time.utc && zone !== null ? instant + zone.offsetAt(instant) : time.seconds;
  const clockOf = (seconds: number): number => ((seconds % 86_400) + 86_400) % 86_400;
  return dateText(clockOf(wall) >= clockOf(startWall) ? wall : wall - 86_400);
}

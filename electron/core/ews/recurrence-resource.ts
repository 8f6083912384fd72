import type { Resource } from './item-resource.ts';
import { childOf, plainValue, textIn, type XmlNode } from './xml-node.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Words of the schema that stand for several days. */
const GROUPS: Readonly<Record<string, readonly string[]>> = { Day: WEEKDAYS, Weekday: WEEKDAYS.slice(1, 6), WeekendDay: ['Saturday', 'Sunday'] };
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const PATTERNS: Readonly<Record<string, string>> = {
  DailyRecurrence: 'daily', WeeklyRecurrence: 'weekly', AbsoluteMonthlyRecurrence: 'absoluteMonthly', RelativeMonthlyRecurrence: 'relativeMonthly',
  AbsoluteYearlyRecurrence: 'absoluteYearly', RelativeYearlyRecurrence: 'relativeYearly',
};

/** Adds a series of EWS as Graph's `patternedRecurrence`; one that Graph has no pattern for (tasks that come again once done) keeps its own name. */
export function takeRecurrence(recurrence: XmlNode, resource: Resource): void {
  const pattern = recurrence.children.find(({ name }) => Object.hasOwn(PATTERNS, name));
  if (pattern === undefined) resource['ews-Recurrence'] = plainValue(recurrence);
  else resource['recurrence'] = { pattern: patternOf(pattern), range: rangeOf(recurrence) };
}

function patternOf(pattern: XmlNode): Resource {
  return {
    type: PATTERNS[pattern.name],
    interval: Number(textIn(pattern, 'Interval')) || 1,
    daysOfWeek: daysIn(textIn(pattern, 'DaysOfWeek')),
    firstDayOfWeek: textIn(pattern, 'FirstDayOfWeek'),
    index: textIn(pattern, 'DayOfWeekIndex'),
    dayOfMonth: Number(textIn(pattern, 'DayOfMonth')),
    month: MONTHS.indexOf(textIn(pattern, 'Month')) + 1,
  };
}

function daysIn(text: string): readonly string[] {
  return text.split(/\s+/).flatMap((word) => (Object.hasOwn(GROUPS, word) ? (GROUPS[word] ?? []) : WEEKDAYS.includes(word) ? [word] : []));
}

function rangeOf(recurrence: XmlNode): Resource {
  const numbered = childOf(recurrence, 'NumberedRecurrence');
  if (numbered !== undefined) return { type: 'numbered', numberOfOccurrences: Number(textIn(numbered, 'NumberOfOccurrences')) };
  const ended = childOf(recurrence, 'EndDateRecurrence');
  // Dates may carry a zone (xs:date), as `2026-06-01Z`.
  return ended === undefined ? { type: 'noEnd' } : { type: 'endDate', endDate: textIn(ended, 'EndDate').slice(0, 10) };
}

import type { XmlElement } from '../../dav-server/read-xml.ts';
import type { Item } from '../mailbox/item.ts';
import { textOf } from '../mailbox/item.ts';
import { PROP } from '../mailbox/known-properties.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { WEEK_INDEXES, WEEKDAYS, type PatternKind, type Recurrence, type Weekday } from '../mailbox/recurrence.ts';
import { EwsError } from './errors.ts';
import { itemIdXml } from './id-xml.ts';
import { kid, kidText, localName, x, xText } from './xml.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const PATTERNS: Readonly<Record<string, PatternKind>> = {
  DailyRecurrence: 'daily',
  WeeklyRecurrence: 'weekly',
  AbsoluteMonthlyRecurrence: 'absoluteMonthly',
  RelativeMonthlyRecurrence: 'relativeMonthly',
  AbsoluteYearlyRecurrence: 'absoluteYearly',
  RelativeYearlyRecurrence: 'relativeYearly',
};
const GROUPS: Readonly<Record<string, readonly Weekday[]>> = { Day: WEEKDAYS, Weekday: WEEKDAYS.slice(1, 6), WeekendDay: ['Sunday', 'Saturday'] };

/** A series as EWS writes it. */
export function recurrenceXml(recurrence: Recurrence): string {
  const name = Object.keys(PATTERNS).find((one) => PATTERNS[one] === recurrence.kind) ?? 'DailyRecurrence';
  return x('t:Recurrence', x(`t:${name}`, patternXml(recurrence)) + rangeXml(recurrence));
}

/** A series from a request. */
export function readRecurrence(element: XmlElement): Recurrence {
  const pattern = element.children.find((one) => localName(one) in PATTERNS);
  const range = element.children.find((one) => localName(one).endsWith('Recurrence') && !(localName(one) in PATTERNS));
  const kind = PATTERNS[pattern === undefined ? '' : localName(pattern)];
  if (kind === undefined || range === undefined) throw new EwsError('ErrorInvalidPropertySet');
  const index = WEEK_INDEXES.find((one) => one === kidText(pattern, 'DayOfWeekIndex')) ?? 'First';
  return {
    kind,
    interval: Number(kidText(pattern, 'Interval') || 1),
    daysOfWeek: readDays(kidText(pattern, 'DaysOfWeek')),
    index,
    dayOfMonth: Number(kidText(pattern, 'DayOfMonth') || 1),
    month: MONTHS.indexOf(kidText(pattern, 'Month')) + 1,
    startDate: kidText(range, 'StartDate').slice(0, 10),
    endDate: kid(range, 'EndDate') === undefined ? null : kidText(range, 'EndDate').slice(0, 10),
    count: kid(range, 'NumberOfOccurrences') === undefined ? null : Number(kidText(range, 'NumberOfOccurrences')),
  };
}

/** The changed occurrences of a series; '' where there is none. */
export function occurrenceListXml(mailbox: Mailbox, item: Item): string {
  if (item.exceptions.length === 0) return '';
  const length = Date.parse(textOf(item.bag, PROP.end)) - Date.parse(textOf(item.bag, PROP.start));
  const written = item.exceptions.map(({ originalStart, bag }) => {
    const start = textOf(bag, PROP.start) || originalStart;
    const end = textOf(bag, PROP.end) || `${new Date(Date.parse(start) + length).toISOString().slice(0, 19)}Z`;
    return x('t:Occurrence', itemIdXml(mailbox, item, originalStart) + xText('t:Start', start) + xText('t:End', end) + xText('t:OriginalStart', originalStart));
  });
  return x('t:ModifiedOccurrences', written.join(''));
}

function patternXml(recurrence: Recurrence): string {
  const interval = xText('t:Interval', recurrence.interval);
  const days = xText('t:DaysOfWeek', daysText(recurrence.daysOfWeek));
  const index = xText('t:DayOfWeekIndex', recurrence.index);
  const month = xText('t:Month', MONTHS[recurrence.month - 1] ?? 'January');
  switch (recurrence.kind) {
    case 'daily':
      return interval;
    case 'weekly':
      return interval + xText('t:DaysOfWeek', recurrence.daysOfWeek.join(' ')) + xText('t:FirstDayOfWeek', 'Sunday');
    case 'absoluteMonthly':
      return interval + xText('t:DayOfMonth', recurrence.dayOfMonth);
    case 'relativeMonthly':
      return interval + days + index;
    case 'absoluteYearly':
      return xText('t:DayOfMonth', recurrence.dayOfMonth) + month;
    case 'relativeYearly':
      return days + index + month;
  }
}

function rangeXml(recurrence: Recurrence): string {
  const start = xText('t:StartDate', recurrence.startDate);
  if (recurrence.count !== null) return x('t:NumberedRecurrence', start + xText('t:NumberOfOccurrences', recurrence.count));
  return recurrence.endDate === null ? x('t:NoEndRecurrence', start) : x('t:EndDateRecurrence', start + xText('t:EndDate', recurrence.endDate));
}

/** The schema's relative patterns take one word, which may stand for several days. */
function daysText(days: readonly Weekday[]): string {
  const group = Object.entries(GROUPS).find(([, all]) => all.length === days.length && all.every((one) => days.includes(one)));
  return group?.[0] ?? days.join(' ');
}

function readDays(text: string): readonly Weekday[] {
  return text.split(/\s+/).flatMap((word) => GROUPS[word] ?? WEEKDAYS.filter((one) => one === word));
}

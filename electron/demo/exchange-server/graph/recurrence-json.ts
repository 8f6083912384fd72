import { WEEK_INDEXES, WEEKDAYS, type PatternKind, type Recurrence } from '../mailbox/recurrence.ts';
import { GraphError, objectIn, textIn, type Json } from './call.ts';

const KINDS: readonly PatternKind[] = ['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly'];

/** A series as Graph gives it. */
export function recurrenceJson(recurrence: Recurrence): Json {
  return {
    pattern: {
      type: recurrence.kind,
      interval: recurrence.interval,
      month: recurrence.month,
      dayOfMonth: recurrence.dayOfMonth,
      daysOfWeek: recurrence.daysOfWeek.map((one) => one.toLowerCase()),
      firstDayOfWeek: 'sunday',
      index: recurrence.index.toLowerCase(),
    },
    range: {
      type: recurrence.count !== null ? 'numbered' : recurrence.endDate === null ? 'noEnd' : 'endDate',
      startDate: recurrence.startDate,
      endDate: recurrence.endDate ?? '0001-01-01',
      recurrenceTimeZone: 'UTC',
      numberOfOccurrences: recurrence.count ?? 0,
    },
  };
}

/** A series from a request. */
export function readRecurrenceJson(body: Json): Recurrence {
  const pattern = objectIn(body, 'pattern');
  const range = objectIn(body, 'range');
  const kind = KINDS.find((one) => one === textIn(pattern, 'type'));
  if (kind === undefined) throw new GraphError(400, 'ErrorPropertyValidationFailure', 'At least one property failed validation.');
  const days = (pattern['daysOfWeek'] as readonly string[] | undefined) ?? [];
  const number = (object: Json, name: string, otherwise: number) => (typeof object[name] === 'number' && object[name] > 0 ? object[name] : otherwise);
  return {
    kind,
    interval: number(pattern, 'interval', 1),
    daysOfWeek: WEEKDAYS.filter((one) => days.some((day) => day.toLowerCase() === one.toLowerCase())),
    index: WEEK_INDEXES.find((one) => one.toLowerCase() === textIn(pattern, 'index').toLowerCase()) ?? 'First',
    dayOfMonth: number(pattern, 'dayOfMonth', 1),
    month: number(pattern, 'month', 1),
    startDate: textIn(range, 'startDate'),
    endDate: textIn(range, 'type') === 'endDate' ? textIn(range, 'endDate') : null,
    count: textIn(range, 'type') === 'numbered' ? number(range, 'numberOfOccurrences', 1) : null,
  };
}

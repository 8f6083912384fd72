import { expect, it } from 'vitest';
import { plainRule } from './recurrence-rule.ts';

it.each([
  ['FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;WKST=SU', 'FREQ=WEEKLY'],
  ['RRULE:BYDAY=MO;FREQ=weekly', 'FREQ=WEEKLY'],
  ['FREQ=WEEKLY;BYDAY=MO,WE', 'BYDAY=MO,WE;FREQ=WEEKLY'],
  ['FREQ=WEEKLY;BYDAY=TH', 'BYDAY=TH;FREQ=WEEKLY'],
  ['FREQ=WEEKLY;INTERVAL=2', 'FREQ=WEEKLY;INTERVAL=2'],
  ['FREQ=MONTHLY;BYMONTHDAY=2', 'FREQ=MONTHLY'],
  ['FREQ=MONTHLY;BYDAY=1MO', 'BYDAY=1MO;FREQ=MONTHLY'],
  ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2', 'FREQ=YEARLY'],
  ['FREQ=DAILY;COUNT=3', 'COUNT=3;FREQ=DAILY'],
  ['', ''],
])('says of %s, from Monday 2 March on, no more than %s', (rule, plain) => {
  expect(plainRule(rule, '2026-03-02T09:00:00Z')).toBe(plain);
});

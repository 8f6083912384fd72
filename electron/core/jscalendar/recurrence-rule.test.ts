import { describe, expect, it } from 'vitest';
import { parseCivilTime } from './civil-time.ts';
import { namedZone } from './named-zone.ts';
import { parseRecurrenceRule, recurrenceRuleKey, recurrenceRuleText, type RecurrenceRule } from './recurrence-rule.ts';

function rule(text: string): RecurrenceRule {
  const read = parseRecurrenceRule(text);
  if (read === undefined) throw new Error('no rule');
  return read;
}

function key(text: string, start = '20260302T090000', zoneName = 'Europe/Berlin'): string {
  return recurrenceRuleKey(rule(text), parseCivilTime(start)?.seconds, namedZone(zoneName) ?? null);
}

describe('recurrence rules', () => {
  it('have one text whatever the order and case of their parts', () => {
    expect(recurrenceRuleText(rule('byday=WE,MO;COUNT=3;freq=weekly'))).toBe('FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3');
    expect(recurrenceRuleText(rule('FREQ=MONTHLY;BYMONTHDAY=10,2,-1'))).toBe('FREQ=MONTHLY;BYMONTHDAY=-1,2,10');
  });

  it('compare without parts that hold anyway', () => {
    expect(key('FREQ=DAILY;INTERVAL=1;WKST=SU')).toBe('FREQ=DAILY');
    expect(key('FREQ=WEEKLY;INTERVAL=2;WKST=MO')).toBe('FREQ=WEEKLY;INTERVAL=2');
    expect(key('FREQ=WEEKLY;INTERVAL=2;WKST=SU')).toBe('FREQ=WEEKLY;INTERVAL=2;WKST=SU');
  });

  it('end on the last day on which an occurrence can begin', () => {
    expect(key('FREQ=WEEKLY;UNTIL=20260601T070000Z')).toBe('FREQ=WEEKLY;UNTIL=2026-06-01');
    expect(key('FREQ=WEEKLY;UNTIL=20260601T065959Z')).toBe('FREQ=WEEKLY;UNTIL=2026-05-31');
    expect(key('FREQ=WEEKLY;UNTIL=20260601T090000')).toBe('FREQ=WEEKLY;UNTIL=2026-06-01');
    expect(key('FREQ=WEEKLY;UNTIL=20260601')).toBe('FREQ=WEEKLY;UNTIL=2026-06-01');
  });

  it('end at an instant where they fire several times a day', () => {
    expect(key('FREQ=HOURLY;UNTIL=20260601T070000Z')).toBe('FREQ=HOURLY;UNTIL=2026-06-01T07:00:00Z');
  });

  it('say nothing without a frequency', () => {
    expect([parseRecurrenceRule(''), parseRecurrenceRule('COUNT=3'), parseRecurrenceRule(';;;=')]).toEqual([undefined, undefined, undefined]);
  });
});

import { describe, expect, it } from 'vitest';

import { eventText } from './event-text.ts';
import { emptyDraft, type Item } from './item.ts';
import { eventDraft } from './make-drafts.ts';
import { PROP } from './known-properties.ts';
import { readEventText } from './read-event-text.ts';
import type { Recurrence } from './recurrence.ts';

const weekly: Recurrence = { kind: 'weekly', interval: 2, daysOfWeek: ['Tuesday'], index: 'First', dayOfMonth: 1, month: 12, startDate: '2026-12-01', endDate: null, count: 5 };

describe('an event as text', () => {
  it('says the same when it is read again', () => {
    for (const recurrence of [null, weekly, { ...weekly, kind: 'relativeMonthly', index: 'Last', count: null } as const, { ...weekly, kind: 'absoluteYearly', count: null, endDate: '2030-12-01' } as const]) {
      const draft = eventDraft('Review; part, two\nand "three" 漢字'.repeat(3), '2026-12-01T09:00:00Z', '2026-12-01T10:00:00Z', 'uid-1@example.test');
      draft.bag.set(PROP.categories, ['A, b', 'C']).set(PROP.body, 'line\nline');
      draft.attendees = [{ name: 'Imogen Fairfax', address: 'imogen@example.test', kind: 'optional', response: 'accept' }];
      draft.recurrence = recurrence;
      draft.cancelled = recurrence === null ? [] : ['2026-12-15T09:00:00Z'];
      const item: Item = { ...draft, number: 1, instance: 2, folder: 3, change: 4, seenAt: 4, arrivedAt: 4 };
      const read = emptyDraft('IPM.Appointment');
      expect(readEventText(eventText(item), read)).toBe(true);
      for (const key of [PROP.subject, PROP.start, PROP.end, PROP.body, PROP.categories, PROP.cleanGlobalObjectId, PROP.isAllDay]) expect([key, read.bag.get(key)]).toEqual([key, item.bag.get(key)]);
      expect([read.attendees, read.cancelled]).toEqual([item.attendees, item.cancelled]);
      expect(read.recurrence?.kind).toEqual(recurrence?.kind);
      expect([read.recurrence?.interval, read.recurrence?.count, read.recurrence?.endDate]).toEqual([recurrence?.interval, recurrence?.count, recurrence?.endDate]);
    }
  });

  it('has no line of more than 75 octets', () => {
    const draft = eventDraft('漢'.repeat(200), '2026-12-01T09:00:00Z', '2026-12-01T10:00:00Z', 'uid-1@example.test');
    const lines = eventText({ ...draft, number: 1, instance: 2, folder: 3, change: 4, seenAt: 4, arrivedAt: 4 }).split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  it('is not read from what holds no event', () => {
    expect(readEventText('BEGIN:VCARD\r\nEND:VCARD\r\n', emptyDraft('IPM.Appointment'))).toBe(false);
    expect(readEventText('nonsense', emptyDraft('IPM.Appointment'))).toBe(false);
  });
});

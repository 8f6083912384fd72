import { describe, expect, it } from 'vitest';
import type { Incident } from '../findings/types.ts';
import { noteCoverage } from './coverage.ts';
import type { LogCoverage, World } from './types.ts';

const mailbox = { name: 'mailbox', kind: 'graph' };
const book = { name: 'book', kind: 'carddav' };
const incident = { type: 'records-deleted', source: mailbox, kind: 'contact', records: [{}, {}], window: { from: '2026-03-01T08:00:00Z', to: '2026-03-02T08:00:00Z' } } as unknown as Incident;
const log = (more: Partial<LogCoverage> = {}): LogCoverage => ({ name: 'log.csv', format: 'purview-csv', from: '2026-02-01T00:00:00Z', to: '2026-04-01T00:00:00Z', rows: 3, gaps: [], ...more });
const noted = (logs: readonly LogCoverage[], named = 0, what: Incident = incident) => noteCoverage(what, named, { logs, sources: [mailbox, book] } as unknown as World).map(({ text, weight }) => [weight, text.replace(/;.*| of this time.*/, '')]);

describe('what logs do not say', () => {
  it('is nothing to note where they cover the time and name records, or where there are none of the account', () => {
    expect([noted([log()], 1), noted([]), noted([log({ format: 'dav-access-log' })]), noted([log({ format: 'calendar-log-csv' })]), noted([log({ source: 'book' })]), noted([log({ cut: 'limit' })], 2)]).toEqual([[], [], [], [], [], []]);
  });

  it('is told where no log covers the time, with the first stretch', () => {
    expect(noted([log({ to: '2026-03-01T20:00:00Z' })], 1)).toEqual([[0, 'no log covers 2026-03-01 20:00 to 2026-03-02 08:00']]);
    const gaps = [{ from: '2026-03-01T10:00:00Z', to: '2026-03-01T12:00:00Z' }, { from: '2026-03-01T13:00:00Z', to: '2026-03-01T14:00:00Z' }];
    expect(noted([log({ gaps })], 1)).toEqual([[0, 'no log covers 2026-03-01 10:00 to 2026-03-01 12:00 and 1 more stretch']]);
    expect(noted([log({ gaps }), log({ from: '2026-03-01T09:00:00Z', to: '2026-03-01T13:30:00Z' })], 1)).toEqual([[0, 'no log covers 2026-03-01 13:30 to 2026-03-01 14:00']]);
  });

  it('is all of the time where a log stops at its export’s limit, and some of it is never a proof of doing nothing', () => {
    expect(noted([log({ cut: 'limit' })])).toEqual([[0, 'no log covers 2026-03-01 08:00 to 2026-03-02 08:00']]);
    expect(noted([log()])).toEqual([[0, 'the logs cover all']]);
    expect(noted([log({ format: 'dav-access-log' })], 0, { ...incident, source: book })).toEqual([[0, 'the logs cover all']]);
  });
});

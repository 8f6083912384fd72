import { afterEach, describe, expect, it } from 'vitest';
import { type GraphHarness, startGraph } from '../../testing/graph-harness.ts';
import type { AuditEntry } from '../../core/audit/entry.ts';
import type { AuditQuestion } from '../audit.ts';
import { createGraphAudit } from './audit-query.ts';

const { signal } = new AbortController();
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const ALL: AuditQuestion = { from: '2026-02-01T00:00:00Z', until: '2026-04-01T00:00:00Z', users: [] };

async function start(): Promise<{ readonly harness: GraphHarness; readonly ask: (question?: AuditQuestion, own?: AbortSignal) => Promise<readonly AuditEntry[]> }> {
  const harness = await startGraph();
  const audit = createGraphAudit({ url: harness.server.graphUrl, user: 'user@example.test', secret: () => Promise.resolve({ type: 'bearer', token: 'test-token' }) }, harness.ports);
  open.push(harness, audit);
  return {
    harness,
    async ask(question = ALL, own = signal) {
      const rows: AuditEntry[] = [];
      for await (const row of audit.query(question, own)) rows.push(...row);
      return rows;
    },
  };
}

describe('asking the audit log over Graph', () => {
  it('waits until the query has run, and yields every row once with its own text', async () => {
    const { harness, ask } = await start();
    const items = harness.server.mailbox.itemsIn(harness.server.mailbox.folders.named('contacts').number).slice(0, 25);
    for (const item of items) harness.server.mailbox.delete(item, 'MoveToDeletedItems', { name: 'Card Sync', request: null });
    const rows = await ask();
    expect(rows).toHaveLength(25);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(25);
    expect(rows[0]).toMatchObject({
      operation: 'MoveToDeletedItems', actor: 'Card Sync', client: 'Client=WebServices;Card Sync', at: '2026-03-01T12:00:00.000Z', mailbox: 'user@example.test',
      item: expect.stringMatching(/.+/) as unknown, folder: expect.stringContaining('contacts') as unknown,
    });
    expect(JSON.parse(rows[0]?.document ?? '{}')).toMatchObject({ id: rows[0]?.id, operation: 'MoveToDeletedItems' });
    expect(harness.clock.waits().length).toBeGreaterThan(0);
  });

  it('asks for the time and the people that are wanted', async () => {
    const { harness, ask } = await start();
    const [item] = harness.server.mailbox.itemsIn(harness.server.mailbox.folders.named('contacts').number);
    if (item !== undefined) harness.server.mailbox.delete(item, 'SoftDelete', { name: 'x', request: null });
    expect(await ask({ ...ALL, until: '2026-02-02T00:00:00Z' })).toEqual([]);
    expect(await ask({ ...ALL, users: ['nobody@example.test'] })).toEqual([]);
    expect((await ask({ ...ALL, users: ['user@example.test'] })).map(({ operation }) => operation)).toEqual(['SoftDelete']);
  });

  it('loses no row and gives none twice where answers are lost and the service is busy', async () => {
    const { harness, ask } = await start();
    for (const item of harness.server.mailbox.itemsIn(harness.server.mailbox.folders.named('contacts').number).slice(0, 5)) harness.server.mailbox.delete(item, 'SoftDelete', { name: 'x', request: null });
    harness.fail({ fault: 'lost-reply', operation: 'POST /v1.0/security', times: 1 }, { fault: 'busy', operation: 'GET /v1.0/security', times: 2 }, { fault: 'cut-off', operation: 'GET /v1.0/security', skip: 3, times: 1 });
    expect((await ask()).map(({ operation }) => operation)).toEqual(Array.from({ length: 5 }, () => 'SoftDelete'));
  });

  it('says so where this account may not, and ends when the user cancels', async () => {
    const { harness, ask } = await start();
    harness.fail({ fault: 'forbidden', operation: 'POST /v1.0/security' });
    await expect(ask()).rejects.toMatchObject({ code: 'audit-not-allowed', context: { permission: 'AuditLogsQuery-Exchange.Read.All' } });
    harness.fail();
    await expect(ask(ALL, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});

import { describe, expect, it, onTestFinished } from 'vitest';
import type { AuditEntry } from '../core/audit/entry.ts';
import { casePath, storePorts } from '../testing/build-case.ts';
import { createCase } from '../store/open-case.ts';
import type { CaseContext } from './case-context.ts';
import { queryAudit } from './query-audit.ts';
import { createSessionVault } from './secrets.ts';
import { sha256Hex } from './system-ports.ts';

const never = new AbortController().signal;
const row = (more: Partial<AuditEntry>): AuditEntry => ({ id: 'row-1', at: '2026-03-01T09:00:00.000Z', operation: 'Create', actor: 'robin@example.test', mailbox: 'Robin@example.test', document: '{}', ...more });

/** A case with a mailbox whose service answers these rows; `asked` is what it was asked for, and in whose name. */
function aCase(rows: readonly (AuditEntry | null)[]): { readonly context: CaseContext; readonly asked: unknown[] } {
  const store = createCase(casePath(), storePorts());
  onTestFinished(() => store.close());
  store.addSource({ name: 'work', kind: 'graph', url: 'https://graph.microsoft.com/v1.0', user: 'robin@example.test' });
  const asked: unknown[] = [];
  const ports = {
    ...storePorts(),
    vault: createSessionVault({}),
    reading: { digest: sha256Hex },
    connect: () => Promise.reject(new Error('no connector is needed')),
    audit: async (source: { readonly user?: string }, needs: { readonly access: string }) => ({
      async *query(question: unknown) {
        asked.push([source.user, needs.access, question]);
        yield* rows.map((one) => (one === null ? [] : [one]));
      },
      close: async () => void asked.push('closed'),
    }),
  };
  return { context: { store, ports }, asked };
}

describe('asking a service', () => {
  const range = { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' };

  it('asks for the mailbox’s own user, with the right to the audit log alone', async () => {
    const { context, asked } = aCase([row({ client: 'Client=REST', item: 'item-1', folder: '\\Contacts', subject: 'Ada' })]);
    expect(await queryAudit(context, { source: 'work', ...range, everyone: false }, never, () => {})).toEqual({ events: 1, added: 1, skipped: 0 });
    expect(asked).toEqual([['robin@example.test', 'audit', { from: range.from, until: range.to, users: [] }], 'closed']);
    expect([...context.store.audit.list()]).toMatchObject([{ sourceId: context.store.source('work')?.id, origin: 'service', at: '2026-03-01T09:00:00.000Z', actor: 'robin@example.test', client: 'Client=REST', item: 'item-1', folder: '\\Contacts', subject: 'Ada' }]);
  });

  it('asks no national cloud, which offers no such log', async () => {
    const { context, asked } = aCase([]);
    context.store.addSource({ name: 'far', kind: 'graph', url: 'https://microsoftgraph.chinacloudapi.cn/v1.0', user: 'robin@example.test' });
    await expect(queryAudit(context, { source: 'far', ...range, everyone: false }, never, () => {})).rejects.toMatchObject({ code: 'not-supported' });
    expect(asked).toEqual([]);
  });

  it('asks nothing where it is not known whose mailbox it is, since all of the organisation’s would be told', async () => {
    const { context, asked } = aCase([row({ id: 'row-2', mailbox: 'sam@example.test' })]);
    context.store.addSource({ name: 'nobody', kind: 'graph', user: '' });
    context.store.addSource({ name: 'unknown', kind: 'graph' });
    for (const source of ['nobody', 'unknown']) {
      for (const everyone of [true, false]) await expect(queryAudit(context, { source, ...range, everyone }, never, () => {})).rejects.toMatchObject({ code: 'usage' });
    }
    expect([asked, context.store.audit.count()]).toEqual([[], 0]);
  });

  it('says of no time to come that the log covers it', async () => {
    const { context } = aCase([]);
    await queryAudit(context, { source: 'work', from: range.from, to: '2199-01-01T00:00:00Z', everyone: true }, never, () => {});
    expect(Date.parse(context.store.audit.logs()[0]?.facts.to ?? '')).toBeLessThanOrEqual(context.ports.clock.nowMs());
  });

  it('keeps nothing about other mailboxes where it asks for everyone', async () => {
    const other = row({ id: 'row-2', mailbox: 'sam@example.test' });
    const { context, asked } = aCase([row({ actor: 'sync-app' }), other, null]);
    expect(await queryAudit(context, { source: 'work', ...range, everyone: true }, never, () => {})).toEqual({ events: 3, added: 1, skipped: 2 });
    expect(asked[0]).toMatchObject(['', 'audit', {}]);
    expect([...context.store.audit.list()].map((kept) => kept.actor)).toEqual(['sync-app']);
    expect(context.store.audit.logs()).toMatchObject([{ facts: { format: 'purview-json', from: range.from, to: '2026-03-01T12:00:00.000Z', rows: 3 } }]);
  });
});

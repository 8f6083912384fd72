import { describe, expect, it, onTestFinished } from 'vitest';
import type { AuditEntry } from '../core/audit/entry.ts';
import { createCase } from '../store/open-case.ts';
import { casePath, storePorts } from '../testing/build-case.ts';
import { createAuditKeeper } from './keep-audit-rows.ts';
import { createSessionVault } from './secrets.ts';
import { sha256Hex } from './system-ports.ts';

const entry = (more: Partial<AuditEntry>): AuditEntry => ({ id: 'row-1', at: '2026-03-01T09:00:00.000Z', operation: 'Create', document: '{}', ...more });

describe('rows of logs', () => {
  it('are kept once each: by their number, else by what they hold, and every item of a row', () => {
    const store = createCase(casePath(), storePorts());
    onTestFinished(() => store.close());
    const ports = { ...storePorts(), vault: createSessionVault({}), reading: { digest: sha256Hex }, connect: () => Promise.reject(new Error('no connector is needed')) };
    let stored = 0;
    const keeper = createAuditKeeper({ store, ports }, () => (stored += 1));
    for (const one of [entry({}), entry({}), entry({ part: 2, item: 'b' }), entry({ id: '', document: '1' }), entry({ id: '', document: '1' }), entry({ id: '', document: '2' })]) keeper.keep(one, { origin: 'file', log: 'log-1' });
    keeper.keep(entry({ id: 'row-2' }), { origin: 'file', log: 'log-2' });
    keeper.flush();
    expect([keeper.added(), stored]).toEqual([5, 2]);
    const hash = (text: string): string => `sha256:${sha256Hex(Buffer.from(text))}`;
    expect([...store.audit.list()].map(({ id, log }) => [id, log])).toEqual([['row-1', 'log-1'], ['row-1#2', 'log-1'], [hash('1'), 'log-1'], [hash('2'), 'log-1'], ['row-2', 'log-2']]);
  });
});

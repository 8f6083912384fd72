import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { casePath, temporaryFolder } from '../testing/build-case.ts';
import type { CaseContext } from './case-context.ts';
import { createCaseContext, createPorts, createSessionVault } from './engine.ts';
import { importFiles } from './import-files.ts';

let context: CaseContext;
beforeEach(() => {
  context = createCaseContext(casePath(), undefined, '', createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
});
afterEach(() => context.store.close());

/** A mailbox export of contacts in a folder of that mailbox. */
function exported(items: readonly unknown[]): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'contacts.json'), JSON.stringify({ value: items }));
  writeFileSync(join(folder, 'contactFolders.json'), JSON.stringify({ value: [{ id: 'F', displayName: 'Contacts' }] }));
  return folder;
}

const contact = (id: string): unknown => ({ id, parentFolderId: 'F', displayName: `Person ${id}` });
const take = async (items: readonly unknown[], at: string) => (await importFiles(context, { paths: [exported(items)], source: 'mailbox', at }, new AbortController().signal, () => {})).snapshot;

describe('an export in which an item names neither itself nor its folder', () => {
  it('is incomplete and proves no deletion where records are known', async () => {
    await take([contact('a'), contact('b')], '2026-03-01T09:00:00Z');
    const damaged = await take([contact('a'), { displayName: 'no id' }], '2026-03-02T09:00:00Z');
    expect([damaged.complete, damaged.incompleteBecause, damaged.changes.removed]).toEqual([false, 'record-unreadable', 0]);
  });

  it('is complete where nothing is known that it could be', async () => {
    const first = await take([contact('a'), { displayName: 'no id' }], '2026-03-01T09:00:00Z');
    expect([first.complete, first.counts.contact]).toEqual([true, 1]);
  });
});

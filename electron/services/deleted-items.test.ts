import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { casePath, temporaryFolder } from '../testing/build-case.ts';
import type { CaseContext } from './case-context.ts';
import { compareSnapshots } from './compare-snapshots.ts';
import { createPorts, createSessionVault, openCaseContext } from './engine.ts';
import { importFiles } from './import-files.ts';

const signal = new AbortController().signal;

function aCase(): CaseContext {
  const context = openCaseContext(
    casePath(),
    'write',
    undefined,
    createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server here'))),
  );
  onTestFinished(() => context.store.close());
  return context;
}

function aFolder(files: Readonly<Record<string, unknown>>): string {
  const folder = temporaryFolder();
  for (const [name, value] of Object.entries(files)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify({ value }));
  }
  return folder;
}

const anna = { id: 'A1', displayName: 'Anna Example', parentFolderId: 'contacts' };

it('says of a Graph item that it lies in Deleted Items, and that it came back from there', async () => {
  const context = aCase();
  const import_ = (files: Readonly<Record<string, unknown>>) => importFiles(context, { paths: [aFolder(files)], source: 'mailbox' }, signal, () => {});
  const before = await import_({ 'contacts.json': [anna] });
  const gone = await import_({ 'contacts.json': [], 'deleted-contacts.json': [{ ...anna, parentFolderId: 'deleteditems' }] });
  const back = await import_({ 'contacts.json': [anna] });
  const told = (from: string, to: string) => compareSnapshots(context, { from, to }).changes.map(({ change, key, deletedTo }) => [change, key, deletedTo]);
  expect(told(before.snapshot.id, gone.snapshot.id)).toEqual([['removed', 'A1', 'deleted']]);
  expect(told(gone.snapshot.id, back.snapshot.id)).toEqual([['added', 'A1', undefined]]);
  expect(told(before.snapshot.id, back.snapshot.id)).toEqual([]);
});

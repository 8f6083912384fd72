import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { casePath, temporaryFolder } from '../../testing/build-case.ts';
import type { CaseContext } from '../case-context.ts';
import { createPorts, createSessionVault, openCaseContext } from '../engine.ts';
import { importFiles } from '../import-files.ts';
import { readRecords } from '../read-records.ts';
import { exportCaseFolder } from './export-case-folder.ts';
import { importCaseFolder } from './import-case-folder.ts';

const signal = new AbortController().signal;

function aCase(): CaseContext {
  const context = openCaseContext(casePath(), 'write', undefined, createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
  onTestFinished(() => context.store.close());
  return context;
}

it('takes tables out and in again under the same keys, and keeps the bytes of what could not be read', async () => {
  const context = aCase();
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in/contacts.csv'), 'First Name,Last Name,E-mail Address\r\nAda,Example,ada@example.test\r\nBo,Example,bo@example.test\r\n');
  const cut = 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:cut\r\nFN:Cu';
  writeFileSync(join(folder, 'in/cut.vcf'), cut);
  const { snapshot } = await importFiles(context, { paths: [join(folder, 'in')], source: 'book' }, signal, () => {});
  const out = join(folder, 'out');
  exportCaseFolder(context, out, signal);
  const [place] = readdirSync(join(out, 'quarantine'));
  expect(readFileSync(join(out, 'quarantine', place ?? '', 'cut.vcf'), 'utf8')).toBe(cut);
  const other = aCase();
  const { snapshots } = await importCaseFolder(other, out, signal, () => {});
  const keysOf = (from: CaseContext, id: string) => [...readRecords(from, { snapshot: id })].map(({ key, title }) => [key, title]);
  expect(keysOf(other, snapshots[0]?.id ?? '')).toEqual(keysOf(context, snapshot.id));
  expect(snapshots.map(({ complete }) => complete)).toEqual([false]);
});

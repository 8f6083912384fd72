import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { casePath, temporaryFolder } from '../../testing/build-case.ts';
import { createPorts, createSessionVault, openCaseContext } from '../engine.ts';
import { importCaseFolder } from './import-case-folder.ts';

const CARD = 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u1\r\nFN:Anna Example\r\nEND:VCARD\r\n';

function aCaseFolder(manifest: object): { readonly folder: string; readonly attempt: () => Promise<unknown>; readonly snapshots: () => number } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'snapshots/before'), { recursive: true });
  writeFileSync(join(folder, 'snapshots/before/a.vcf'), CARD);
  const first = { source: 'book', takenAt: '2026-03-01T09:00:00Z', path: 'snapshots/before' };
  const base = { format: 'synctrace-case/1', sources: [{ name: 'book', kind: 'carddav' }] };
  const { snapshots = [], ...rest } = manifest as { snapshots?: object[] };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...base, ...rest, snapshots: [first, ...snapshots] }));
  const context = openCaseContext(casePath(), 'write', undefined, createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
  onTestFinished(() => context.store.close());
  return { folder, attempt: () => importCaseFolder(context, folder, new AbortController().signal, () => {}), snapshots: () => context.store.snapshots().length };
}

const after = { source: 'book', takenAt: '2026-03-02T09:00:00Z', path: 'snapshots/after' };

it('takes nothing through a link that leads out of the folder', async () => {
  const outside = temporaryFolder();
  writeFileSync(join(outside, 'mine.vcf'), CARD);
  const { folder, attempt, snapshots } = aCaseFolder({ snapshots: [after] });
  mkdirSync(join(folder, 'snapshots/after'));
  symlinkSync(join(outside, 'mine.vcf'), join(folder, 'snapshots/after/theirs.vcf'));
  await expect(attempt()).rejects.toMatchObject({ code: 'manifest-invalid', context: { place: 'snapshots[1].path' } });
  expect(snapshots()).toBe(0);
});

it('takes no audit log through a link that leads out of the folder', async () => {
  const outside = temporaryFolder();
  writeFileSync(join(outside, 'secret.csv'), 'x');
  const { folder, attempt } = aCaseFolder({ audit: ['audit.csv'] });
  symlinkSync(join(outside, 'secret.csv'), join(folder, 'audit.csv'));
  await expect(attempt()).rejects.toMatchObject({ code: 'manifest-invalid', context: { place: 'audit[0]' } });
});

it('takes an empty folder for an incomplete snapshot, in which nothing is gone', async () => {
  const { folder, attempt } = aCaseFolder({ snapshots: [after] });
  mkdirSync(join(folder, 'snapshots/after'));
  await expect(attempt()).resolves.toMatchObject({
    snapshots: [
      { complete: true, counts: { contact: 1 } },
      { complete: false, incompleteBecause: 'listing-empty', changes: { removed: 0 } },
    ],
  });
});

it.each(['March 1', '2026-03-01T09:00:00', '1'])('refuses the time %s, which is another one elsewhere', async (takenAt) => {
  const { attempt } = aCaseFolder({ snapshots: [{ ...after, takenAt }] });
  await expect(attempt()).rejects.toMatchObject({ code: 'manifest-invalid', context: { place: 'snapshots[1].takenAt' } });
});

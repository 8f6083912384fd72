import { expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainChanges } from '../../electron/services/explain-changes.ts';
import { createPorts, createSessionVault, openCaseContext } from '../../electron/services/engine.ts';
import { makeLargeCase } from './make-large-case.ts';

it('gives the same findings to the byte in whatever order records and rows came, ten times', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-test-'));
  try {
    const answers = new Set<string>();
    for (let run = 0; run < 11; run += 1) {
      const path = join(folder, `${run}.synctrace`);
      await makeLargeCase(path, { records: 150, snapshots: 5, auditRows: 400, ...(run === 0 ? {} : { shuffled: run }) }, () => {});
      const context = openCaseContext(path, 'read', undefined, createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
      answers.add(JSON.stringify(await explainChanges(context, {})));
      context.store.close();
    }
    expect([answers.size, [...answers][0]?.includes('duplicates-introduced')]).toEqual([1, true]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

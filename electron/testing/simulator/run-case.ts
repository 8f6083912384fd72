import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importCaseFolder } from '../../services/case-folder/import-case-folder.ts';
import type { CaseContext } from '../../services/case-context.ts';
import { createPorts, createSessionVault, openCaseContext } from '../../services/engine.ts';
import type { SimulatedCase } from './types.ts';

/** What the import of a case folder answered. */
export type ImportedCase = Awaited<ReturnType<typeof importCaseFolder>>;

/** Takes a simulated case the real way in, as a case folder into a case file, and works on it while it stands. */
export async function onSimulatedCase<Result>({ files }: SimulatedCase, work: (context: CaseContext, imported: ImportedCase) => Promise<Result>): Promise<Result> {
  // A thousand cases in a row wait for no disk.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'synctrace-simulated-'));
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, 'case', path)), { recursive: true });
      writeFileSync(join(folder, 'case', path), content);
    }
    const context = openCaseContext(join(folder, 'case.synctrace'), 'write', undefined, createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
    try {
      const imported = await importCaseFolder(context, join(folder, 'case'), new AbortController().signal, () => {});
      return await work(context, imported);
    } finally {
      context.store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

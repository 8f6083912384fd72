import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { startDemoServer } from './demo-server.ts';
import { makeIncidentCase } from './make-incident-case.ts';
import { practiceServerFile, savePracticeServer } from './practice-server.ts';

const SEED = 48_213;

/** Makes the practice case where there is none: an incident that waits to be understood and put right. All its data is generated. */
export async function makePracticeCase(path: string): Promise<void> {
  if (existsSync(path) && existsSync(practiceServerFile(path))) return;
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.new`;
  for (const leftover of [unfinished, path]) rmSync(leftover, { force: true });
  const server = await startDemoServer(true);
  try {
    const { context } = await makeIncidentCase(unfinished, server, SEED, new AbortController().signal, () => {});
    context.store.close();
    const dump = server.dump();
    if (dump !== null) savePracticeServer(path, dump);
  } finally {
    await server.stop();
  }
  renameSync(unfinished, path);
}

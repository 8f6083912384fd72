import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { startDemoServer } from './demo-server.ts';
import type { PracticeId } from '../../shared/practice-ids.ts';
import { PRACTICE_ID_SETTING } from '../services/engine.ts';
import { makeIncidentCase } from './make-incident-case.ts';
import { makeStoryCase } from './practice/make-story-case.ts';
import { practiceServerFile, savePracticeServer } from './practice-server.ts';

const SEED = 48_213;

/** Makes a practice case where there is none: something that waits to be understood and put right. All its data is generated. */
export async function makePracticeCase(path: string, id: PracticeId): Promise<void> {
  if (existsSync(path) && (id !== 'second-phone' || existsSync(practiceServerFile(path)))) return;
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.new`;
  for (const leftover of [unfinished, path]) rmSync(leftover, { force: true });
  if (id === 'second-phone') await makeServedCase(unfinished, path);
  else await makeStoryCase(unfinished, id);
  renameSync(unfinished, path);
}

/** The case with a server that runs, so that there is something to restore to. */
async function makeServedCase(unfinished: string, path: string): Promise<void> {
  const server = await startDemoServer(true);
  try {
    const { context } = await makeIncidentCase(unfinished, server, SEED, new AbortController().signal, () => {});
    context.store.setSetting(PRACTICE_ID_SETTING, 'second-phone');
    context.store.close();
    const dump = server.dump();
    if (dump !== null) savePracticeServer(path, dump);
  } finally {
    await server.stop();
  }
}

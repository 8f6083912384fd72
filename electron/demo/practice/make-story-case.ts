import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importCaseFolder } from '../../services/case-folder/import-case-folder.ts';
import { createCaseContext, createPorts, createSessionVault, PRACTICE_ID_SETTING, PRACTICE_SETTING } from '../../services/engine.ts';
import { AppError } from '../../../shared/errors.ts';
import { makeStoryFolder } from './make-story-folder.ts';
import type { StoryId } from './practice-story.ts';

/** Makes the case of a practice story at a path where there is none, from its case folder. */
export async function makeStoryCase(path: string, id: StoryId): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-practice-'));
  try {
    writeFolder(folder, id);
    const ports = createPorts(createSessionVault({}), () => Promise.reject(new AppError('not-supported', { context: { what: 'a server for this practice case' } })));
    const context = createCaseContext(path, undefined, '', ports);
    try {
      context.store.setSetting(PRACTICE_SETTING, 'yes');
      context.store.setSetting(PRACTICE_ID_SETTING, id);
      await importCaseFolder(context, folder, new AbortController().signal, () => {});
    } finally {
      context.store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the case folder of a practice story. */
export function writeFolder(folder: string, id: StoryId): void {
  for (const [name, text] of makeStoryFolder(id)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

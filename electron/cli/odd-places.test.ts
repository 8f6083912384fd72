import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/build-case.ts';
import { openSession } from './session.ts';

it('makes the folders of a new case', () => {
  const session = openSession({ case: join(temporaryFolder(), 'a/b/c.synctrace') }, 'write');
  expect(session.store.info().snapshots).toBe(0);
  session.store.close();
});

it.each(['file/in/it.synctrace', `${'long'.repeat(80)}.synctrace`])('says of %s that nothing can be written there', (name) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
  expect(() => openSession({ case: join(folder, name) }, 'write')).toThrow(expect.objectContaining({ code: 'file-not-writable' }));
});

it('names the snapshot that is not there', () => {
  const session = openSession({ case: join(temporaryFolder(), 'c.synctrace') }, 'write');
  expect(() => session.store.resolveSnapshot('mail@latest')).toThrow(expect.objectContaining({ code: 'snapshot-unknown', context: { snapshot: 'mail@latest' } }));
  session.store.close();
});

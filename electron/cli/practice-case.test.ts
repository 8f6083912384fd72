import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { practiceWords } from '../../shared/messages/practice-en.ts';
import { temporaryFolder } from '../testing/build-case.ts';
import { commandLine } from '../testing/command-line.ts';
import { runCli } from './run-cli.ts';

it('makes a practice case with its case folder, tells its ticket and lesson, and never makes it over another', async () => {
  const folder = temporaryFolder();
  const made = { practice: 'one-way', ...practiceWords['one-way'], case: join(folder, 'one-way.synctrace'), folder: join(folder, 'one-way') };
  const cli = commandLine(runCli, made.case);
  expect((await cli.ask('demo', '--practice', 'one-way', '--keep', folder)).document).toEqual(made);
  expect(existsSync(join(made.folder, 'manifest.json'))).toBe(true);
  expect((await cli.ask('case', 'info')).document).toMatchObject({ case: { practice: true, practiceId: 'one-way', title: made.title } });
  expect((await cli.fail('demo', '--practice', 'one-way', '--keep', folder)).code).toBe('case-exists');
  const again = commandLine(runCli, join(temporaryFolder(), 'again.synctrace'));
  expect((await again.ask('case', 'import', made.folder)).status).toBe(0);
});

it('says which practice cases there are where it does not know the name', async () => {
  const cli = commandLine(runCli, join(temporaryFolder(), 'none.synctrace'));
  expect(await cli.fail('demo', '--practice', 'nothing')).toMatchObject({ status: 2, code: 'usage', message: expect.stringContaining('day-early, one-way') as string });
});

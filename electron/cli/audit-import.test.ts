import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { casePath, temporaryFolder } from '../testing/build-case.ts';
import { commandLine } from '../testing/command-line.ts';
import { runCli } from './run-cli.ts';

const LINE = '192.0.2.7 - - [02/Mar/2026:12:00:00 +0200] "DELETE /dav/robin/contacts/ada.vcf HTTP/1.1" 204 0\n';

it('answers what was read of logs and what was left out, and ends as its exit status says', async () => {
  const { ask, type, fail } = commandLine(runCli, casePath());
  const folder = temporaryFolder();
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const log = file('access.log', LINE);
  const other = file('other.txt', 'hello\n');
  const whole = await ask('audit', 'import', log);
  expect(whole).toMatchObject({ status: 0, document: { events: 1, matched: 0, skipped: [], added: 1, coverage: [{ name: 'access.log', format: 'dav-access-log', from: '2026-03-02T10:00:00.000Z', to: '2026-03-02T10:00:00.000Z', rows: 1 }] } });
  const part = await ask('audit', 'import', log, other);
  expect(part).toMatchObject({ status: 3, document: { events: 1, added: 0, skipped: [{ file: 'other.txt', code: 'audit-file-unknown', message: expect.any(String) as string }] } });
  const none = await ask('audit', 'import', other);
  expect(none).toMatchObject({ status: 1, document: { events: 0, matched: 0, skipped: [{ file: 'other.txt' }] } });
  expect(none.err).toMatch(/synctrace: no log was read\. other\.txt: .+ Known are /);
  const cut = await type('audit', 'import', file('cut.log', LINE + LINE.slice(0, 30)));
  expect([cut.status, cut.out]).toEqual([3, expect.stringContaining('left out cut.log:2: The log ends within a row')]);
  for (const wrong of [['--zone', 'Nowhere/Else'], ['--dates', 'mdy']]) expect(await fail('audit', 'import', log, ...wrong)).toMatchObject({ status: 2, code: 'usage' });
});

it('reads the times of an export in the zone of the machine that made it, as it was told', async () => {
  const { ask } = commandLine(runCli, casePath());
  const path = join(temporaryFolder(), 'log.csv');
  writeFileSync(path, 'Operation,LastAccessed,ItemSubject\nUpdate,3/2/2026 10:00,Ada\n');
  expect((await ask('audit', 'import', path)).document).toMatchObject({ events: 0, skipped: [{ file: 'log.csv', line: 2, code: 'audit-date-ambiguous' }] });
  const told = (await ask('audit', 'import', path, '--dates', 'month-first', '--zone', '+02:00')).document;
  expect(told).toMatchObject({ events: 1, warnings: [], coverage: [{ from: '2026-03-02T08:00:00.000Z' }] });
});

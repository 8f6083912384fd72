import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { aCard, aTask, anEvent } from '../testing/builders.ts';
import { casePath } from '../testing/build-case.ts';
import { commandLine } from '../testing/command-line.ts';
import { runCli } from './run-cli.ts';

interface Row {
  readonly key: string;
  readonly uid?: string;
  readonly kind: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly raw?: string;
}

it.each(['json', 'csv'])('takes back in what it wrote as %s, with the same keys and fields', async (format) => {
  const path = casePath();
  const folder = dirname(path);
  const { ask } = commandLine(runCli, path);
  const cards = [aCard({ uid: 'u1', name: 'Ada "Byte" Berg', emails: ['ada@example.test', 'a.berg@example.test'] }), aCard({ uid: 'u2', name: '=SUM(A1)', phones: ['+43 1 5550100'] }), aCard({ uid: 'u3', name: "'-quoted" })];
  writeFileSync(join(folder, 'people.vcf'), cards.join(''));
  writeFileSync(join(folder, 'dates.ics'), anEvent());
  writeFileSync(join(folder, 'tasks.ics'), aTask());
  await ask('import', join(folder, 'people.vcf'), join(folder, 'dates.ics'), join(folder, 'tasks.ics'), '--source', 'desk');
  const out = join(folder, `out.${format}`);
  expect(await ask('export', 'desk@latest', '--out', out)).toMatchObject({ status: 0, document: { written: 5 } });
  expect(await ask('import', out, '--source', 'back')).toMatchObject({ status: 0, document: { snapshots: [{ complete: true, counts: { contact: 3, event: 1, task: 1 } }], problems: [] } });
  const rowsOf = async (source: string): Promise<readonly Row[]> => {
    const { records } = (await ask('records', `${source}@latest`, ...(format === 'json' ? ['--raw'] : []))).document as { records: readonly Row[] };
    return records.map(({ key, uid = '', kind, title, fields, raw = '' }) => ({ key, uid, kind, title, fields, raw })).toSorted((left, right) => (left.key < right.key ? -1 : 1));
  };
  expect(await rowsOf('back')).toEqual(await rowsOf('desk'));
});

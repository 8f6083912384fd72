import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { aCard } from '../testing/builders.ts';
import { casePath } from '../testing/build-case.ts';
import { commandLine } from '../testing/command-line.ts';
import { runProgram } from '../testing/run-program.ts';
import { runCli } from './run-cli.ts';

// The limit on the size of files stands in for a full disk: the write fails in the middle of a page, as it does there.
it.skipIf(process.platform === 'win32')('ends cleanly wherever the room runs out, and what was there before is untouched', { timeout: 60_000 }, async () => {
  const path = casePath();
  const { ask } = commandLine(runCli, path);
  const folder = join(dirname(path), 'cards');
  mkdirSync(folder);
  const card = (index: number): string => aCard({ uid: `u${index}`, name: `Person ${index}`, note: randomBytes(9000).toString('base64') });
  writeFileSync(join(folder, '0.vcf'), card(0));
  await ask('import', folder, '--source', 'files', '--label', 'before');
  const before = await ask('records', 'files@before', '--raw');
  for (let index = 1; index <= 300; index += 1) writeFileSync(join(folder, `${index}.vcf`), card(index));

  const blocks = Math.ceil(statSync(path).size / 512);
  for (const more of [1, 64, 500, 1500]) {
    const full = await runProgram(['--case', path, 'import', folder, '--source', 'files', '--json'], { largestFileBlocks: blocks + more });
    expect(full.status).toBe(1);
    expect(JSON.parse(full.out)).toEqual({ error: { code: 'disk-full', message: 'The disk is full; what was there before is untouched.', hint: 'Free some space and try again.' } });
    expect(full.err).toBe('synctrace: The disk is full; what was there before is untouched. Free some space and try again.\n');
    expect(await ask('case', 'verify')).toMatchObject({ document: { ok: true } });
    expect((await ask('snapshots')).document).toMatchObject({ snapshots: [{ label: 'before' }] });
    expect((await ask('records', 'files@before', '--raw')).document).toEqual(before.document);
  }
  const out = join(dirname(path), 'out.vcf');
  await ask('import', folder, '--source', 'files', '--label', 'after');
  expect(await runProgram(['--case', path, 'export', 'files@after', '--out', out], { largestFileBlocks: 100 })).toMatchObject({ status: 1, err: expect.stringContaining('The disk is full') as string });
  expect([existsSync(out), readdirSync(dirname(path)).filter((name) => /-wal|-shm|\.new/.test(name))]).toEqual([false, []]);
});

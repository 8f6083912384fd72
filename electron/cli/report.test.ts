import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/build-case.ts';
import { aCard } from '../testing/builders.ts';
import { commandLine, type CommandLine } from '../testing/command-line.ts';
import { runCli } from './run-cli.ts';

const BROWSER = process.env['SYNCTRACE_BROWSER'];
afterEach(() => {
  if (BROWSER === undefined) delete process.env['SYNCTRACE_BROWSER'];
  else process.env['SYNCTRACE_BROWSER'] = BROWSER;
});

async function aCase(note: string): Promise<{ readonly folder: string; readonly cli: CommandLine }> {
  const folder = temporaryFolder();
  const cli = commandLine(runCli, join(folder, 'ticket.synctrace'));
  const card = (index: number) => aCard({ uid: `u${index}`, given: `Ada${index}`, family: 'Almond', lines: index === 1 ? [`NOTE:${note}`] : [] });
  writeFileSync(join(folder, 'before.vcf'), Array.from({ length: 8 }, (_, index) => card(index)).join(''));
  writeFileSync(join(folder, 'after.vcf'), card(7));
  await cli.ask('import', join(folder, 'before.vcf'), '--source', 'book', '--at', '2026-03-01T09:00:00Z');
  await cli.ask('import', join(folder, 'after.vcf'), '--source', 'book', '--at', '2026-03-02T09:00:00Z');
  return { folder, cli };
}

describe('report', () => {
  it('writes the form that the ending names, and overwrites nothing', async () => {
    const { folder, cli } = await aCase('likes tea');
    for (const [ending, start] of [['html', '<!DOCTYPE html>'], ['md', '# Report'], ['json', '{\n  "format": "synctrace-report/1"']] as const) {
      const file = join(folder, `r.${ending}`);
      const { status, document } = await cli.ask('report', '--out', file, '--for', 'colleague');
      expect({ status, document }).toEqual({ status: 0, document: { file, format: ending, audience: 'colleague', redacted: false } });
      expect(readFileSync(file, 'utf8').startsWith(start)).toBe(true);
      expect(await cli.fail('report', '--out', file)).toMatchObject({ status: 1, code: 'case-exists' });
    }
    expect(await cli.fail('report', '--out', join(folder, 'r.doc'))).toMatchObject({ status: 2, code: 'usage' });
    expect(await cli.fail('report', '--for', 'everyone', '--out', join(folder, 'x.html'))).toMatchObject({ status: 2, code: 'usage' });
  });

  it('refuses to write a secret and names its place alone; masked it goes out', async () => {
    const { folder, cli } = await aCase('Password: hunter22');
    const file = join(folder, 'r.html');
    const failure = await cli.fail('report', '--out', file);
    expect(failure).toMatchObject({ status: 1, code: 'secret-in-report' });
    expect(failure.message).toContain('Notes of the record');
    expect(JSON.stringify(failure)).not.toContain('hunter22');
    expect(existsSync(file)).toBe(false);
    expect((await cli.ask('report', '--out', file, '--redact')).status).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toMatch(/hunter22|Almond/);
  });

  it('writes HTML and says so where no browser prints a PDF', async () => {
    const { folder, cli } = await aCase('likes tea');
    process.env['SYNCTRACE_BROWSER'] = join(folder, 'no-browser');
    const { status, document, err } = await cli.ask('report', '--out', join(folder, 'r.pdf'));
    expect({ status, document }).toMatchObject({ status: 3, document: { file: join(folder, 'r.html'), format: 'html' } });
    expect(err).toContain('SYNCTRACE_BROWSER');
  });

  it.skipIf(process.platform === 'win32')('says so where the browser ends without printing, and leaves no half file', async () => {
    const { folder, cli } = await aCase('likes tea');
    process.env['SYNCTRACE_BROWSER'] = join(folder, 'browser');
    writeFileSync(join(folder, 'browser'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(folder, 'browser'), 0o755);
    expect(await cli.fail('report', '--out', join(folder, 'r.pdf'))).toMatchObject({ status: 1, code: 'print-failed' });
    expect(existsSync(join(folder, 'r.pdf'))).toBe(false);
  });
});

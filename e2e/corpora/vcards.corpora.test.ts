import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const corpora = process.env['SYNCTRACE_CORPORA'];
if (corpora === undefined) throw new Error('SYNCTRACE_CORPORA names no folder of real vCards');

const folder = resolve(root, corpora);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.vcf$/i.test(name))
  .sort();

/** Beyond the time that the command itself needs to start. */
const HANG_MS = 2000;
const START_MS = 1500;

interface Imported {
  readonly snapshots: readonly { readonly id: string; readonly counts: { readonly contact: number } }[];
  readonly problems: readonly { readonly quarantined: boolean }[];
}

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'synctrace-corpora-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

/** Runs the command line as a user would, on a case of its own. */
function synctrace(...arguments_: string[]): Promise<{ status: number; document: unknown }> {
  return new Promise((done, failed) => {
    const whole = [join(root, 'bin/synctrace.mjs'), '--case', join(work, 'corpora.synctrace'), ...arguments_, '--json'];
    execFile(process.execPath, whole, { maxBuffer: 1 << 28 }, (error, out, err) => {
      const status = error === null ? 0 : Number(error.code);
      if (status !== 0 && status !== 3) failed(new Error(`synctrace ended with ${status}: ${err}`));
      else done({ status, document: JSON.parse(out) });
    });
  });
}

/** The cards that a file gives: every BEGIN:VCARD but an agent's, which is a value of the card around it; counted without our own parser. */
function cardsGiven(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split(/\r\n|\r|\n/);
  return lines.filter((line, index) => /^\s*BEGIN\s*:\s*VCARD\s*$/i.test(line) && !/^(\w+\.)?AGENT[;:]/i.test(lines[index - 1] ?? '')).length;
}

describe(`the vCards of ${relative(root, folder)}`, () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('%s: every card is read or quarantined, in time, and comes out byte for byte', async (name) => {
    const original = readFileSync(join(folder, name));
    const started = performance.now();
    const { document } = await synctrace('import', join(folder, name), '--source', 'corpus');
    expect(performance.now() - started).toBeLessThan(START_MS + HANG_MS);

    const { snapshots, problems } = document as Imported;
    const read = snapshots[0]?.counts.contact ?? 0;
    const quarantined = problems.filter((problem) => problem.quarantined).length;
    expect(read + quarantined).toBe(cardsGiven(original));

    if (read === 0) return;
    await synctrace('export', 'corpus@latest', '--out', `${join(work, 'out')}/`, '--format', 'vcf');
    const exported = readdirSync(join(work, 'out')).map((file) => readFileSync(join(work, 'out', file)));
    expect(exported.length).toBe(read);
    expect(exported.filter((card) => !original.includes(card))).toEqual([]);
  });
});

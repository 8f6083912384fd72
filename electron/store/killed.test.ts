import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SnapshotId } from '../../shared/records.ts';
import { casePath, storePorts } from '../testing/build-case.ts';
import { RECORDS_A_ROUND, aRecordOfRound } from '../testing/rounds.ts';
import { readAsOracle } from '../testing/store-oracle.ts';
import { sha256Of } from './body-row.ts';
import { createCase, openCase } from './open-case.ts';

const KILLS = 4;
const CHILD = join(import.meta.dirname, '..', 'testing', 'write-until-killed.ts');

describe('a writer that is killed', () => {
  it('loses nothing that it had committed and leaves no half snapshot, at any moment', { timeout: 60_000 }, async () => {
    const path = casePath();
    const made = createCase(path, storePorts());
    made.addSource({ name: 'work', kind: 'carddav' });
    made.close();
    let told = -1;
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Not timed: killed after so many pieces of news, and then somewhere within the next round.
      told = Math.max(told, await killAfter(path, told + 1, kill));
      const found = readAsOracle(path);
      expect(found.faults).toEqual([]);
      expect(found.snapshots.length).toBeGreaterThanOrEqual(told + 1);
      expect(found.snapshots.length).toBeLessThanOrEqual(told + 2);
      found.snapshots.forEach((snapshot, round) => expect(snapshot.records).toEqual(expectedRecords(round)));
      told = found.snapshots.length - 1;
      const store = openCase(path, { mode: 'write', ...storePorts(), waitMs: 0 });
      expect([...store.verify()]).toEqual([]);
      store.close();
      expect(readdirSync(dirname(path))).toEqual(['test.synctrace']);
    }
    expect(told).toBeGreaterThanOrEqual(KILLS - 1);
  });
});

/** Answers the last round that the child told of as committed. */
async function killAfter(path: string, first: number, kill: number): Promise<number> {
  const child = spawn(process.execPath, [CHILD, path, `${first}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = -1;
  let lines = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    const rounds = chunk.toString('utf8').trim().split('\n').map(Number);
    last = rounds.at(-1) ?? last;
    lines += rounds.length;
    if (lines <= 1 || child.killed) continue;
    lookFromBeside(path, last);
    spinFor(kill * 7);
    child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return last;
}

/** Another process may read meanwhile, and may not write. */
function lookFromBeside(path: string, last: number): void {
  const reader = openCase(path, { mode: 'read', ...storePorts() });
  const found = reader.snapshots();
  expect(found.length).toBeGreaterThan(last);
  expect(reader.countVersions(found.at(-1)?.id ?? ('' as SnapshotId))).toBe(RECORDS_A_ROUND);
  reader.close();
  expect(() => openCase(path, { mode: 'write', ...storePorts(), waitMs: 0 })).toThrow('case-busy');
}

/** Lets the child go on for a while, as far as that machine gets in so many hashes. */
function spinFor(thousands: number): void {
  const bytes = Buffer.alloc(1000);
  for (let index = 0; index < thousands * 1000; index += 1) sha256Of(bytes);
}

function expectedRecords(round: number): Record<string, string> {
  const records = Array.from({ length: RECORDS_A_ROUND }, (_, index) => aRecordOfRound(index, round));
  return Object.fromEntries(records.map((record) => [`/contacts/ ${record.key} 0`, sha256Of(record.raw).toString('hex')]));
}

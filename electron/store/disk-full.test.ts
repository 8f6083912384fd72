import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casePath, commitSnapshot, stageSnapshot, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { readAsOracle } from '../testing/store-oracle.ts';
import { PAGE_BYTES } from './database.ts';
import { createCase, openCase } from './open-case.ts';

const RECORDS = Array.from({ length: 1500 }, (_, index) => ({ key: `k${index}`, text: `Text ${index} ${'of some length '.repeat(index % 7)}` }));

function smallCase(): string {
  const path = casePath();
  const store = createCase(path, storePorts());
  takeSnapshot(store, store.addSource({ name: 'work', kind: 'carddav' }).id, { records: [{ key: 'first' }] });
  store.close();
  return path;
}

describe('a full disk', () => {
  it('stops a capture wherever it meets it, keeps what stood, and the capture succeeds once there is room', () => {
    const path = smallCase();
    const start = Math.ceil(statSync(path).size / PAGE_BYTES);
    let stops = 0;
    for (let room = 0; ; room += 8) {
      const store = openCase(path, { mode: 'write', ...storePorts(), pageLimit: start + room });
      const source = store.source('work');
      if (source === null) throw new Error('no source');
      const failure = failureOf(() => commitSnapshot(stageSnapshot(store, source.id, { records: RECORDS })));
      store.close();
      const found = readAsOracle(path);
      expect(found.faults).toEqual([]);
      if (failure === 'none') {
        expect([found.snapshots.length, Object.keys(found.snapshots[1]?.records ?? {}).length]).toEqual([2, RECORDS.length]);
        break;
      }
      stops += 1;
      expect([failure, found.snapshots.length]).toEqual(['disk-full', 1]);
    }
    expect(stops).toBeGreaterThan(5);
  });

  it('is called by its name where the file system refuses to let the file grow', { skip: process.platform === 'win32' }, () => {
    const path = smallCase();
    const child = join(import.meta.dirname, '..', 'testing', 'write-until-killed.ts');
    const blocks = Math.ceil((statSync(path).size + 400_000) / 512);
    // With the signal ignored a write beyond the limit fails as it does on a full disk.
    const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$1" "$2" 1`;
    const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, child, path], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('disk-full');
    const found = readAsOracle(path);
    expect([found.faults, found.snapshots.length >= 1]).toEqual([[], true]);
    const store = openCase(path, { mode: 'write', ...storePorts(), waitMs: 0 });
    expect([...store.verify()]).toEqual([]);
    store.close();
  });
});

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'none';
}

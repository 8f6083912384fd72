import { appendFileSync, copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { casePath, commitSnapshot, stageSnapshot, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { readAsOracle } from '../testing/store-oracle.ts';
import { PAGE_BYTES } from './database.ts';
import { createCase, openCase } from './open-case.ts';

const WAL_HEAD = 32;
const FRAME = 24 + PAGE_BYTES;

/** A case as the disk holds it before its WAL was ever folded in, and how many snapshots are in it. */
function caseWithWal(): { folder: string; path: string; snapshots: number; wal: Buffer } {
  const path = casePath();
  const made = createCase(path, storePorts());
  const source = made.addSource({ name: 'work', kind: 'carddav' });
  takeSnapshot(made, source.id, { records: [{ key: 'first' }] });
  made.close();
  const store = openCase(path, { mode: 'write', ...storePorts() });
  for (let round = 0; round < 4; round += 1) {
    const records = Array.from({ length: 12 }, (_, index) => ({ key: `k${index}`, text: `T${index % 3 === 0 ? round : 0} of ${index}` }));
    takeSnapshot(store, source.id, { records });
  }
  const writer = stageSnapshot(store, source.id, { records: [{ key: 'never', text: 'Committed never' }] });
  writer.preview();
  const copy = `${path}.copy`;
  copyFileSync(path, copy);
  const wal = readFileSync(`${path}-wal`);
  commitSnapshot(writer);
  store.close();
  return { folder: dirname(path), path: copy, snapshots: 5, wal };
}

describe('after a power loss', () => {
  it('every prefix of the log opens as a sound case, whole frames or torn, and the more the log holds the more is there', () => {
    const { folder, path, snapshots, wal } = caseWithWal();
    const frames = (wal.length - WAL_HEAD) / FRAME;
    expect(frames).toBeGreaterThan(30);
    const counts: number[] = [];
    for (let frame = 0; frame <= frames; frame += 1) {
      const cut = join(folder, 'cut.synctrace');
      copyFileSync(path, cut);
      writeFileSync(`${cut}-wal`, wal.subarray(0, WAL_HEAD + frame * FRAME));
      // What came after the last whole frame is garbage.
      if (frame % 2 === 1) appendFileSync(`${cut}-wal`, wal.subarray(WAL_HEAD, WAL_HEAD + FRAME / 2));
      const found = readAsOracle(cut);
      expect(found.faults).toEqual([]);
      counts.push(found.snapshots.length);
      expect(existsSync(`${cut}-wal`)).toBe(false);
      rmSync(cut);
    }
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    expect([counts[0], counts.at(-1)]).toEqual([1, snapshots]);
  });

  it('a lost log leaves the case as it was folded last', () => {
    const { path, wal } = caseWithWal();
    writeFileSync(`${path}-wal`, wal);
    rmSync(`${path}-wal`);
    expect(readAsOracle(path)).toMatchObject({ faults: [], snapshots: [{ source: 'work' }] });
  });

  it('the next writer sweeps the bodies of a snapshot that was never committed', () => {
    const { path, wal, snapshots } = caseWithWal();
    writeFileSync(`${path}-wal`, wal);
    endHolder(path);
    const ports = storePorts();
    const store = openCase(path, { mode: 'write', ...ports, waitMs: 0 });
    const source = store.source('work');
    expect([store.snapshots().length, ports.log.lines().map((line) => line.event)]).toEqual([snapshots, ['lease-taken-over', 'staged-bodies-swept']]);
    expect([...store.verify()]).toEqual([]);
    if (source === null) throw new Error('no source');
    takeSnapshot(store, source.id, { records: [{ key: 'next', text: 'Next' }] });
    store.close();
    expect(readAsOracle(path).faults).toEqual([]);
  });
});

describe('a case cut short', () => {
  it('is refused or says that it is damaged, and never shows less as if it were whole', () => {
    const path = casePath();
    const store = createCase(path, storePorts());
    const source = store.addSource({ name: 'work', kind: 'carddav' });
    takeSnapshot(store, source.id, { records: Array.from({ length: 300 }, (_, index) => ({ key: `k${index}`, text: `Text ${index}` })) });
    store.close();
    const pages = readFileSync(path).length / PAGE_BYTES;
    for (let keep = 1; keep < pages; keep += 3) {
      const cut = `${path}.cut`;
      copyFileSync(path, cut);
      truncateSync(cut, keep * PAGE_BYTES);
      expect(isNoticed(cut)).toBe(true);
    }
  });
});

/** The copy's lease is held by this process, which lives: as if it had died. */
function endHolder(path: string): void {
  const db = new Database(path);
  db.prepare('UPDATE lease SET pid = ?').run(2 ** 30);
  db.close();
}

function isNoticed(path: string): boolean {
  try {
    const store = openCase(path, { mode: 'read', ...storePorts() });
    try {
      return [...store.verify()].length > 0;
    } finally {
      store.close();
    }
  } catch (error) {
    return (error as { code?: unknown }).code === 'case-damaged';
  }
}

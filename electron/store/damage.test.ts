import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlanId, RestoreId } from '../../shared/records.ts';
import { casePath, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { readAsOracle } from '../testing/store-oracle.ts';
import { PAGE_BYTES } from './database.ts';
import { createCase, openCase } from './open-case.ts';
import type { CaseStore, VerifyProblem } from './types.ts';

const RECORDS = 120;

/** A sound case of two sources, several snapshots, changes, a picture and a restore. */
function makeCase(path: string): void {
  const store = createCase(path, storePorts());
  const source = store.addSource({ name: 'work', kind: 'carddav' });
  const other = store.addSource({ name: 'home', kind: 'carddav' });
  for (let round = 0; round < 3; round += 1) {
    const records = Array.from({ length: RECORDS }, (_, index) => ({
      key: `k${index}`,
      text: `Text ${index} ${index % 10 === round ? 'changed' : ''}`,
      traces: [{ namespace: 'vcard', name: 'PRODID', value: `-//Example ${index % 7}//EN` }],
    }));
    takeSnapshot(store, source.id, { records, label: `round ${round}` });
  }
  takeSnapshot(store, other.id, { records: [{ key: 'photo', raw: Buffer.alloc(90_000, 'PHOTO:abcdefgh') }] });
  store.journal.savePlan({ id: 'plan' as PlanId, createdAt: '2026-03-01T12:00:00Z', sourceName: 'work', document: '{"steps":[]}' });
  store.journal.beginRestore({ id: 'restore' as RestoreId, planId: 'plan' as PlanId, startedAt: '2026-03-01T12:00:00Z', steps: 1 });
  store.journal.saveStep('restore' as RestoreId, { index: 0, state: 'intent', at: '2026-03-01T12:00:00Z', document: '{"key":"k1"}' });
  store.close();
}

/** Everything that a case says, as text. */
function everything(store: CaseStore): string {
  const told = store.snapshots().map((row) => [
    row,
    [...store.versions(row.id)].map((version) => {
      const { raw, ...body } = store.body(version.bodyId);
      return [version, { ...body, raw: Buffer.from(raw).toString('base64') }, store.fields(version.bodyId), store.traces(version.bodyId)];
    }),
  ]);
  return JSON.stringify([told, store.journal.plans().map(({ id }) => store.journal.plan(id)), store.journal.steps('restore' as RestoreId)]);
}

let original: Buffer;
let truth: string;

beforeAll(() => {
  const path = join(mkdtempSync(join(tmpdir(), 'synctrace-damage-')), 'test.synctrace');
  makeCase(path);
  original = readFileSync(path);
  const store = openCase(path, { mode: 'read', ...storePorts() });
  truth = everything(store);
  expect([...store.verify()]).toEqual([]);
  store.close();
  expect(readAsOracle(path).faults).toEqual([]);
  rmSync(dirname(path), { recursive: true });
});

describe('a flipped byte', () => {
  it('anywhere is found, or changes nothing that the case says', { timeout: 60_000 }, () => {
    const path = casePath();
    const outcomes = { found: 0, harmless: 0 };
    for (let page = 0; page < original.length / PAGE_BYTES; page += 1) {
      for (const at of usedBytes(page)) {
        const bytes = Buffer.from(original);
        bytes[at] = (bytes[at] ?? 0) ^ 0x04;
        writeFileSync(path, bytes);
        outcomes[outcomeOf(path, at)] += 1;
      }
    }
    expect(outcomes.found).toBeGreaterThan(outcomes.harmless);
  });

  it('never comes out of a body as other bytes', () => {
    const path = casePath();
    writeFileSync(path, original);
    const db = new Database(path);
    db.exec('DROP TRIGGER bodies_stand');
    const { packed } = db.prepare('SELECT packed FROM bodies WHERE id = 5').get() as { packed: Buffer };
    for (let index = 0; index < packed.length; index += 3) {
      const changed = Buffer.from(packed);
      changed[index] = (changed[index] ?? 0) ^ 0x10;
      db.prepare('UPDATE bodies SET packed = ? WHERE id = 5').run(changed);
      const store = openCase(path, { mode: 'read', ...storePorts() });
      expect(() => store.body(5 as never)).toThrow('case-damaged');
      expect(() => store.fields(5 as never)).toThrow('case-damaged');
      store.close();
    }
    db.close();
  });
});

/** Bytes of a page that hold something: one in its head, and some spread over its content. */
function usedBytes(page: number): number[] {
  const from = page * PAGE_BYTES;
  const used = Array.from({ length: PAGE_BYTES }, (_, index) => from + index).filter((at) => original[at] !== 0);
  return [0, 0.3, 0.8].flatMap((part) => used[Math.floor(used.length * part)] ?? []);
}

function outcomeOf(path: string, at: number): 'found' | 'harmless' {
  let store: CaseStore;
  try {
    store = openCase(path, { mode: 'read', ...storePorts() });
  } catch (error) {
    expect([(error as { code?: unknown }).code, at]).toEqual([expect.stringMatching(/^case-(damaged|not-a-case|newer)$/), at]);
    return 'found';
  }
  try {
    if ([...store.verify()].length > 0) return 'found';
    expect([everything(store) === truth, at]).toEqual([true, at]);
    return 'harmless';
  } finally {
    store.close();
  }
}

describe('verify', () => {
  it('names exactly the records whose bodies were changed or deleted', () => {
    for (let trial = 0; trial < 25; trial += 1) {
      const path = tampered((db) => {
        for (const [number, key] of chosen(trial).entries()) damageBody(db, key, number);
      });
      expect(problemsOf(path)).toEqual(chosen(trial).map((key) => ({ code: 'body-damaged', source: 'work', key })));
    }
  });

  it('names a snapshot whose row was changed, and only that', () => {
    const path = tampered((db) => db.prepare("UPDATE snapshots SET label = 'another' WHERE seq = 2").run());
    expect(verify(path)).toEqual([{ code: 'snapshot-damaged', source: 'work', snapshotId: expect.any(String) as string }]);
  });

  it('names the snapshot whose hash was changed, and not those after it', () => {
    const path = tampered((db) => db.prepare("UPDATE snapshots SET manifest = x'00' WHERE seq = 2").run());
    expect(verify(path).map((problem) => problem.code)).toEqual(['snapshot-damaged']);
  });

  it('names the place where a snapshot was taken out of the chain', () => {
    const path = tampered((db) => {
      db.pragma('foreign_keys = OFF');
      db.prepare('DELETE FROM snapshots WHERE seq = 2').run();
    });
    expect(verify(path).map((problem) => problem.code)).toContain('chain-broken');
  });

  it('notices a record that was quietly given another body, another end or another name', () => {
    const changes = [
      'UPDATE spans SET body = body + 1 WHERE from_seq = 2 AND record = (SELECT min(record) FROM spans WHERE from_seq = 2)',
      'UPDATE spans SET to_seq = 3 WHERE to_seq IS NULL AND from_seq = 1 AND record = (SELECT min(record) FROM spans WHERE to_seq IS NULL AND from_seq = 1)',
      "UPDATE places SET key = 'renamed' WHERE id = 3",
      "UPDATE terms SET value = 'another' WHERE id = 1",
      "UPDATE sources SET name = 'another' WHERE id = 2",
      'DELETE FROM spans WHERE record = 7',
    ];
    for (const change of changes) expect([change, verify(tampered((db) => db.prepare(change).run())).length > 0]).toEqual([change, true]);
  });

  it('notices a plan or a step that is not as it was written, and gives neither out', () => {
    for (const [table, read] of [
      ['plans', (store: CaseStore) => store.journal.plan('plan')],
      ['restore_steps', (store: CaseStore) => store.journal.steps('restore' as RestoreId)],
    ] as const) {
      const path = tampered((db) => db.prepare(`UPDATE ${table} SET document = replace(document, '"', ' ')`).run());
      expect(verify(path).map((problem) => problem.code)).toEqual(['database-damaged']);
      const store = openCase(path, { mode: 'read', ...storePorts() });
      expect(() => read(store)).toThrow('case-damaged');
      store.close();
    }
  });

  it('leaves undamaged snapshots readable, and a capture goes on', () => {
    const path = tampered((db) => damageBody(db, 'k1', 0));
    const store = openCase(path, { mode: 'write', ...storePorts() });
    const source = store.source('work');
    if (source === null) throw new Error('no source');
    const readable = [...store.versions(store.resolveSnapshot('work@round 2').id)].filter((version) => version.key !== 'k1').map((version) => store.body(version.bodyId));
    expect(readable).toHaveLength(RECORDS - 1);
    const row = takeSnapshot(store, source.id, { records: [{ key: 'k1', text: 'New text' }] });
    const [version] = [...store.versions(row.id)];
    expect(version && store.body(version.bodyId).fields).toEqual([{ field: 'name/full', text: 'New text' }]);
    store.close();
  });
});

function tampered(change: (db: Database.Database) => unknown): string {
  const path = casePath();
  writeFileSync(path, original);
  const db = new Database(path);
  db.pragma('foreign_keys = OFF');
  for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all() as { name: string }[]) db.exec(`DROP TRIGGER ${name}`);
  change(db);
  db.close();
  return path;
}

/** Keys of records that kept one body throughout, a few for each trial. */
function chosen(trial: number): string[] {
  const count = 1 + (trial % 4);
  return Array.from({ length: count }, (_, index) => `k${5 + ((trial * 40 + index * 10) % (RECORDS - 10))}`).sort();
}

function damageBody(db: Database.Database, key: string, how: number): void {
  const body = "SELECT body FROM spans JOIN places ON places.id = place WHERE key = ? AND to_seq IS NULL";
  const changes = [
    `UPDATE bodies SET packed = CAST(substr(packed, 1, length(packed) - 1) || x'7f' AS BLOB) WHERE id = (${body})`,
    `DELETE FROM bodies WHERE id = (${body})`,
    `UPDATE bodies SET title = title || '.' WHERE id = (${body})`,
    `UPDATE bodies SET sha256 = zeroblob(32) WHERE id = (${body})`,
  ];
  db.prepare(changes[how % changes.length] ?? '').run(key);
}

function verify(path: string): VerifyProblem[] {
  const store = openCase(path, { mode: 'read', ...storePorts() });
  try {
    return [...store.verify()];
  } finally {
    store.close();
  }
}

function problemsOf(path: string) {
  return verify(path)
    .map(({ code, source, key }) => ({ code, source, key: key ?? '' }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

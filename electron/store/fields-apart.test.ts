import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { FieldEntry } from '../../shared/records.ts';
import { aStagedRecord, casePath, storePorts, takeSnapshot } from '../testing/build-case.ts';
import { readAsOracle } from '../testing/store-oracle.ts';
import { openCase } from './open-case.ts';
import type { CaseStore, StagedRecord, Version } from './types.ts';

function state(email: string, note: string): StagedRecord {
  const fields: FieldEntry[] = [{ field: 'emails', text: email }, { field: 'name/full', text: 'Ada' }, { field: 'notes', text: note, key: note.toLowerCase() }];
  return { ...aStagedRecord({ key: 'a', text: `${email} ${note}` }), fields };
}

const STATES = [state('a@example.test', 'One'), state('b@example.test', 'One'), state('b@example.test', 'Two'), state('a@example.test', 'One')] as const;

function caseWithStates(): { path: string; store: CaseStore; versions: readonly Version[] } {
  const path = casePath();
  const store = openCase(path, { mode: 'create', ...storePorts() });
  const source = store.addSource({ name: 'book', kind: 'carddav' });
  const versions = STATES.flatMap((record) => [...store.versions(takeSnapshot(store, source.id, { records: [record] }).id)]);
  return { path, store, versions };
}

/** What is left of both sides once what both have is taken off. */
function sides({ gone, came }: { gone: readonly FieldEntry[]; came: readonly FieldEntry[] }): { gone: string[]; came: string[] } {
  const left = (one: readonly FieldEntry[], other: readonly FieldEntry[]) => {
    const rest = other.map((entry) => JSON.stringify(entry));
    return one.map((entry) => JSON.stringify(entry)).filter((text) => !rest.includes(text)).sort();
  };
  return { gone: left(gone, came), came: left(came, gone) };
}

function expectTold(store: CaseStore, versions: readonly Version[]): void {
  for (const before of versions) {
    for (const after of versions) {
      const whole = { gone: store.fields(before.bodyId), came: store.fields(after.bodyId) };
      expect(sides(store.fieldsApart(before.bodyId, after.bodyId))).toEqual(sides(whole));
    }
  }
}

it('tells the fields of any two bodies of a record apart as their whole fields do', () => {
  const { store, versions } = caseWithStates();
  expect(versions).toHaveLength(STATES.length);
  expectTold(store, versions);
  store.close();
});

it('gives only what changed of bodies that are packed against each other', () => {
  const { store, versions } = caseWithStates();
  const [first, second, third] = versions.map((version) => version.bodyId);
  if (first === undefined || second === undefined || third === undefined) throw new Error('three bodies');
  expect(store.fieldsApart(first, second)).toEqual({ gone: [{ field: 'emails', text: 'a@example.test' }], came: [{ field: 'emails', text: 'b@example.test' }] });
  expect(sides(store.fieldsApart(second, third))).toEqual({ gone: ['{"field":"notes","text":"One","key":"one"}'], came: ['{"field":"notes","text":"Two","key":"two"}'] });
  store.close();
});

it('unpacks the bodies where what is kept beside them is damaged, which verify names', () => {
  const { path, store, versions } = caseWithStates();
  store.close();
  const db = new Database(path);
  db.exec('DROP TRIGGER bodies_stand');
  const changed = db.prepare('UPDATE bodies SET apart = zeroblob(length(apart)) WHERE apart IS NOT NULL').run();
  db.close();
  expect(changed.changes).toBeGreaterThan(0);
  const damaged = openCase(path, { mode: 'read', ...storePorts() });
  expectTold(damaged, versions);
  expect([...damaged.verify()].map((problem) => problem.code)).toEqual(Array.from({ length: changed.changes }, () => 'body-damaged'));
  damaged.close();
});

it('reads a case from before anything was kept beside bodies', () => {
  const { path, store, versions } = caseWithStates();
  store.close();
  const db = new Database(path);
  // As the migration that brought the column left the bodies that stood then.
  db.exec('DROP TRIGGER bodies_stand; UPDATE bodies SET apart = NULL;');
  db.close();
  const before = readAsOracle(path);
  const opened = openCase(path, { mode: 'write', ...storePorts() });
  expectTold(opened, versions);
  expect([...opened.verify()]).toEqual([]);
  opened.close();
  expect(readAsOracle(path)).toEqual(before);
});

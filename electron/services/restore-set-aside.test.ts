import { describe, expect, it, onTestFinished } from 'vitest';
import { casePath } from '../testing/build-case.ts';
import { connectFake } from '../testing/fake-connector.ts';
import { createFakeServer, DELETED, type ServerHabits } from '../testing/fake-server.ts';
import type { CaseContext } from './case-context.ts';
import { compareSnapshots } from './compare-snapshots.ts';
import { createPorts, createSessionVault, openCaseContext } from './engine.ts';
import { applyPlan, planRestore, undoRestore } from './restore-records.ts';
import { takeSnapshots } from './take-snapshot.ts';
import { wantedRecords } from './wanted-records.ts';

const { signal } = new AbortController();
const NOTHING = (): void => {};
const card = (uid: string, ...lines: readonly string[]): string => ['BEGIN:VCARD', 'VERSION:3.0', `UID:${uid}`, `FN:${uid} Example`, `N:Example;${uid};;;`, ...lines, 'END:VCARD', ''].join('\r\n');

describe.each([
  ['gives another key', { keys: 'given', undelete: 'move' }],
  ['keeps the key', { keys: 'given', undelete: 'move', keepsKeys: true }],
] as const satisfies readonly (readonly [string, ServerHabits])[])('a restore from Deleted Items, where a move %s', (_name, habits) => {
  it('brings the record back as the same one, and an undo takes it back there', async () => {
    const { server, context, take, recordsOf } = anAccount(habits);
    server.put('book', 'k1', card('ada'));
    server.put('book', 'k2', card('bea'));
    const before = await take();
    for (const key of ['k1', 'k2']) server.remove('book', key);
    // What lies there of the second was changed: that one is made anew.
    const [, lying = ''] = server.collections.get(DELETED)?.keys() ?? [];
    server.put(DELETED, lying, card('bea', 'NOTE:blanked'));
    const gone = await take();

    const plan = await planRestore(context, { what: 'removed', from: before, until: gone }, signal);
    expect(plan.steps.map(({ op, key }) => [op, key])).toEqual([
      ['undelete', 'k1'],
      ['create', 'k2'],
    ]);
    const restore = await applyPlan(context, plan.id, signal, NOTHING);
    expect([restore.applied, restore.failed, restore.verified]).toEqual([2, [], true]);
    const restored = await take();
    expect(compareSnapshots(context, { from: before, to: restored }).summary).toMatchObject({ added: 0, removed: 0 });
    expect(recordsOf(restored)).toContain(recordsOf(before)[0]);
    const again = await planRestore(context, { what: 'removed', from: before, until: gone }, signal);
    expect(again.steps.map(({ op }) => op)).toEqual(['skip', 'skip']);

    expect(await undoRestore(context, restore.id, signal, NOTHING)).toMatchObject({ applied: 2, failed: [], verified: true });
    expect(server.texts().size).toBe(0);
    const undone = await take();
    const changes = compareSnapshots(context, { from: restored, to: undone }).changes;
    expect(changes.map(({ change, deletedTo }) => [change, deletedTo])).toEqual([
      ['removed', 'deleted'],
      ['removed', 'deleted'],
    ]);
  });

  it('moves back what was only moved', async () => {
    const { server, context, take, recordsOf } = anAccount(habits);
    server.put('book', 'k1', card('ada'));
    const before = await take();
    server.carry('move', 'book', 'k1', 'other');
    const moved = await take();
    const plan = await planRestore(context, { what: 'changed', from: before, until: moved }, signal);
    expect(plan.steps.map(({ op }) => op)).toEqual(['move']);
    expect(await applyPlan(context, plan.id, signal, NOTHING)).toMatchObject({ applied: 1, verified: true });
    const back = await take();
    expect(recordsOf(back)).toEqual(recordsOf(before));
    expect(compareSnapshots(context, { from: before, to: back }).summary).toMatchObject({ added: 0, removed: 0, moved: 0 });
  });
});

it('names the copies that stood beside a record without UID, which are not it come back', async () => {
  const { server, context, take } = anAccount({ keys: 'given', undelete: 'move' });
  for (const key of ['k1', 'k2', 'k3']) server.put('book', key, card('ada', ...(key === 'k3' ? ['TEL:3'] : [])).replace(/UID.*\r\n/, ''));
  const before = await take();
  server.remove('book', 'k1');
  const { records } = wantedRecords(context, { what: 'removed', from: before, until: await take() });
  expect(records.map(({ key, twins }) => [key, twins])).toEqual([['k1', ['k2']]]);
});

it('does not take for lost what lay in Deleted Items already', async () => {
  const { server, context, take } = anAccount({ keys: 'given', undelete: 'move' });
  server.put('book', 'k1', card('ada'));
  server.put(DELETED, 'k9', card('cy'));
  const before = await take();
  server.remove(DELETED, 'k9');
  const after = await take();
  expect((await planRestore(context, { what: 'removed', from: before, until: after }, signal)).steps).toEqual([]);
  await expect(planRestore(context, { what: 'records', from: before, keys: ['k9'] }, signal)).rejects.toMatchObject({ code: 'record-unknown' });
});

function anAccount(habits: ServerHabits) {
  const server = createFakeServer('vcard', ['book', 'other'], habits);
  const ports = createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server here')));
  const context: CaseContext = openCaseContext(casePath(), 'write', undefined, { ...ports, connect: () => Promise.resolve(connectFake(server)) });
  onTestFinished(() => context.store.close());
  context.store.addSource({ name: 'mailbox', kind: 'ews', url: 'https://mail.example.test/EWS/Exchange.asmx', user: 'me@example.test' });
  return {
    server,
    context,
    take: async (): Promise<string> => (await takeSnapshots(context, { sources: ['mailbox'] }, signal, NOTHING))[0]?.id ?? '',
    recordsOf: (id: string) => [...context.store.versions(context.store.resolveSnapshot(id).id, { states: ['live'] })].map(({ recordId }) => recordId),
  };
}

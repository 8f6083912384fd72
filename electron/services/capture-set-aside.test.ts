import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Connector, SourceItem } from '../connectors/connector.ts';
import { casePath } from '../testing/build-case.ts';
import { aCard } from '../testing/build-restore.ts';
import { connectFake } from '../testing/fake-connector.ts';
import { createFakeServer, DELETED, type ServerHabits } from '../testing/fake-server.ts';
import { capture } from './capture.ts';
import type { CaseContext } from './case-context.ts';
import { compareSnapshots } from './compare-snapshots.ts';
import { createPorts, createSessionVault, openCaseContext } from './engine.ts';

const { signal } = new AbortController();
const ews: ServerHabits = { keys: 'given', undelete: 'move' };
const graph: ServerHabits = { ...ews, keepsKeys: true };
const ada = aCard('ada', 'N:Example;Ada;;;');
const bare = ada.replace('UID:ada\n', '');

describe('what a server keeps of what was deleted', () => {
  it.each([
    ['under another key', ews, ada],
    ['under its own key', graph, bare],
  ] as const)('goes on as the same record %s, and comes back as it', async (_how, habits, text) => {
    const { server, take, told, recordsOf, counts } = anAccount(habits);
    server.put('book', 'k1', text);
    const before = await take();
    server.remove('book', 'k1');
    const gone = await take();
    expect(told(before, gone)).toEqual([['removed', 'deleted']]);
    expect(counts(gone)).toEqual({ live: 0, removed: 1, added: 0 });
    expect([...recordsOf(gone).values()]).toEqual([...recordsOf(before).values()]);
    const [key = ''] = server.collections.get(DELETED)?.keys() ?? [];
    server.carry('move', DELETED, key, 'book');
    const back = await take();
    expect([...recordsOf(back).values()]).toEqual([...recordsOf(before).values()]);
    expect(told(gone, back)).toEqual([['added', undefined]]);
    expect(told(before, back)).toEqual(habits.keepsKeys ? [] : [['recreated', undefined]]);
  });

  it.each([
    ['under another key', ews, ada],
    ['under its own key', graph, bare],
  ] as const)('is not taken for what moved between two folders %s', async (_how, habits, text) => {
    const { server, take, told, recordsOf, counts } = anAccount(habits);
    server.put('book', 'k1', text);
    const before = await take();
    server.carry('move', 'book', 'k1', 'other');
    const moved = await take();
    expect(told(before, moved)).toEqual([['moved', undefined]]);
    expect(counts(moved)).toEqual({ live: 1, removed: 0, added: 0 });
    expect([...recordsOf(moved).values()]).toEqual([...recordsOf(before).values()]);
  });

  it('is a move of one record where its key stays with it, though it was changed on the way', async () => {
    const { server, take, told } = anAccount(graph);
    server.put('book', 'k1', bare);
    const before = await take();
    server.carry('move', 'book', 'k1', 'other');
    server.put('other', 'k1', 'BEGIN:VCARD\nVERSION:3.0\nFN:Somebody Else\nN:Else;Somebody;;;\nTEL:5\nEND:VCARD\n');
    expect(told(before, await take())).toEqual([['moved', undefined]]);
  });

  it('is told apart from a copy that shares its search key', async () => {
    const { server, take, recordsOf } = anAccount(ews);
    const copy = ada.replace('END:VCARD', 'NOTE:the copy\nEND:VCARD');
    server.put('book', 'k1', ada);
    server.put('book', 'k2', copy);
    const before = recordsOf(await take());
    server.remove('book', 'k2');
    const gone = recordsOf(await take());
    expect(gone.get('k1')).toBe(before.get('k1'));
    expect([...gone].filter(([key]) => key !== 'k1').map(([, record]) => record)).toEqual([before.get('k2')]);
  });

  it('proves nothing and hinders nothing once it is not shown any more', async () => {
    const { server, take, told, rowOf } = anAccount(graph);
    server.put('book', 'k1', bare);
    server.put('book', 'k2', aCard('bea'));
    server.put(DELETED, 'k9', aCard('cy'));
    const before = await take();
    server.remove('book', 'k1');
    const hidden = await take((connector) => ({
      ...connector,
      collections: async (given) => (await connector.collections(given)).filter(({ id }) => id !== DELETED),
      changes: (collection, known, given) => (collection.id === DELETED ? refused() : connector.changes(collection, known, given)),
    }));
    expect([rowOf(hidden).complete, told(before, hidden)]).toEqual([true, [['removed', undefined]]]);
    const shown = await take();
    expect([rowOf(shown).complete, told(hidden, shown)]).toEqual([true, []]);
  });

  it('never comes in as what lives where its folder was not listed once', async () => {
    const { server, take, told, counts, recordsOf } = anAccount(ews);
    server.put('book', 'k1', ada);
    server.put(DELETED, 'k9', aCard('cy'));
    const before = await take();
    server.put(DELETED, 'k8', aCard('dee'));
    server.remove('book', 'k1');
    const unlisted = await take((connector) => ({ ...connector, collections: async (given) => (await connector.collections(given)).filter(({ id }) => id !== DELETED) }));
    expect(told(before, unlisted)).toEqual([['removed', 'deleted']]);
    expect(counts(unlisted)).toEqual({ live: 0, removed: 1, added: 0 });
    const listed = await take();
    expect([told(unlisted, listed), counts(listed)]).toEqual([[], { live: 0, removed: 0, added: 0 }]);
    expect(recordsOf(listed)).toEqual(recordsOf(unlisted));
  });

  it('is a record of its own where it holds something else', async () => {
    const { server, take, told, recordsOf } = anAccount(ews);
    server.put('book', 'k1', ada);
    const before = await take();
    server.put(DELETED, 'k2', aCard('ada', 'N:Other;Somebody;;;'));
    server.collections.get('book')?.delete('k1');
    const gone = await take();
    expect(told(before, gone)).toEqual([['removed', undefined]]);
    expect([...recordsOf(gone).values()]).not.toEqual([...recordsOf(before).values()]);
  });
});

async function* refused(): AsyncGenerator<SourceItem> {
  await Promise.resolve();
  throw new AppError('consent-missing', { context: { permission: 'MailboxItem.Read' } });
}

function anAccount(habits: ServerHabits) {
  const server = createFakeServer('vcard', ['book', 'other'], habits);
  const context: CaseContext = openCaseContext(
    casePath(),
    'write',
    undefined,
    createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server here'))),
  );
  onTestFinished(() => context.store.close());
  const source = context.store.addSource({ name: 'mailbox', kind: 'ews' });
  const rowOf = (id: string) => context.store.resolveSnapshot(id);
  return {
    server,
    rowOf,
    take: async (wrap: (connector: Connector) => Connector = (connector) => connector) => (await capture(context, source, wrap(connectFake(server)), { full: false, notCaptured: [], startedMs: 0 }, signal, () => {})).id,
    told: (from: string, to: string) => compareSnapshots(context, { from, to }).changes.map(({ change, deletedTo }) => [change, deletedTo]),
    /** Record by key, wherever it lies. */
    recordsOf: (id: string) => new Map([...context.store.versions(rowOf(id).id, { states: ['live', 'deleted'] })].map(({ key, recordId }) => [key, recordId])),
    counts: (id: string) => ({ live: rowOf(id).counts.contact, removed: rowOf(id).changes.removed, added: rowOf(id).changes.added }),
  };
}

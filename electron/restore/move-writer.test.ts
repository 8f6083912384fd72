import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { RestoreId } from '../../shared/records.ts';
import type { Connector } from '../connectors/connector.ts';
import { aCard, anEvent, applyOn, applyPorts, aWanted, ignoreProgress, NEVER, planOn, undoOn } from '../testing/build-restore.ts';
import { connectFake, type Call, type Fault } from '../testing/fake-connector.ts';
import { createFakeServer, DELETED, textOf, type FakeServer, type ServerHabits } from '../testing/fake-server.ts';
import { emptyPages, openJournal, type JournalPages } from '../testing/memory-journal.ts';
import { applyPlan } from './apply-plan.ts';
import type { Plan, RestoreResult, StepEntry } from './types.ts';

const ada = aCard('ada', 'TEL:1');
const bare = ada.replace('UID:ada\n', '');
const WAYS: readonly (readonly [string, ServerHabits])[] = [
  ['moves and gives another key', { keys: 'given', undelete: 'move' }],
  ['moves and keeps the key', { keys: 'given', undelete: 'move', keepsKeys: true }],
  ['moves and marks nothing', { keys: 'given', undelete: 'move', marksNothing: true }],
  ['moves, but copies what was deleted', { keys: 'given', undelete: 'move', movesNothingDeleted: true }],
  ['copies', { keys: 'given', undelete: 'copy', keepsKeys: true }],
  ['copies and marks nothing', { keys: 'given', undelete: 'copy', marksNothing: true }],
];

describe.each(WAYS)('undelete from a server that %s', (_name, habits) => {
  it('brings it back once, with its real key in the journal, and writes nothing when asked again', async () => {
    const { server, plan } = await aDeletedOne(habits, ada);
    const pages = emptyPages();
    expect(await applyOn(server, plan, pages)).toMatchObject({ applied: 1, failed: [], verified: true });
    expect([...server.texts().values()]).toEqual([ada]);
    expect([...server.texts().keys()]).toEqual([entryOf(pages).key]);
    expect(server.log.map(({ op }) => op)).toEqual(['create', 'delete', wayOf(habits)]);
    const again = await planOn(server, [aWanted('book/ada', ada, null)], { id: 'plan-2' });
    expect(again.steps.map(({ op }) => op)).toEqual(['skip']);
  });

  it.each<Fault>(['lost-reply', 'late-reply', 'lost-request', 'throttled', 'failing', 'dropped'])('does so exactly once when it meets: %s', async (fault) => {
    for (const text of [ada, bare]) {
      const { server, plan } = await aDeletedOne(habits, text);
      const result = await applyWith(server, plan, once('move', fault));
      expect(result).toMatchObject({ applied: 1, failed: [], verified: true });
      expect(server.log.map(({ op }) => op)).toEqual(['create', 'delete', wayOf(habits)]);
    }
  });

  it('is no other that stands there and holds the same, whatever it meets', async () => {
    for (const fault of ['lost-reply', 'lost-request', 'dropped'] as const) {
      const server = createFakeServer('vcard', ['book', 'other'], habits);
      for (const key of ['book/ada', 'twin']) server.put('book', key, bare);
      server.remove('book', 'book/ada');
      const plan = await planOn(server, [{ ...aWanted('book/ada', bare, null), twins: ['twin'] }]);
      expect(await applyWith(server, plan, once('move', fault))).toMatchObject({ applied: 1, failed: [], verified: true });
      expect([...server.texts().values()]).toEqual([bare, bare]);
    }
  });

  it('is taken back to where it lay, and that again', async () => {
    const { server, plan } = await aDeletedOne(habits, ada);
    const pages = emptyPages();
    await applyOn(server, plan, pages);
    const undo = await undoOn(server, pages);
    expect(undo.steps.map(({ op }) => op)).toEqual([habits.undelete === 'move' ? 'move' : 'delete']);
    expect(await applyOn(server, undo, pages, 'restore-2')).toMatchObject({ applied: 1, failed: [], verified: true });
    expect(server.texts().size).toBe(0);
    expect([...(server.collections.get(DELETED)?.values() ?? [])].map(({ raw }) => textOf(raw))).toContain(ada);
    expect(await applyOn(server, await undoOn(server, pages, 'restore-2'), pages, 'restore-3')).toMatchObject({ applied: 1, verified: true });
    expect([...server.texts().values()]).toEqual([ada]);
  });

  it('moves nothing that came back or changed after the plan was made', async () => {
    const back = await aDeletedOne(habits, ada);
    back.server.put('other', 'other/x', ada);
    expect(await applyOn(back.server, back.plan)).toMatchObject({ applied: 0, skipped: 1 });
    const changed = await aDeletedOne(habits, ada);
    const [key = ''] = changed.server.collections.get(DELETED)?.keys() ?? [];
    changed.server.put(DELETED, key, aCard('ada', 'TEL:9'));
    expect(await applyOn(changed.server, changed.plan)).toMatchObject({ applied: 0, failed: [{ code: 'write-conflict' }] });
    const emptied = await aDeletedOne(habits, ada);
    emptied.server.remove(DELETED, [...(emptied.server.collections.get(DELETED)?.keys() ?? [])][0] ?? '');
    expect(await applyOn(emptied.server, emptied.plan)).toMatchObject({ applied: 0, failed: [{ code: 'write-conflict' }] });
    for (const { server } of [back, changed, emptied]) expect(server.log.filter(({ op }) => op === 'move' || op === 'copy')).toEqual([]);
  });
});

describe('a copy whose marker did not arrive', () => {
  it.each<Fault>(['lost-reply', 'lost-request', 'throttled', 'failing', 'dropped'])('is found again and no second one is made: %s', async (fault) => {
    for (const text of [ada, bare]) {
      const { server, plan } = await aDeletedOne({ keys: 'given', undelete: 'move', movesNothingDeleted: true }, text);
      expect(await applyWith(server, plan, once('mark', fault))).toMatchObject({ applied: 1, failed: [], verified: true });
      expect(server.log.map(({ op }) => op)).toEqual(['create', 'delete', 'copy']);
    }
  });
});

describe('what was found by its content alone', () => {
  it('is not taken away by an undo, since it may be another one’s', async () => {
    const { server, plan } = await aDeletedOne({ keys: 'given', undelete: 'copy', marksNothing: true }, bare);
    const pages = emptyPages();
    await applyWith(server, plan, once('move', 'lost-reply'), pages);
    expect(entryOf(pages)).toMatchObject({ state: 'verified', isGuess: true });
    expect(await undoOn(server, pages)).toMatchObject({ steps: [], conflicts: [{ reason: 'conflict-perhaps-not-ours' }] });
  });
});

describe('a copy that no UID finds', () => {
  it('is found by what it holds, and no second one is made', async () => {
    for (const fault of ['lost-reply', 'dropped'] as const) {
      const { server, plan } = await aDeletedOne({ keys: 'given', undelete: 'copy', marksNothing: true }, ada);
      const pages = emptyPages();
      const connector = { ...connectFake(server, once('move', fault)), findByUid: () => Promise.resolve(new Map<string, readonly string[]>()) };
      const ports = applyPorts({ connector, journal: openJournal(pages) });
      expect(await applyPlan(plan, ports, { restoreId: 'restore-1' as RestoreId, width: 1 }, NEVER, ignoreProgress)).toMatchObject({ applied: 1, failed: [], verified: true });
      expect(server.log.map(({ op }) => op)).toEqual(['create', 'delete', 'copy']);
    }
  });
});

describe('what was found by its UID beside an original that still lies', () => {
  it('is not taken away by an undo, since anybody may have made it', async () => {
    const { server, plan } = await aDeletedOne({ keys: 'given', undelete: 'copy', marksNothing: true }, ada);
    const pages = emptyPages();
    expect(await applyWith(server, plan, once('move', 'lost-reply'), pages)).toMatchObject({ applied: 1, failed: [] });
    expect(await undoOn(server, pages)).toMatchObject({ steps: [], conflicts: [{ reason: 'conflict-perhaps-not-ours' }] });
  });
});

describe('a move back', () => {
  it.each(WAYS.slice(0, 3))('brings it to its collection and takes it back (a server that %s)', async (_name, habits) => {
    for (const fault of ['lost-reply', 'lost-request', 'dropped', undefined] as const) {
      const server = createFakeServer('vcard', ['book', 'other'], habits);
      server.put('other', 'k1', ada);
      const wanted = { ...aWanted('book/ada', ada), comparedWith: { key: 'k1', raw: new TextEncoder().encode(ada), collectionId: 'other' } };
      const pages = emptyPages();
      const plan = await planOn(server, [wanted]);
      expect(await applyWith(server, plan, once('move', fault), pages)).toMatchObject({ applied: 1, failed: [], verified: true });
      expect([...(server.collections.get('book')?.values() ?? [])].map(({ raw }) => textOf(raw))).toEqual([ada]);
      expect(await applyOn(server, await undoOn(server, pages), pages, 'restore-2')).toMatchObject({ applied: 1, failed: [], verified: true });
      expect([...(server.collections.get('other')?.values() ?? [])].map(({ raw }) => textOf(raw))).toEqual([ada]);
      expect(server.log.map(({ op }) => op)).toEqual(['create', 'move', 'move']);
    }
  });
});

describe('a create where the server makes the keys', () => {
  it.each<Fault>(['lost-reply', 'late-reply', 'lost-request', 'throttled', 'failing', 'dropped'])('makes exactly one, found by its marker, when it meets: %s', async (fault) => {
    const server = createFakeServer('vcard', ['book'], { keys: 'given' });
    server.put('book', 'twin', bare);
    const pages = emptyPages();
    expect(await applyWith(server, await planOn(server, [aWanted('book/ada', bare, null)]), once('create', fault), pages)).toMatchObject({ applied: 1, failed: [], verified: true });
    expect(entryOf(pages)).toMatchObject({ marker: 'book/book%2Fada', key: expect.stringMatching(/^given-/) as string });
    expect([...server.texts().values()]).toEqual([bare, bare]);
    await applyOn(server, await undoOn(server, pages), pages, 'restore-2');
    expect([...server.texts().keys()]).toEqual(['twin']);
  });
});

describe('a server that refuses to bring back', () => {
  const refuse = (): Promise<never> => Promise.reject(new AppError('consent-missing', { context: { permission: 'MailboxItem.ImportExport' } }));
  const apply = (plan: Plan, connector: Connector, pages: JournalPages) =>
    applyPlan(plan, applyPorts({ connector, journal: openJournal(pages) }), { restoreId: 'restore-1' as RestoreId, width: 1 }, NEVER, ignoreProgress);

  it.each<Fault | undefined>([undefined, 'lost-reply', 'late-reply', 'lost-request', 'throttled', 'dropped'])('gets one made anew from what lies there, also after: %s', async (fault) => {
    for (const [, habits] of WAYS) {
      for (const text of [ada, bare]) {
        const { server, plan } = await aDeletedOne(habits, text);
        const pages = emptyPages();
        expect(await apply(plan, { ...connectFake(server, once('create', fault)), move: refuse }, pages)).toMatchObject({ applied: 1, failed: [], verified: true });
        expect(server.log.map(({ op }) => op)).toEqual(['create', 'delete', 'create']);
        expect(await applyOn(server, await undoOn(server, pages), pages, 'restore-2')).toMatchObject({ applied: 1, failed: [], verified: true });
        expect(server.texts().size).toBe(0);
      }
    }
  });

  it('gets no meeting of another made anew, which would take it over', async () => {
    const server = createFakeServer('icalendar', ['book', 'other'], { keys: 'given', undelete: 'move' });
    const meeting = anEvent('plan', 'X-CALLED-BY-OTHER:boss');
    server.put('book', 'book/plan', meeting);
    server.remove('book', 'book/plan');
    const plan = await planOn(server, [aWanted('book/plan', meeting, null)]);
    const move = (): Promise<never> => Promise.reject(new AppError('write-refused'));
    expect(await apply(plan, { ...connectFake(server), move }, emptyPages())).toMatchObject({ applied: 0, failed: [{ code: 'write-refused' }] });
    expect(server.log.map(({ op }) => op)).toEqual(['create', 'delete']);
  });

  it('gets none made where it was brought back and only its marker was refused', async () => {
    for (const [, habits] of WAYS) {
      const { server, plan } = await aDeletedOne({ ...habits, marksNothing: true }, ada);
      const connector = connectFake(server);
      const moveUnmarked: Connector['move'] = async (...given) => {
        await connector.move?.(...given);
        throw new AppError('write-refused');
      };
      expect(await apply(plan, { ...connector, move: moveUnmarked }, emptyPages())).toMatchObject({ applied: 1, failed: [], verified: true });
      expect(server.log.map(({ op }) => op)).toEqual(['create', 'delete', wayOf(habits)]);
    }
  });

  it('stops a restore that could write nothing at all, to be resumed', async () => {
    const server = createFakeServer('vcard', ['book'], { keys: 'given', undelete: 'copy' });
    const plan = await planOn(server, [aWanted('book/bea', aCard('bea'), null)]);
    await expect(apply(plan, { ...connectFake(server), create: refuse }, emptyPages())).rejects.toMatchObject({ code: 'consent-missing' });
  });
});

function wayOf(habits: ServerHabits): 'move' | 'copy' {
  return habits.undelete === 'move' && habits.movesNothingDeleted !== true ? 'move' : 'copy';
}

async function aDeletedOne(habits: ServerHabits, text: string): Promise<{ readonly server: FakeServer; readonly plan: Plan }> {
  const server = createFakeServer('vcard', ['book', 'other'], habits);
  server.put('book', 'book/ada', text);
  server.remove('book', 'book/ada');
  return { server, plan: await planOn(server, [aWanted('book/ada', text, null)]) };
}

function once(op: Call['op'], fault: Fault | undefined): (call: Call) => Fault | undefined {
  let isDone = false;
  return (call) => {
    if (isDone || call.op !== op) return undefined;
    isDone = true;
    return fault;
  };
}

async function applyWith(server: FakeServer, plan: Plan, faultOf: (call: Call) => Fault | undefined, pages: JournalPages = emptyPages()): Promise<RestoreResult> {
  const ports = applyPorts({ connector: connectFake(server, faultOf), journal: openJournal(pages) });
  return applyPlan(plan, ports, { restoreId: 'restore-1' as RestoreId, width: 1 }, NEVER, ignoreProgress);
}

function entryOf(pages: JournalPages): StepEntry {
  const entry = pages.restores.get('restore-1' as RestoreId)?.entries.get(0);
  if (entry === undefined) throw new Error('nothing was journalled');
  return entry;
}

import { describe, expect, it } from 'vitest';
import type { RestoreId } from '../../shared/records.ts';
import { aCard, anEvent, applyOn, applyPorts, aWanted, NEVER, planOn, undoOn, ignoreProgress } from '../testing/build-restore.ts';
import { connectFake, type Call, type Fault } from '../testing/fake-connector.ts';
import { createFakeServer, type FakeServer } from '../testing/fake-server.ts';
import { emptyPages, openJournal, type JournalPages } from '../testing/memory-journal.ts';
import { applyPlan } from './apply-plan.ts';
import type { Plan, RestoreResult } from './types.ts';

const ada = aCard('ada', 'TEL:1', 'X-CUSTOM:kept');
const bea = aCard('bea', 'TEL:2');
const OPTIONS = { restoreId: 'restore-1' as RestoreId, width: 1 };

describe('applyPlan', () => {
  it('puts back what is gone and proves it by reading it back', async () => {
    const server = createFakeServer('vcard', ['book']);
    const pages = emptyPages();
    const plan = await planOn(server, [aWanted('book/ada', ada, null), aWanted('book/bea', bea, null)]);
    expect(await applyOn(server, plan, pages)).toEqual({ id: 'restore-1', planId: 'plan-1', applied: 2, skipped: 0, failed: [], verified: true });
    expect(server.texts()).toEqual(new Map([['book/ada', ada], ['book/bea', bea]]));
    expect(pages.history.filter(({ index }) => index === 0).map(({ state }) => state)).toEqual(['intent', 'written', 'verified']);
  });

  it('writes nothing when the same plan is applied again', async () => {
    const server = createFakeServer('vcard', ['book']);
    const pages = emptyPages();
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    await applyOn(server, plan, pages);
    server.remove('book', 'book/ada');
    const writes = server.log.length;
    expect(await applyOn(server, plan, pages, 'restore-2')).toMatchObject({ id: 'restore-1', applied: 0, failed: [] });
    expect(server.log).toHaveLength(writes);
  });

  it('leaves what came there after the plan was made', async () => {
    const server = createFakeServer('vcard', ['book', 'other']);
    const plan = await planOn(server, [aWanted('book/ada', ada, null), aWanted('book/bea', bea, null), aWanted('book/cy', aCard('cy'), null)]);
    server.put('book', 'book/ada', aCard('ada', 'TEL:9'));
    server.put('other', 'other/bea', bea);
    const writes = server.log.length;
    const result = await applyOn(server, plan);
    expect(result).toMatchObject({ applied: 1, skipped: 1, failed: [{ key: 'book/ada', code: 'write-conflict' }], verified: false });
    expect(server.log.slice(writes).map(({ op, key }) => `${op} ${key}`)).toEqual(['create book/cy']);
  });

  it('names the properties that the server did not keep', async () => {
    const server = createFakeServer('vcard', ['book'], { rewrite: (text) => text.replace(/^X-CUSTOM.*\n/m, '') });
    const result = await applyOn(server, await planOn(server, [aWanted('book/ada', ada, null)]));
    expect(result).toMatchObject({ applied: 1, verified: false, failed: [{ key: 'book/ada', code: 'write-unverified', differences: ['X-CUSTOM'] }] });
  });

  it('finds an item that the server stores under another key', async () => {
    const server = createFakeServer('vcard', ['book'], { rekey: (wanted) => wanted.replace('book/', 'book/g-') });
    const pages = emptyPages();
    const result = await applyOn(server, await planOn(server, [aWanted('book/ada', ada, null)]), pages);
    expect(result).toMatchObject({ applied: 1, verified: true });
    expect([...(pages.restores.get('restore-1' as RestoreId)?.entries.values() ?? [])]).toMatchObject([{ marker: 'book/ada', key: 'book/g-ada', state: 'verified' }]);
  });

  it.each<Fault>(['lost-reply', 'late-reply', 'lost-request', 'throttled', 'failing', 'dropped'])('makes exactly one copy when a create meets: %s', async (fault) => {
    const server = createFakeServer('vcard', ['book'], { rekey: (wanted) => wanted.replace('book/', `book/g${Math.min(1, server.log.length)}-`) });
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    const { result } = await applyWith(server, plan, once('create', fault));
    expect(result).toMatchObject({ applied: 1, failed: [], verified: true });
    expect(server.log.map(({ op }) => op)).toEqual(['create']);
  });

  it.each<Fault>(['lost-reply', 'late-reply', 'lost-request', 'throttled', 'dropped'])('writes an update exactly once when it meets: %s', async (fault) => {
    const server = createFakeServer('vcard', ['book']);
    server.put('book', 'book/ada', aCard('ada', 'TEL:9'));
    const plan = await planOn(server, [aWanted('book/ada', ada, { key: 'book/ada', text: aCard('ada', 'TEL:9') })]);
    const { result } = await applyWith(server, plan, once('update', fault));
    expect(result).toMatchObject({ applied: 1, failed: [], verified: true });
    expect(server.log.map(({ op }) => op)).toEqual(['create', 'update']);
  });

  it('names a refused step and goes on with the rest', async () => {
    const server = createFakeServer('vcard', ['book']);
    const plan = await planOn(server, [aWanted('book/ada', ada, null), aWanted('book/bea', bea, null)]);
    const { result } = await applyWith(server, plan, once('create', 'refused'));
    expect(result).toMatchObject({ applied: 1, failed: [{ key: 'book/ada', code: 'write-refused' }], verified: false });
    expect([...server.texts().keys()]).toEqual(['book/bea']);
  });

  it('gives up a write that fails every time, after a bounded number of attempts', async () => {
    const server = createFakeServer('vcard', ['book']);
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    const { result, calls } = await applyWith(server, plan, (call) => (call.op === 'create' ? 'failing' : undefined));
    expect(result).toMatchObject({ applied: 0, failed: [{ key: 'book/ada', code: 'server-error' }] });
    expect(calls.filter(({ op }) => op === 'create')).toHaveLength(6);
  });

  it('says so where a server answers yes and stores nothing, every time', async () => {
    const server = createFakeServer('vcard', ['book']);
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    const { result } = await applyWith(server, plan, (call) => (call.op === 'create' ? 'dropped' : undefined));
    expect(result).toMatchObject({ applied: 0, failed: [{ key: 'book/ada', code: 'write-unverified' }], verified: false });
  });

  it('stays resumable where the server is gone, and finishes later without a second copy', async () => {
    const server = createFakeServer('vcard', ['book']);
    const pages = emptyPages();
    const plan = await planOn(server, [aWanted('book/ada', ada, null), aWanted('book/bea', bea, null)]);
    let isDown = false;
    const downAfterCreate = (call: Call): Fault | undefined => {
      if (isDown) return 'lost-request';
      isDown = call.op === 'create';
      return isDown ? 'lost-reply' : undefined;
    };
    await expect(applyWith(server, plan, downAfterCreate, pages)).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(await applyOn(server, plan, pages)).toMatchObject({ id: 'restore-1', applied: 2, failed: [], verified: true });
    expect(server.log.map(({ op, key }) => `${op} ${key}`)).toEqual(['create book/ada', 'create book/bea']);
  });

  it('waits as long as the server asks, and not an hour', async () => {
    const server = createFakeServer('vcard', ['book']);
    const pages = emptyPages();
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    let asked = 0;
    const busy = (call: Call): Fault | undefined => (call.op === 'create' && (asked += 1) <= 20 ? 'throttled' : undefined);
    expect((await applyWith(server, plan, busy)).result).toMatchObject({ applied: 1, verified: true });
    server.remove('book', 'book/ada');
    await expect(applyWith(server, plan, once('create', 'barred'), pages)).rejects.toMatchObject({ code: 'server-throttled' });
    expect(await applyOn(server, plan, pages)).toMatchObject({ applied: 1, verified: true });
  });

  it('stops before the next write when cancelled, and can be resumed', async () => {
    const server = createFakeServer('vcard', ['book']);
    const pages = emptyPages();
    const plan = await planOn(server, [aWanted('book/ada', ada, null), aWanted('book/bea', bea, null)]);
    const controller = new AbortController();
    const cancelInWrite = (call: Call): undefined => void (call.op === 'create' && controller.abort());
    await expect(applyWith(server, plan, cancelInWrite, pages, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(pages.history.map(({ state }) => state)).toEqual(['intent', 'written']);
    expect(await applyOn(server, plan, pages)).toMatchObject({ applied: 2, verified: true });
    expect(server.log).toHaveLength(2);
  });

  it('tells copies of one UID apart after a lost reply', async () => {
    const server = createFakeServer('vcard', ['book'], { rekey: (wanted) => wanted.replace('book/', 'book/g-') });
    const plan = await planOn(server, [aWanted('book/a1', ada, null), aWanted('book/a2', ada, null)]);
    let creates = 0;
    const ends: readonly (Fault | undefined)[] = ['lost-reply', 'lost-request'];
    const { result } = await applyWith(server, plan, (call) => (call.op === 'create' ? ends[creates++] : undefined));
    expect(result).toMatchObject({ applied: 2, verified: true });
    expect([...server.texts().keys()]).toEqual(['book/g-a1', 'book/g-a2']);
  });
});

describe('applyPlan, for one of two copies that had one UID', () => {
  it.each<Fault>(['lost-reply', 'lost-request', 'dropped'])('makes it once beside the other, also after: %s', async (fault) => {
    const server = createFakeServer('vcard', ['book'], { rekey: (wanted) => wanted.replace('book/', 'book/g-') });
    server.put('book', 'book/twin', ada);
    const plan = await planOn(server, [{ ...aWanted('book/ada', ada, null), twins: ['book/twin'] }]);
    const { result } = await applyWith(server, plan, once('create', fault));
    expect(result).toMatchObject({ applied: 1, verified: true });
    expect([...server.texts().keys()]).toEqual(['book/twin', 'book/g-ada']);
  });
});

describe('undo', () => {
  it('takes away what the restore made and puts back what it changed, and nothing else', async () => {
    const server = createFakeServer('vcard', ['book']);
    server.put('book', 'book/bea', aCard('bea', 'TEL:9'));
    server.put('book', 'book/cy', aCard('cy'));
    const before = server.texts();
    const pages = emptyPages();
    await applyOn(server, await planOn(server, [aWanted('book/ada', ada, null), aWanted('book/bea', bea, { key: 'book/bea', text: aCard('bea', 'TEL:9') })]), pages);
    const undo = await undoOn(server, pages);
    expect(undo.steps.map(({ op, key }) => `${op} ${key}`)).toEqual(['update book/bea', 'delete book/ada']);
    expect(await applyOn(server, undo, pages, 'restore-2')).toMatchObject({ applied: 2, failed: [], verified: true });
    expect(server.texts()).toEqual(before);
  });

  it('leaves what was changed after the restore', async () => {
    const server = createFakeServer('vcard', ['book']);
    const pages = emptyPages();
    await applyOn(server, await planOn(server, [aWanted('book/ada', ada, null), aWanted('book/bea', bea, null)]), pages);
    server.put('book', 'book/ada', ada.replace('FN:ada', 'FN:ada\nNOTE:mine'));
    server.remove('book', 'book/bea');
    const undo = await undoOn(server, pages);
    expect(undo.steps.map(({ op, reason }) => `${op} ${reason}`)).toEqual(['skip skip-gone']);
    expect(undo.conflicts).toEqual([{ key: 'book/ada', title: 'ada', reason: 'conflict-changed-after-restore' }]);
  });

  it('does not touch a card of somebody else that appeared under the key of a failed step', async () => {
    const server = createFakeServer('vcard', ['book']);
    const pages = emptyPages();
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    await applyWith(server, plan, once('create', 'refused'), pages);
    server.put('book', 'book/ada', ada);
    expect(await undoOn(server, pages)).toMatchObject({ steps: [], conflicts: [] });
  });

  it('takes back what a rewriting server kept of it', async () => {
    const server = createFakeServer('vcard', ['book'], { rewrite: (text) => text.replace(/^X-CUSTOM.*\n/m, '') });
    const pages = emptyPages();
    await applyOn(server, await planOn(server, [aWanted('book/ada', ada, null)]), pages);
    expect(await applyOn(server, await undoOn(server, pages), pages, 'restore-2')).toMatchObject({ applied: 1, verified: true });
    expect(server.texts().size).toBe(0);
  });

  it('does not take for its own what differs and was only found after a lost reply', async () => {
    const server = createFakeServer('vcard', ['book']);
    const pages = emptyPages();
    const plan = await planOn(server, [aWanted('book/ada', ada, null)]);
    const theirsFirst = once('create', 'lost-request');
    const { result } = await applyWith(server, plan, (call) => {
      const fault = theirsFirst(call);
      if (fault) server.put('book', 'book/ada', aCard('ada', 'TEL:theirs'));
      return fault;
    }, pages);
    expect(result).toMatchObject({ failed: [{ key: 'book/ada', code: 'write-unverified' }] });
    expect(await undoOn(server, pages)).toMatchObject({ steps: [], conflicts: [{ reason: 'conflict-changed-after-restore' }] });
  });

  it('can itself be taken back', async () => {
    const server = createFakeServer('vcard', ['book']);
    const pages = emptyPages();
    await applyOn(server, await planOn(server, [aWanted('book/ada', ada, null)]), pages);
    await applyOn(server, await undoOn(server, pages), pages, 'restore-2');
    await applyOn(server, await undoOn(server, pages, 'restore-2'), pages, 'restore-3');
    expect(server.texts()).toEqual(new Map([['book/ada', ada]]));
  });

  it.each(['client-agent', 'strip-only', 'unknown'] as const)('restores and takes back an invitation without a message to anyone (%s)', async (scheduling) => {
    const server = createFakeServer('icalendar', ['cal'], { scheduling });
    const pages = emptyPages();
    const invite = anEvent('meeting', 'ORGANIZER:mailto:me@example.test', 'ATTENDEE:mailto:guest@example.test');
    expect(await applyOn(server, await planOn(server, [aWanted('cal/m', invite, null)]), pages)).toMatchObject({ applied: 1, verified: true });
    await applyOn(server, await undoOn(server, pages), pages, 'restore-2');
    expect(server.texts().size).toBe(0);
    expect(server.notified).toEqual([]);
  });

  it('leaves an invitation whose guests the server looks after again', async () => {
    const server = createFakeServer('icalendar', ['cal'], { scheduling: 'client-agent' });
    const pages = emptyPages();
    const invite = anEvent('meeting', 'ORGANIZER:mailto:me@example.test', 'ATTENDEE:mailto:guest@example.test');
    await applyOn(server, await planOn(server, [aWanted('cal/m', invite, null)]), pages);
    server.put('cal', 'cal/m', invite);
    server.notified.length = 0;
    const undo = await undoOn(server, pages);
    expect(undo.steps.map(({ op, reason }) => `${op} ${reason}`)).toEqual(['manual manual-undo-invitation']);
    await applyOn(server, undo, pages, 'restore-2');
    expect(server.notified).toEqual([]);
  });
});

async function applyWith(
  server: FakeServer,
  plan: Plan,
  faultOf: (call: Call) => Fault | undefined,
  pages: JournalPages = emptyPages(),
  signal: AbortSignal = NEVER,
): Promise<{ result: RestoreResult; calls: readonly Call[] }> {
  const connector = connectFake(server, faultOf);
  const result = await applyPlan(plan, applyPorts({ connector, journal: openJournal(pages) }), OPTIONS, signal, ignoreProgress);
  return { result, calls: connector.calls };
}

function once(op: Call['op'], fault: Fault): (call: Call) => Fault | undefined {
  let isDone = false;
  return (call) => {
    if (isDone || call.op !== op) return undefined;
    isDone = true;
    return fault;
  };
}

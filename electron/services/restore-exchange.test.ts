import { describe, expect, it, onTestFinished } from 'vitest';
import { FaultPicker } from '../demo/exchange-server/faults/fault-rules.ts';
import { draftOf, type Item } from '../demo/exchange-server/mailbox/item.ts';
import { PROP } from '../demo/exchange-server/mailbox/known-properties.ts';
import { startExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';
import { casePath } from '../testing/build-case.ts';
import type { CaseContext } from './case-context.ts';
import { compareSnapshots } from './compare-snapshots.ts';
import { createPorts, createSessionVault, openCaseContext } from './engine.ts';
import { applyPlan, planRestore, undoRestore } from './restore-records.ts';
import { sessionReference } from './secrets.ts';
import { addSource } from './sources.ts';
import { systemClock } from './system-ports.ts';
import { takeSnapshots } from './take-snapshot.ts';

const { signal } = new AbortController();
const NOTHING = (): void => {};
const BY = { name: 'Sync', request: null };

describe('a restore of what a sync took from a mailbox', () => {
  it.each([
    ['ews', { none: 'create', aside: 'undelete', edited: 'create', soft: 'undelete', meeting: 'undelete', moved: 'move' }],
    ['graph', { none: 'create', aside: 'undelete', edited: 'create', soft: 'create', meeting: 'create', moved: 'manual' }],
  ] as const)('climbs the ladder, tells nobody and can be taken back (%s)', async (kind, ops) => {
    const { server, context, take } = await aMailbox(kind);
    const before = await take();
    const { mailbox } = server;
    const [first, edited, soft, gone, moved] = mailbox.itemsIn(mailbox.folders.named('contacts').number) as [Item, Item, Item, Item, Item];
    const events = mailbox.itemsIn(mailbox.folders.named('calendar').number);
    const [meeting, event] = [events.find(hasGuests), events.find((item) => !hasGuests(item))] as [Item, Item];
    const [task] = mailbox.itemsIn(mailbox.folders.named('tasks').number) as [Item];
    mailbox.delete(first, 'MoveToDeletedItems', BY);
    mailbox.delete(mailbox.update(edited, { ...draftOf(edited), bag: new Map(edited.bag).set(PROP.displayName, 'Blanked').set(PROP.givenName, '') }, BY), 'MoveToDeletedItems', BY);
    mailbox.delete(soft, 'SoftDelete', BY);
    mailbox.destroy(gone, BY);
    for (const item of [meeting, event, task]) mailbox.delete(item, 'MoveToDeletedItems', BY);
    const [suppliers] = mailbox.folders.children(mailbox.folders.named('contacts').number);
    if (suppliers === undefined) throw new Error('the sample has no second folder');
    mailbox.move(moved, suppliers, BY);
    const after = await take();
    expect(compareSnapshots(context, { from: before, to: after }).summary).toMatchObject({ added: 0, removed: 7, moved: 1, recreated: 0 });

    const removed = await planRestore(context, { what: 'removed', from: before, until: after }, signal);
    const opOf = (item: Item) => removed.steps.find(({ title }) => title === titleOf(item))?.op;
    expect({ none: opOf(gone), aside: opOf(first), edited: opOf(edited), soft: opOf(soft), meeting: opOf(meeting) }).toEqual({ none: ops.none, aside: ops.aside, edited: ops.edited, soft: ops.soft, meeting: ops.meeting });
    const changed = await planRestore(context, { what: 'changed', from: before, until: after }, signal);
    expect(changed.steps.map(({ op }) => op)).toEqual([ops.moved]);
    const restores = [];
    for (const { id } of [removed, changed]) restores.push(await applyPlan(context, id, signal, NOTHING));
    expect(restores.map(({ failed, verified }) => [failed, verified])).toEqual([[[], true], [[], true]]);
    const restored = await take();
    expect(compareSnapshots(context, { from: before, to: restored }).summary).toMatchObject({ added: 0, removed: 0 });
    const again = await planRestore(context, { what: 'removed', from: before, until: after }, signal);
    expect([...new Set(again.steps.map(({ op }) => op)), again.conflicts]).toEqual(['skip', []]);

    for (const { id } of restores.reverse()) expect((await undoRestore(context, id, signal, NOTHING)).failed).toEqual([]);
    const undone = await take();
    // On EWS an item has another id after each move.
    expect(compareSnapshots(context, { from: after, to: undone }).changes.map(({ change, title }) => [change, title])).toEqual(kind === 'ews' ? [['recreated', titleOf(moved)]] : []);
    expect(server.log.notifications()).toEqual([]);
    expect(server.log.changes().filter(({ kind: what, request }) => what === 'destroy' && request !== null)).toEqual([]);
  });

  it('finishes a series whose making lost its answer before its changed occurrences were written', async () => {
    const faults = new FaultPicker();
    const { server, context, take } = await aMailbox('ews', faults);
    const { mailbox } = server;
    const calendar = mailbox.folders.named('calendar').number;
    const before = await take();
    for (const item of mailbox.itemsIn(calendar).filter((one) => one.exceptions.length > 0)) mailbox.destroy(item, BY);
    const plan = await planRestore(context, { what: 'removed', from: before, until: await take() }, signal);
    faults.replace({ rules: [{ fault: 'lost-reply', operation: 'CreateItem', times: 1 }, { fault: 'lost-reply', operation: 'CreateItem', skip: 1, times: 1 }], clockSkewMs: 0 });
    expect(await applyPlan(context, plan.id, signal, NOTHING)).toMatchObject({ applied: plan.steps.length, failed: [], verified: true });
    expect(compareSnapshots(context, { from: before, to: await take() }).summary).toMatchObject({ added: 0, removed: 0, modified: 0, recreated: plan.steps.length });
    expect(server.log.notifications()).toEqual([]);
  });

  it('brings a meeting that another called back as an event without guests that names them', async () => {
    const { server, context, take } = await aMailbox('ews');
    const { mailbox } = server;
    const calendar = mailbox.folders.named('calendar').number;
    const meeting = mailbox.itemsIn(calendar).find(hasGuests) as Item;
    const bag = new Map(meeting.bag).set(PROP.organizerName, 'Boss').set(PROP.organizerAddress, 'boss@example.test');
    mailbox.update(meeting, { ...draftOf(meeting), bag }, BY);
    const before = await take();
    mailbox.destroy(mailbox.itemsIn(calendar).find(hasGuests) as Item, BY);
    const ask = { what: 'removed', from: before, until: await take() } as const;
    const plan = await planRestore(context, ask, signal);
    expect(plan.steps.map(({ op, reason }) => [op, reason])).toEqual([['create', expect.stringContaining('a copy without guests')]]);
    expect(await applyPlan(context, plan.id, signal, NOTHING)).toMatchObject({ applied: 1, failed: [], verified: true });
    const copy = mailbox.itemsIn(calendar).find((item) => titleOf(item) === titleOf(meeting)) as Item;
    expect([copy.attendees, copy.bag.get(PROP.body)]).toEqual([[], expect.stringContaining('Organizer: Boss')]);
    expect((await planRestore(context, ask, signal)).steps.map(({ op }) => op)).toEqual(['skip']);
    expect(server.log.notifications()).toEqual([]);
  });
});

async function aMailbox(kind: 'ews' | 'graph', faults = new FaultPicker()) {
  const server = await startExchangeServer({ clock: systemClock, faults });
  const vault = createSessionVault({});
  await vault.set(sessionReference('mailbox'), kind === 'graph' ? { type: 'bearer', token: 'test-token' } : { type: 'password', password: 'pass' });
  const context: CaseContext = openCaseContext(casePath(), 'write', undefined, createPorts(vault, () => Promise.reject(new Error('no practice server'))));
  onTestFinished(async () => {
    context.store.close();
    await server.close();
  });
  addSource(context, { name: 'mailbox', kind, url: kind === 'graph' ? server.graphUrl : server.ewsUrl, user: 'user@example.test', secretRef: sessionReference('mailbox') });
  return { server, context, take: async (): Promise<string> => (await takeSnapshots(context, { sources: ['mailbox'] }, signal, NOTHING))[0]?.id ?? '' };
}

function hasGuests(item: Item): boolean {
  return item.attendees.length > 0;
}

function titleOf(item: Item): unknown {
  return item.bag.get(PROP.displayName) ?? item.bag.get(PROP.subject);
}

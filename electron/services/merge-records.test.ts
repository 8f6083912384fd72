import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startDavServer } from '../demo/dav-server/start-dav-server.ts';
import { startDemoServer } from '../demo/demo-server.ts';
import { FaultPicker, type FaultRule } from '../demo/exchange-server/faults/fault-rules.ts';
import { draftOf, type Item } from '../demo/exchange-server/mailbox/item.ts';
import { PROP } from '../demo/exchange-server/mailbox/known-properties.ts';
import { tag } from '../demo/exchange-server/mailbox/property-keys.ts';
import { PRACTICE_ACCOUNT, startExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';
import { makeIncidentCase } from '../demo/make-incident-case.ts';
import type { Secret } from '../core/ports.ts';
import { casePath } from '../testing/build-case.ts';
import { aStory } from '../testing/build-story.ts';
import { aCard } from '../testing/builders.ts';
import type { CaseContext } from './case-context.ts';
import { createPorts, createSessionVault, openCaseContext } from './engine.ts';
import { findDuplicates } from './find-duplicates.ts';
import { planMerge } from './merge-records.ts';
import { applyPlan, undoRestore } from './restore-records.ts';
import { sessionReference } from './secrets.ts';
import { addSource, type NewSource } from './sources.ts';
import { systemClock } from './system-ports.ts';
import { takeSnapshots } from './take-snapshot.ts';

// The pauses between tries are long enough for servers and of no use to a test.
vi.mock('./system-ports.ts', async (original) => {
  const real = await original<typeof import('./system-ports.ts')>();
  return { ...real, systemClock: { ...real.systemClock, sleep: (_ms: number, stop?: AbortSignal) => real.systemClock.sleep(0, stop) } };
});

const { signal } = new AbortController();
const NOTHING = (): void => {};
// MS-OXPROPS: PidTagMobileTelephoneNumber, PidTagProfession.
const [MOBILE_PHONE, PROFESSION] = [tag(0x3a1c), tag(0x3a46)];
const BY = { name: 'Sync', request: null };

describe('a merge', () => {
  it('leaves one of each doubled contact of an address book, and is taken back', async () => {
    const server = await startDemoServer(true);
    const { context, after, truth } = await makeIncidentCase(casePath(), server, 7, signal, NOTHING);
    onTestFinished(async () => {
      context.store.close();
      await server.stop();
    });
    const take = async () => (await takeSnapshots(context, { sources: ['phone-book'] }, signal, NOTHING))[0];
    const groups = findDuplicates(context, { snapshot: after.id, across: false }).slice(0, 15);
    const reads = vi.spyOn(context.store, 'versions');
    await planMerge(context, { snapshot: after.id, groups: groups.slice(0, 1).map(({ id }) => id) }, signal);
    const readsForOne = reads.mock.calls.length;
    const plan = await planMerge(context, { snapshot: after.id, groups: groups.map(({ id }) => id) }, signal);
    expect(reads.mock.calls.length).toBe(2 * readsForOne);
    expect(plan.conflicts).toEqual([]);
    expect(plan.steps.filter(({ op }) => op === 'delete').map(({ key }) => truth.doubled.some(({ copyHref, href }) => key.endsWith(copyHref) || key.endsWith(href)))).toEqual(groups.map(() => true));
    const restore = await applyPlan(context, plan.id, signal, NOTHING);
    expect(restore).toMatchObject({ failed: [], verified: true });
    const merged = await take();
    expect(merged?.counts.contact).toBe(after.counts.contact - 15);
    expect(await applyPlan(context, plan.id, signal, NOTHING)).toMatchObject({ applied: 0, failed: [] });
    // What was planned against another state is a conflict now.
    expect((await planMerge(context, { snapshot: after.id, groups: groups.slice(0, 3).map(({ id }) => id) }, signal)).conflicts).toHaveLength(3);
    expect(await undoRestore(context, restore.id, signal, NOTHING)).toMatchObject({ failed: [], verified: true });
    expect((await take())?.counts.contact).toBe(after.counts.contact);
  });

  it('leaves one of each doubled event of a calendar, and is taken back', async () => {
    const event = (uid: string, title: string, hour: number) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', 'BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260301T080000Z', `DTSTART:20260310T${String(hour).padStart(2, '0')}0000Z`, 'DURATION:PT1H', `SUMMARY:${title}`, 'LOCATION:Room 1', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
    const items = [9, 10, 11, 12].flatMap((hour) => ['first', 'second'].map((copy) => ({ name: `${hour}-${copy}.ics`, text: event(`${hour}-${copy}@example.test`, `Meeting about ${hour} things`, hour) })));
    const server = await startDavServer({ user: 'anna', password: 'pass', books: [{ path: 'work', name: 'Work', kind: 'calendar', items }] });
    const { context, take } = await anAccount({ name: 'calendar', kind: 'caldav', url: server.url, user: 'anna' }, { type: 'password', password: 'pass' }, () => server.close());
    const snapshot = await take();
    const groups = findDuplicates(context, { snapshot, across: false });
    expect(groups).toHaveLength(4);
    const plan = await planMerge(context, { snapshot, groups: groups.map(({ id }) => id) }, signal);
    expect(plan.steps.map(({ op }) => op)).toEqual(groups.flatMap(() => ['skip', 'delete']));
    const restore = await applyPlan(context, plan.id, signal, NOTHING);
    expect(restore).toMatchObject({ applied: 4, failed: [], verified: true });
    expect(context.store.resolveSnapshot(await take()).counts.event).toBe(4);
    expect(await undoRestore(context, restore.id, signal, NOTHING)).toMatchObject({ applied: 4, failed: [], verified: true });
    expect(context.store.resolveSnapshot(await take()).counts.event).toBe(8);
  });

  it.each(['graph', 'ews'] as const)('leaves one of each copied contact of a mailbox, whatever replies are lost, and tells nobody (%s)', async (kind) => {
    const { server, faults, context, take } = await aMailbox(kind);
    const { mailbox } = server;
    const folder = mailbox.folders.named('contacts');
    const standing = (): readonly Item[] => mailbox.itemsIn(folder.number);
    const people = standing().slice(0, 6);
    for (const [index, item] of people.entries()) {
      const draft = draftOf(item);
      // Some copies lost a field on the way; with Graph one says something of its own.
      const bag = new Map(draft.bag);
      if (index % 2 === 1) bag.delete(MOBILE_PHONE);
      if (index === 5 && kind === 'graph') bag.set(PROFESSION, 'Pilot');
      mailbox.create(folder, { ...draft, bag }, BY);
    }
    const counted = standing().length;
    const snapshot = await take();
    const groups = findDuplicates(context, { snapshot, across: false }).filter((group) => group.kind !== 'homonym');
    expect(groups.length).toBeGreaterThanOrEqual(people.length);
    const plan = await planMerge(context, { snapshot, groups: groups.map(({ id }) => id) }, signal);
    expect(plan.conflicts).toEqual([]);
    expect(plan.notifies).toBe(0);
    const copies = plan.steps.filter(({ op }) => op === 'delete').length;
    expect(copies).toBe(people.length);
    const lost: FaultRule[] = kind === 'graph' ? ['DELETE /v1.0/', 'PATCH /v1.0/'].map((operation) => ({ fault: 'lost-reply', operation, times: 2 })) : ['DeleteItem', 'UpdateItem'].map((operation) => ({ fault: 'lost-reply', operation, times: 2 }));
    faults.replace({ rules: lost, clockSkewMs: 0 });
    const restore = await applyPlan(context, plan.id, signal, NOTHING);
    expect(restore).toMatchObject({ failed: [], verified: true });
    expect(standing()).toHaveLength(counted - copies);
    const names = standing().map((item) => item.bag.get(PROP.displayName));
    expect(new Set(names).size).toBe(names.length);
    if (kind === 'graph') expect(standing().some((item) => item.bag.get(PROFESSION) === 'Pilot')).toBe(true);
    faults.replace({ rules: [], clockSkewMs: 0 });
    expect(await undoRestore(context, restore.id, signal, NOTHING)).toMatchObject({ failed: [], verified: true });
    expect(standing()).toHaveLength(counted);
    expect(server.log.notifications()).toEqual([]);
  });

  it('merges only groups that are there, and of one account and one person', async () => {
    const { context, take } = await aMailbox('graph');
    const snapshot = await take();
    await expect(planMerge(context, { snapshot, groups: ['none'] }, signal)).rejects.toMatchObject({ code: 'group-unknown' });
    expect(await planMerge(context, { snapshot }, signal)).toMatchObject({ steps: [], conflicts: [], notifies: 0 });
  });

  it('takes no group of two accounts for copies', async () => {
    const story = aStory({ phone: 'carddav', work: 'carddav' });
    const body = aCard({ uid: 'u1', given: 'Ada', family: 'Almond', emails: ['ada@example.test'], phones: ['+49 170 5550001'] });
    const snapshot = story.snapshot('phone', '2026-03-01T09:00:00Z', [{ key: 'a', body }]);
    story.snapshot('work', '2026-03-01T08:00:00Z', [{ key: 'b', body }]);
    const [group] = findDuplicates(story.context, { snapshot: snapshot.id, across: true });
    await expect(planMerge(story.context, { snapshot: snapshot.id, groups: [group?.id ?? ''] }, signal)).rejects.toMatchObject({ code: 'group-of-several-sources' });
  });
});

async function aMailbox(kind: 'ews' | 'graph') {
  const faults = new FaultPicker();
  const server = await startExchangeServer({ clock: systemClock, sample: { contacts: 12, events: 0, tasks: 0 }, faults });
  const secret = kind === 'graph' ? ({ type: 'bearer', token: 'test-token' } as const) : ({ type: 'password', password: 'pass' } as const);
  return { server, faults, ...(await anAccount({ name: 'mailbox', kind, url: kind === 'graph' ? server.graphUrl : server.ewsUrl, user: PRACTICE_ACCOUNT.user }, secret, () => server.close())) };
}

/** A case with one account; both end with the test. */
async function anAccount(source: Omit<NewSource, 'secretRef'>, secret: Secret, end: () => Promise<void>) {
  const vault = createSessionVault({});
  await vault.set(sessionReference(source.name), secret);
  const context: CaseContext = openCaseContext(casePath(), 'write', undefined, createPorts(vault, () => Promise.reject(new Error('no practice server'))));
  onTestFinished(async () => {
    context.store.close();
    await end();
  });
  addSource(context, { ...source, secretRef: sessionReference(source.name) });
  return { context, take: async (): Promise<string> => (await takeSnapshots(context, { sources: [source.name] }, signal, NOTHING))[0]?.id ?? '' };
}

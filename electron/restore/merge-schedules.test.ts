import { describe, expect, it } from 'vitest';
import type { PlanId, RestoreId, SourceId } from '../../shared/records.ts';
import { mergeBodies } from '../core/merging/merge-bodies.ts';
import { missingEntries } from '../core/merging/values.ts';
import { readRaw } from '../core/read-raw.ts';
import type { ReadContext } from '../core/reading.ts';
import { aCard, anEvent, applyOn, aWanted, jumpingClock, NEVER, undoOn } from '../testing/build-restore.ts';
import { connectFake } from '../testing/fake-connector.ts';
import { createFakeServer, type FakeServer, type ServerEvent, type ServerHabits } from '../testing/fake-server.ts';
import { emptyPages } from '../testing/memory-journal.ts';
import { forSeeds, pick, runOnce, thereAndBack, untilDone } from '../testing/restore-troubles.ts';
import { textRules } from '../testing/text-rules.ts';
import { gatherForRestore } from './gather.ts';
import { type MergeGroup, type MergeRules, planMerge } from './plan/plan-merge.ts';
import type { Plan } from './types.ts';

const CONTEXT: ReadContext = { digest: (bytes) => String(bytes.length) };
const MERGING: MergeRules = {
  merge: (format, kind, kept, others) => mergeBodies(format, kind, kept, others, CONTEXT),
  missing: (format, from, body) => missingEntries(readRaw(format, from, CONTEXT).fields, readRaw(format, body, CONTEXT).fields),
};
const WAYS: readonly ServerHabits[] = [{}, { uniqueUid: true }, { keys: 'given', undelete: 'move' }, { keys: 'given', undelete: 'copy', keepsKeys: true }];

interface World {
  readonly server: FakeServer;
  readonly groups: readonly MergeGroup[];
  readonly plan: Plan;
}

async function planGroups(server: FakeServer, groups: readonly MergeGroup[]): Promise<Plan> {
  const now = await gatherForRestore({ connector: connectFake(server), clock: jumpingClock() }, groups.flatMap(({ members }) => members), [], NEVER);
  return planMerge({ id: 'plan-1' as PlanId, sourceId: 'source-1' as SourceId, sourceName: 'account', createdAt: '2026-03-01T00:00:00.000Z', groups, now }, textRules, MERGING);
}

/** Groups of two to four cards, each with some lines of the others and some of its own. */
async function begin(random: () => number, habits: ServerHabits): Promise<World> {
  const server = createFakeServer('vcard', ['book', 'other'], habits);
  server.put('other', 'other/b', aCard('bystander'));
  const groups = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, group): MergeGroup => {
    const sharesUid = habits.uniqueUid !== true && habits.keys !== 'given' && random() < 0.4;
    const lines = Array.from({ length: 6 }, (_line, index) => `${pick(random, ['TEL', 'EMAIL', 'NOTE'])}:${group}${index}@example.test`);
    const members = Array.from({ length: 2 + Math.floor(random() * 3) }, (_member, index) => {
      const key = `book/g${group}-${index}`;
      const text = aCard(sharesUid ? `g${group}` : `g${group}-${index}`, ...lines.filter(() => random() < 0.5));
      server.put('book', key, text);
      return aWanted(key, text);
    });
    return { keep: pick(random, members).key, members };
  });
  return { server, groups, plan: await planGroups(server, groups) };
}

const valuesIn = (text: string): readonly string[] => text.split('\n').filter((line) => /^(?:TEL|EMAIL|NOTE):/.test(line));

describe('a merge under any schedule of faults and cuts', () => {
  it('loses no value, leaves one record of each group and makes no second one, in 1,500 of 1,500', () =>
    forSeeds(1500, async (random, place) => {
      const { server, groups, plan } = await begin(random, pick(random, WAYS));
      expect(plan.conflicts, place).toEqual([]);
      const before = server.texts();
      const start = server.log.length;
      const pages = emptyPages();
      const result = await untilDone(server, plan, pages, random);
      expect(result, place).toMatchObject({ failed: [], verified: true });
      const now = server.texts();
      for (const { keep, members } of groups) {
        const held = valuesIn(now.get(keep) ?? '');
        for (const { key } of members) for (const value of valuesIn(before.get(key) ?? '')) expect(held, `${place}: ${key}`).toContain(value);
        expect(new Set(held).size, place).toBe(held.length);
        expect(members.filter(({ key }) => now.has(key)).map(({ key }) => key), place).toEqual([keep]);
      }
      const ours = server.log.slice(start);
      expect(now.get('other/b'), place).toBe(before.get('other/b'));
      expect(ours.filter(({ op }) => op === 'create'), place).toEqual([]);
      expect(ours.length, place).toBe(plan.steps.filter(({ op }) => op !== 'skip').length);
      expect(server.notified, place).toEqual([]);
      expect(await runOnce(server, plan, pages, { restoreId: 'restore-9' }), place).toMatchObject({ applied: 0 });
      expect(server.log.length, place).toBe(start + ours.length);
    }));

  it('deletes a copy only while the kept record holds all of it and the copy is what was reviewed, whatever others write, in 1,000 of 1,000', () =>
    forSeeds(1000, async (random, place) => {
      const { server, groups, plan } = await begin(random, pick(random, WAYS));
      const theirs = new Set<ServerEvent>();
      const others = (mayTouchKept: boolean): void => {
        const start = server.log.length;
        for (const { keep, members } of groups) {
          for (const { key, uid } of members) if ((mayTouchKept || key !== keep) && random() < 0.3) server.put('book', key, aCard(uid ?? key, 'NOTE:written since'));
        }
        for (const event of server.log.slice(start)) theirs.add(event);
      };
      // Between a look and a write nobody but the server could hold the kept record still; until then anybody may change it.
      if (random() < 0.7) others(true);
      const held = new Map(server.texts());
      const start = server.log.length;
      await untilDone(server, plan, emptyPages(), random, 'restore-1', () => (random() < 0.3 ? others(false) : undefined));
      for (const event of server.log.slice(start)) {
        const group = groups.find(({ members }) => members.some(({ key }) => key === event.key));
        if (!theirs.has(event) && event.op === 'delete') {
          const kept = valuesIn(held.get(group?.keep ?? '') ?? '');
          expect(event.key, place).not.toBe(group?.keep);
          expect(event.before, place).not.toContain('written since');
          for (const value of valuesIn(event.before ?? '')) expect(kept, `${place}: ${event.key}`).toContain(value);
        }
        if (event.after === undefined) held.delete(event.key);
        else held.set(event.key, event.after);
      }
    }));

  it('is taken back to what was there before, in 500 of 500', () =>
    forSeeds(500, async (random, place) => {
      const { server, plan } = await begin(random, pick(random, WAYS));
      const texts = (): readonly (readonly string[])[] => [...server.texts().values()].map((text) => text.split('\n').sort()).sort((left, right) => (left.join() < right.join() ? -1 : 1));
      const before = texts();
      const { undo } = await thereAndBack(server, plan, random);
      expect(undo.conflicts, place).toEqual([]);
      expect(texts(), place).toEqual(before);
    }));
});

describe('a merge plan', () => {
  it('names what of a copy is kept nowhere, and leaves a record that lacks nothing as it is', async () => {
    const server = createFakeServer('vcard', ['book']);
    const [kept, copy] = [aCard('Ada Almond', 'TEL:1', 'EMAIL:a@example.test'), aCard('Ade Almnd', 'TEL:1')];
    server.put('book', 'book/kept', kept);
    server.put('book', 'book/copy', copy);
    const plan = await planGroups(server, [{ keep: 'book/kept', members: [aWanted('book/kept', kept), aWanted('book/copy', copy)] }]);
    expect(plan.steps.map(({ op, key, reason, needs, discards }) => ({ op, key, reason, needs, discards }))).toEqual([
      { op: 'skip', key: 'book/kept', reason: 'merge-keep', needs: undefined, discards: undefined },
      { op: 'delete', key: 'book/copy', reason: 'merge-delete', needs: 0, discards: [{ field: 'name/full', text: 'Ade Almnd' }] },
    ]);
    const pages = emptyPages();
    expect(await applyOn(server, plan, pages)).toMatchObject({ applied: 1, skipped: 1, failed: [], verified: true });
    expect([...server.texts().keys()]).toEqual(['book/kept']);
    expect(await applyOn(server, await undoOn(server, pages), pages, 'restore-2')).toMatchObject({ failed: [], verified: true });
    expect(new Map(server.texts())).toEqual(new Map([['book/kept', kept], ['book/copy', copy]]));
  });

  it('keeps the record that a group of contacts names, and leaves to a person where it names several', async () => {
    const server = createFakeServer('vcard', ['book']);
    const members = ['a', 'B', 'c'].map((name) => aWanted(`book/${name}`, aCard(name, 'TEL:1').replace(/^FN:.*$/m, 'FN:Ada')));
    for (const { key, raw } of members) server.put('book', key, new TextDecoder().decode(raw));
    const deleted = async (...named: readonly string[]) => (await planGroups(server, [{ keep: 'book/a', members, named: new Set(named) }])).steps.map(({ op, key }) => `${op} ${key}`);
    expect(await deleted()).toEqual(['skip book/a', 'delete book/B', 'delete book/c']);
    expect(await deleted('b', 'stranger')).toEqual(['skip book/B', 'delete book/a', 'delete book/c']);
    expect(await deleted('a', 'c')).toEqual(['manual book/a']);
  });

  it('leaves a group of which one record changed or went since the snapshot', async () => {
    for (const change of [(server: FakeServer) => server.put('book', 'book/b', aCard('b', 'TEL:9')), (server: FakeServer) => server.remove('book', 'book/b')]) {
      const server = createFakeServer('vcard', ['book']);
      const members = ['a', 'b', 'c'].map((name) => aWanted(`book/${name}`, aCard(name, 'TEL:1')));
      for (const name of ['a', 'b', 'c']) server.put('book', `book/${name}`, aCard(name, 'TEL:1'));
      change(server);
      const plan = await planGroups(server, [{ keep: 'book/a', members }]);
      expect(plan).toMatchObject({ steps: [], conflicts: [{ key: 'book/b', reason: 'conflict-merge-changed' }] });
    }
  });

  it('merges events that say the same, and leaves to a person what says more or has guests', async () => {
    for (const [lines, expected] of [[[], ['skip', 'delete']], [['LOCATION:Room 1'], ['manual']], [['ATTENDEE:mailto:guest@example.test'], ['manual']]] as const) {
      const server = createFakeServer('icalendar', ['book'], { scheduling: 'strip-only' });
      const [kept, copy] = [anEvent('a', 'DTSTART:20260301T090000Z', ...(expected.length > 1 ? ['LOCATION:Room 1'] : [])), anEvent('b', 'DTSTART:20260301T090000Z', ...lines).replace('SUMMARY:b', 'SUMMARY:a')];
      server.put('book', 'book/a', kept);
      server.put('book', 'book/b', copy);
      server.notified.length = 0;
      const plan = await planGroups(server, [{ keep: 'book/a', members: [aWanted('book/a', kept), aWanted('book/b', copy)] }]);
      expect(plan.steps.map(({ op }) => op)).toEqual(expected);
      await applyOn(server, plan);
      expect(server.notified).toEqual([]);
    }
  });

  it('makes no request to delete where the kept record was not taken whole', async () => {
    let takesNotes = true;
    const server = createFakeServer('vcard', ['book'], { rewrite: (text) => (takesNotes ? text : text.replace(/^NOTE:.*\n/m, '')) });
    const [kept, copy] = [aCard('a', 'TEL:1'), aCard('a', 'TEL:1', 'NOTE:only here')];
    server.put('book', 'book/a', kept);
    server.put('book', 'book/b', copy);
    takesNotes = false;
    const plan = await planGroups(server, [{ keep: 'book/a', members: [aWanted('book/a', kept), aWanted('book/b', copy)] }]);
    const start = server.log.length;
    const pages = emptyPages();
    const result = await applyOn(server, plan, pages);
    expect(result.verified).toBe(false);
    expect(server.log.slice(start).filter(({ op }) => op === 'delete')).toEqual([]);
    expect(pages.restores.get('restore-1' as RestoreId)?.entries.get(1)).toMatchObject({ state: 'conflict' });
  });
});

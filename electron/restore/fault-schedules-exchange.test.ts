import { describe, expect, it } from 'vitest';
import type { RestoreId } from '../../shared/records.ts';
import { aCard, anEvent, aWanted, planOn } from '../testing/build-restore.ts';
import { Cut } from '../testing/fake-connector.ts';
import { createFakeServer, DELETED, textOf, type FakeServer, type ServerEvent, type ServerHabits } from '../testing/fake-server.ts';
import { emptyPages } from '../testing/memory-journal.ts';
import { forSeeds, pick, runOnce, thereAndBack, type Trouble, untilDone } from '../testing/restore-troubles.ts';
import type { Plan, WantedRecord } from './types.ts';

const WAYS: readonly ServerHabits[] = [
  { keys: 'given', undelete: 'move' },
  { keys: 'given', undelete: 'move', keepsKeys: true },
  { keys: 'given', undelete: 'move', marksNothing: true },
  { keys: 'given', undelete: 'move', movesNothingDeleted: true },
  { keys: 'given', undelete: 'copy', keepsKeys: true },
  { keys: 'given', undelete: 'copy', marksNothing: true },
];

describe('any schedule of faults, cuts and other clients, on a server that keeps what was deleted', () => {
  it('leaves each planned record once, deletes nothing and tells nobody, in 3,000 of 3,000', () => forSeeds(3000, runSchedule));

  it('takes an applied plan back to what was there before, in 1,000 of 1,000', () =>
    forSeeds(
      1000,
      async (random, place) => {
        const { server, plan } = await begin(random, pick(random, WAYS));
        const before = { live: placesOf(server, 'live'), aside: placesOf(server, 'aside') };
        const { pages, undo } = await thereAndBack(server, plan, random);
        expect(server.notified, place).toEqual([]);
        const guesses = [...(pages.restores.get('restore-1' as RestoreId)?.entries.values() ?? [])].filter(({ isGuess }) => isGuess);
        // What was found by its content alone is left where the restore put it, and named.
        expect(undo.conflicts.length, place).toBe(guesses.length);
        if (guesses.length > 0) return;
        // What the restore made and the undo deleted lies in Deleted Items now, beside what lay there before.
        expect(placesOf(server, 'live'), place).toEqual(before.live);
        expect(placesOf(server, 'aside'), place).toEqual(expect.arrayContaining(before.aside));
      },
      (seed) => seed * 17 + 1,
    ));

  it.each(['before', 'after'] as const)('ends the same after a cut at any request or entry of the journal (%s it) and a resume', async (moment) => {
    for (const habits of WAYS) {
      for (const cut of [atRequest, atEntry]) {
        let isReached = true;
        for (let at = 0; isReached; at += 1) isReached = await cutAndResume(habits, cut(at, moment));
      }
    }
  });
});

interface World {
  readonly server: FakeServer;
  readonly plan: Plan;
  readonly wanted: readonly WantedRecord[];
}

/** Some records lie in Deleted Items (as they were, or edited), some are gone for good, some were moved, some edited; with UIDs and without. */
async function begin(random: () => number, habits: ServerHabits): Promise<World> {
  const isCalendar = random() < 0.3;
  const scheduling = isCalendar ? pick(random, ['none', 'strip-only'] as const) : 'none';
  const server = createFakeServer(isCalendar ? 'icalendar' : 'vcard', ['book', 'other'], { ...habits, scheduling });
  const text = (name: string, ...lines: readonly string[]): string => {
    if (isCalendar) return anEvent(name, ...lines, ...(random() < 0.5 ? ['ATTENDEE:mailto:guest@example.test'] : []));
    return random() < 0.5 ? aCard(name, ...lines) : aCard(name, ...lines).replace(/^UID.*\n/m, '');
  };
  const quietly = (act: () => void): void => {
    act();
    server.notified.length = 0;
  };
  const wanted: WantedRecord[] = [];
  const count = 1 + Math.floor(random() * 5);
  for (let index = 0; index < count; index += 1) {
    const key = `book/n${index}`;
    const was = text(`name${index}`, `TEL:${index}`);
    const fate = pick(random, ['deleted', 'edited-and-deleted', 'gone', 'moved', 'edited'] as const);
    quietly(() => server.put('book', key, was));
    const edited = was.replace(/^(FN|SUMMARY):.*$/m, '$1:other');
    if (fate === 'edited' || fate === 'edited-and-deleted') quietly(() => server.put('book', key, edited));
    if (fate === 'moved') {
      const movedKey = server.carry('move', 'book', key, 'other');
      wanted.push({ ...aWanted(key, was), comparedWith: { key: movedKey, raw: new TextEncoder().encode(was), collectionId: 'other' } });
      continue;
    }
    if (fate === 'edited') {
      wanted.push(aWanted(key, was, { key, text: edited }));
      continue;
    }
    quietly(() => server.remove('book', key));
    if (fate === 'gone') server.collections.get(DELETED)?.delete([...(server.collections.get(DELETED)?.keys() ?? [])].at(-1) ?? '');
    wanted.push(aWanted(key, was, null));
  }
  server.put('other', 'bystander', isCalendar ? anEvent('bystander') : aCard('bystander'));
  server.notified.length = 0;
  return { server, plan: await planOn(server, wanted), wanted };
}

async function runSchedule(random: () => number, place: string): Promise<void> {
  const { server, plan, wanted } = await begin(random, pick(random, WAYS));
  const start = server.log.length;
  const theirs = new Set<ServerEvent>();
  const hasOthers = random() < 0.4;
  const meanwhile = (): void => (hasOthers ? otherClient(server, random, theirs) : undefined);
  const pages = emptyPages();
  await untilDone(server, plan, pages, random, 'restore-1', meanwhile);
  const result = pages.restores.get('restore-1' as RestoreId)?.result;
  const ours = server.log.slice(start).filter((event) => !theirs.has(event));

  expect(ours.filter(({ op }) => op === 'delete'), place).toEqual([]);
  expect(server.notified, place).toEqual([]);
  expect(result?.unfinished, place).toBeUndefined();
  expect(ours.length, `${place}: something was written twice`).toBeLessThanOrEqual(plan.steps.filter(({ op }) => op !== 'skip' && op !== 'manual').length);
  const texts = ours.map(({ op, after }) => `${op} ${nameOf(after ?? '')}`);
  expect(new Set(texts).size, `${place}: something was written twice`).toBe(texts.length);
  if (theirs.size === 0) {
    expect(result?.failed, place).toEqual([]);
    const live = [...server.texts().values()];
    for (const [index, step] of plan.steps.entries()) {
      if (step.op === 'skip' || step.op === 'manual') continue;
      const copies = live.filter((text) => nameOf(text) === nameOf(textOf(wanted[index]?.raw ?? new Uint8Array())));
      expect(copies.length, `${place}: ${step.key}`).toBe(1);
    }
  }
  const writes = server.log.length;
  expect(await runOnce(server, plan, pages, { restoreId: 'restore-9' }), place).toMatchObject({ applied: 0 });
  expect(server.log, place).toHaveLength(writes);
}

/** Somebody empties Deleted Items in part, edits what lies there, or puts a record back himself. */
function otherClient(server: FakeServer, random: () => number, theirs: Set<ServerEvent>): void {
  const start = server.log.length;
  const told = server.notified.length;
  const aside = [...(server.collections.get(DELETED) ?? [])];
  const [key, item] = aside[Math.floor(random() * aside.length)] ?? [];
  if (key !== undefined && item !== undefined) {
    if (random() < 0.3) server.remove(DELETED, key);
    else if (random() < 0.3) server.put(DELETED, key, textOf(item.raw).replace(/^(FN|SUMMARY):.*$/m, '$1:theirs'));
    else if (random() < 0.3 && server.habits.undelete === 'move') server.carry('move', DELETED, key, 'other');
  }
  server.notified.length = told;
  for (const event of server.log.slice(start)) theirs.add(event);
}

type CutAt = (at: number, moment: 'before' | 'after') => Trouble;
const atRequest: CutAt = (at, moment) => ({ faultOf: (call) => (call.number === at ? `cut-${moment}` : undefined) });
const atEntry: CutAt = (at, moment) => ({ cutJournalAt: (write) => (write === at ? moment : undefined) });

/** Whether the cut was reached at all; if so, resuming ends as if nothing had happened. */
async function cutAndResume(habits: ServerHabits, trouble: Trouble): Promise<boolean> {
  const server = createFakeServer('vcard', ['book', 'other'], habits);
  const cards = ['a', 'b', 'c'].map((name) => aCard(name).replace(/^UID:b\n/m, ''));
  const wanted = cards.map((text, index) => aWanted(`book/n${index}`, text, null));
  for (const [index, text] of cards.entries()) {
    server.put('book', `book/n${index}`, text);
    server.remove('book', `book/n${index}`);
  }
  server.collections.get(DELETED)?.delete([...(server.collections.get(DELETED)?.keys() ?? [])][2] ?? '');
  const plan = await planOn(server, wanted);
  const start = server.log.length;
  const pages = emptyPages();
  try {
    await runOnce(server, plan, pages, trouble);
    return false;
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
  }
  expect(await runOnce(server, plan, pages, { restoreId: 'restore-2' })).toMatchObject({ failed: [], verified: true });
  expect([...server.texts().values()].sort()).toEqual(cards.toSorted());
  expect(server.log.slice(start).map(({ op }) => op)).toEqual([...(habits.movesNothingDeleted ? ['copy', 'copy'] : [habits.undelete, habits.undelete]), 'create']);
  return true;
}

function nameOf(text: string): string {
  return /^(?:TEL):(.*)$/m.exec(text)?.[1] ?? text;
}

/** What lies where, whatever its keys. */
function placesOf(server: FakeServer, which: 'live' | 'aside'): string[] {
  const collections = [...server.collections].filter(([id]) => (id === DELETED) === (which === 'aside'));
  return collections.flatMap(([id, items]) => [...items.values()].map(({ raw }) => `${id} ${textOf(raw).split('\n').sort().join(' ')}`)).sort();
}

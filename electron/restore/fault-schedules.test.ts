import { describe, expect, it } from 'vitest';
import type { RestoreId } from '../../shared/records.ts';
import { aCard, aWanted, planOn } from '../testing/build-restore.ts';
import { Cut, type Call, type Fault } from '../testing/fake-connector.ts';
import { createFakeServer, uidOfText, type FakeServer, type ServerEvent, type ServerHabits } from '../testing/fake-server.ts';
import { emptyPages, type JournalPages } from '../testing/memory-journal.ts';
import { forSeeds, pick, runOnce, thereAndBack, type Trouble, untilDone } from '../testing/restore-troubles.ts';
import type { Plan, RestoreResult, WantedRecord } from './types.ts';

describe('a restore that is cut off', () => {
  it.each(['before', 'after'] as const)('ends the same after a cut at any request (%s it reached the server) and a resume', async (moment) => {
    const requests = await countOf(async (server, plan, pages) => runOnce(server, plan, pages, {}));
    for (let cutAt = 0; cutAt < requests.calls; cutAt += 1) {
      await cutAndResume({ faultOf: (call) => (call.number === cutAt ? `cut-${moment}` : undefined) });
    }
  });

  it.each(['before', 'after'] as const)('ends the same after a cut at any entry of the journal (%s its commit) and a resume', async (moment) => {
    const requests = await countOf(async (server, plan, pages) => runOnce(server, plan, pages, {}));
    for (let cutAt = 0; cutAt < requests.writes; cutAt += 1) {
      await cutAndResume({ cutJournalAt: (write) => (write === cutAt ? moment : undefined) });
    }
  });
});

describe('any schedule of faults, cuts and other clients', () => {
  it('leaves what was there and each planned record once, in 3,000 of 3,000', () => forSeeds(3000, runSchedule));

  it('loses no reply into a second copy, in 2,000 of 2,000', () =>
    forSeeds(
      2000,
      async (random, place) => {
        const server = createFakeServer('vcard', ['book'], pick(random, HABITS));
        const wanted = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, index) => aWanted(`book/n${index}`, aCard(`new${index}`), null));
        const plan = await planOn(server, wanted);
        const lossy = (call: Call): Fault | undefined => (call.op === 'create' && random() < 0.6 ? pick(random, ['lost-reply', 'late-reply'] as const) : undefined);
        const result = await runOnce(server, plan, emptyPages(), { faultOf: lossy });
        expect(result.applied, place).toBe(wanted.length);
        expect(server.log.map(({ op }) => op), place).toEqual(wanted.map(() => 'create'));
      },
      (seed) => seed * 7 + 3,
    ));

  it('takes an applied plan back to what was there before, in 500 of 500', () =>
    forSeeds(
      500,
      async (random, place) => {
        const { server, plan } = await begin(random, pick(random, HABITS));
        const before = sorted(server.texts());
        await thereAndBack(server, plan, random);
        expect(sorted(server.texts()), place).toEqual(before);
      },
      (seed) => seed * 13 + 5,
    ));
});

// A rewriting server keeps the meaning (order of lines) or, once, loses a property.
const REORDER = (text: string): string => {
  const lines = text.trimEnd().split('\n');
  return [...lines.slice(0, 2), ...lines.slice(2, -1).sort().reverse(), lines.at(-1), ''].join('\n');
};
const HABITS: readonly ServerHabits[] = [
  {},
  { rewrite: REORDER },
  { uniqueUid: true },
  { rekey: (wanted) => wanted.replace('book/', 'book/g-') },
  { rewrite: REORDER, rekey: (wanted) => wanted.replace('book/', 'book/g-'), uniqueUid: true },
];

interface World {
  readonly server: FakeServer;
  readonly plan: Plan;
  readonly wanted: readonly WantedRecord[];
}

/** An account with bystanders, some records that changed and some that are gone, and the plan that brings both back. */
async function begin(random: () => number, habits: ServerHabits): Promise<World> {
  const server = createFakeServer('vcard', ['book', 'other'], habits);
  for (let index = 0; index < 3; index += 1) server.put('other', `other/b${index}`, aCard(`bystander${index}`));
  const gone = Array.from({ length: Math.floor(random() * 5) }, (_, index) => aWanted(`book/n${index}`, aCard(`new${index}`, `TEL:${index}`), null));
  const changed = Array.from({ length: Math.floor(random() * 3) }, (_, index) => {
    const now = aCard(`old${index}`, 'NOTE:later');
    server.put('book', `book/c${index}`, now);
    return aWanted(`book/c${index}`, aCard(`old${index}`, 'NOTE:before'), { key: `book/c${index}`, text: now });
  });
  const wanted = [...gone, ...changed];
  return { server, plan: await planOn(server, wanted), wanted };
}

async function runSchedule(random: () => number, place: string): Promise<void> {
  const { server, plan, wanted } = await begin(random, pick(random, HABITS));
  const before = server.texts();
  const start = server.log.length;
  const theirs = new Set<ServerEvent>();
  const hasOthers = random() < 0.5;
  const meanwhile = (): void => (hasOthers ? otherClient(server, random, theirs) : undefined);
  meanwhile();
  const pages = emptyPages();
  await untilDone(server, plan, pages, random, 'restore-1', meanwhile);
  const page = pages.restores.get('restore-1' as RestoreId);
  const result = page?.result;
  const ours = server.log.slice(start).filter((event) => !theirs.has(event));

  expect(ours.filter(({ op }) => op === 'delete'), place).toEqual([]);
  for (const event of ours) {
    const record = wanted.find(({ uid }) => uid === uidOfText(event.after ?? ''));
    expect(record, `${place}: wrote what was not planned`).toBeDefined();
    // An update replaces exactly what the later snapshot held, never what somebody wrote since.
    if (event.op === 'update') expect(linesOf(event.before), place).toEqual(linesOf(textOf(record?.comparedWith?.raw)));
  }
  const written = ours.map(({ op, after }) => `${op} ${uidOfText(after ?? '')}`);
  expect(new Set(written).size, `${place}: something was written twice`).toBe(written.length);
  expect(result?.unfinished, place).toBeUndefined();

  const failed = new Set(result?.failed.map(({ key }) => key));
  const touched = new Set([...theirs].flatMap(({ key, after }) => [key, uidOfText(after ?? '')]));
  const now = server.texts();
  for (const record of wanted) {
    const copies = [...now.values()].filter((text) => uidOfText(text) === record.uid);
    const entry = [...(page?.entries.values() ?? [])].find(({ marker }) => marker === record.key);
    if (failed.has(entry?.key ?? record.key) || entry?.state === 'skipped' || touched.has(record.uid) || touched.has(record.key)) continue;
    expect(copies.map(linesOf), `${place}: ${record.key}`).toEqual([linesOf(textOf(record.raw))]);
  }
  for (const [key, text] of before) if (key.startsWith('other/')) expect(now.get(key), place).toBe(text);
  if (theirs.size === 0 && pages.history.every(({ state }) => state !== 'failed')) expect(result?.verified, place).toBe(true);

  const writes = server.log.length;
  expect(await runOnce(server, plan, pages, { restoreId: 'restore-9' }), place).toMatchObject({ applied: 0 });
  expect(server.log, place).toHaveLength(writes);
}

/** Somebody edits and adds before and while the restore runs: the same records among them. */
function otherClient(server: FakeServer, random: () => number, theirs: Set<ServerEvent>): void {
  const writes = [
    () => server.put('book', 'book/c0', aCard('old0', 'NOTE:newer')),
    () => server.put('book', 'book/n0', aCard('new0', 'TEL:theirs')),
    () => server.put('book', 'book/n1', aCard('stranger')),
    () => server.put('other', 'other/n2', aCard('new2', 'TEL:2')),
  ];
  const start = server.log.length;
  for (const write of writes) if (random() < 0.3) write();
  for (const event of server.log.slice(start)) theirs.add(event);
}

async function countOf(run: (server: FakeServer, plan: Plan, pages: JournalPages) => Promise<RestoreResult>): Promise<{ calls: number; writes: number }> {
  const { server, plan } = await fixedWorld();
  const pages = emptyPages();
  let calls = 0;
  let writes = 0;
  const result = await runOnce(server, plan, pages, { faultOf: () => void (calls += 1), cutJournalAt: () => void (writes += 1) });
  expect(result).toMatchObject({ applied: 4, verified: true });
  await run(...(await fixedWorld().then((world) => [world.server, world.plan, emptyPages()] as const)));
  return { calls, writes };
}

async function fixedWorld(): Promise<World> {
  const server = createFakeServer('vcard', ['book', 'other']);
  const later = aCard('old', 'NOTE:later');
  server.put('book', 'book/c', later);
  server.put('other', 'other/b', aCard('bystander'));
  const wanted = [...['a', 'b', 'd'].map((name) => aWanted(`book/${name}`, aCard(name), null)), aWanted('book/c', aCard('old', 'NOTE:before'), { key: 'book/c', text: later })];
  return { server, plan: await planOn(server, wanted), wanted };
}

async function cutAndResume(trouble: Trouble): Promise<void> {
  const { server, plan } = await fixedWorld();
  const pages = emptyPages();
  await expect(runOnce(server, plan, pages, trouble)).rejects.toBeInstanceOf(Cut);
  const result = await runOnce(server, plan, pages, { restoreId: 'restore-2' });
  expect(result.failed).toEqual([]);
  expect(result.verified).toBe(true);
  expect(server.log.slice(2).map(({ op, key }) => `${op} ${key}`)).toEqual(['create book/a', 'create book/b', 'create book/d', 'update book/c']);
}

function textOf(raw: Uint8Array | undefined): string {
  return new TextDecoder().decode(raw);
}

function linesOf(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n').sort();
}

function sorted(texts: ReadonlyMap<string, string>): readonly (readonly [string, readonly string[]])[] {
  return [...texts].map(([key, text]) => [key, linesOf(text)] as const).sort(([left], [right]) => (left < right ? -1 : 1));
}

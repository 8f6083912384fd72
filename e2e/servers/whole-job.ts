import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { DiffDocument } from '../../shared/contract/changes.ts';
import type { PlanDocument, RestoreDocument } from '../../shared/contract/restore.ts';
import type { DavProtocol } from '../../electron/testing/dav-harness.ts';
import { type JobAccount, type OtherClient, type Standing, fill, otherClient, uidOf } from './whole-job-account.ts';
import type { Item } from './whole-job-cards.ts';
import { type Product, SOURCE, commandLineProduct, servicesProduct } from './whole-job-product.ts';
import { type CountingProxy, startCountingProxy } from './whole-job-proxy.ts';

/** What an account holds at first and what another client does to it. */
export interface Job {
  readonly protocol: DavProtocol;
  readonly items: readonly Item[];
  /** Names of items that vanish. */
  readonly deleted: readonly string[];
  /** Items whose content is written over: one that can be put back, and two that are written once more later. */
  readonly overwritten: readonly [Item, Item, Item];
  readonly later: readonly [Item, Item];
  /** Written anew so that everything still says the same. */
  readonly cosmetic: Item;
  /** Copies of items, under a new UID and name. */
  readonly doubled: readonly { readonly of: string; readonly copy: Item }[];
  /** The name of an item that goes into the other collection. */
  readonly moved: string;
  /** Items that are deleted and come again under another name, with their UID or another. */
  readonly recreated: readonly { readonly of: string; readonly as: Item }[];
  readonly added: Item;
  /** Something newer at the place of one of the deleted. */
  readonly returned: Item;
}

export type Face = 'services' | 'command line';

type State = ReadonlyMap<string, Standing>;

interface Run {
  readonly job: Job;
  readonly product: Product;
  readonly client: OtherClient;
  readonly proxy: CountingProxy;
  readonly account: JobAccount;
}

/** The whole job on an account, as a help desk does it, with every answer held against what really happened on the server. */
export async function doWholeJob(job: Job, account: JobAccount, face: Face): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-whole-job-'));
  const proxy = await startCountingProxy(account.url);
  const client = otherClient(account, job.protocol);
  try {
    await fill(client, job.items);
    const casePath = join(folder, 'job.synctrace');
    const forProduct = { ...account, protocol: job.protocol, url: proxy.url };
    const product = face === 'services' ? servicesProduct(casePath, forProduct) : await commandLineProduct(casePath, forProduct);
    const run = { job, product, client, proxy, account };
    try {
      await allSteps(run);
    } finally {
      product.close();
    }
    expect(['', '-wal', '-shm'].map((suffix) => existsSync(casePath + suffix)), 'one file is the case').toEqual([true, false, false]);
  } finally {
    await proxy.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function allSteps(run: Run): Promise<void> {
  const { product, client, proxy, account } = run;
  const original = await client.state();
  await lookAtPeace(run, original.size);
  await damage(run);
  const damaged = await client.state();
  const toldByOthers = account.notified();
  await lookAtDamage(run, damaged);
  expect(proxy.writes(), 'looking writes nothing').toEqual([]);

  const removedRestore = await restoreRemoved(run, original, damaged);
  const changedRestore = await restoreChanged(run, original);
  await undoBoth(run, original, damaged, removedRestore, changedRestore);
  await restoreOne(run, original);
  await meetReturned(run);
  expect(account.notified(), 'nobody was told').toBe(toldByOthers);
  expect(await product.verify(), 'case verify').toBe(true);
}

async function lookAtPeace({ product, account }: Run, count: number): Promise<void> {
  const before = await product.snapshot('before');
  expect(before).toMatchObject({ complete: true, changes: { added: count, removed: 0, modified: 0 } });
  expect(before.counts.contact + before.counts.event + before.counts.task).toBe(count);
  const unchanged = await product.snapshot('unchanged');
  expect(unchanged).toMatchObject({ complete: true, counts: before.counts, changes: { added: 0, removed: 0, modified: 0 } });
  const { summary, changes } = await product.diff(named('before'), named('unchanged'));
  const cosmetic = account.isSteady ? 0 : summary.cosmetic;
  expect({ summary, changes }).toEqual({ summary: { added: 0, removed: 0, modified: 0, moved: 0, recreated: 0, cosmetic, unchanged: count - cosmetic }, changes: [] });
}

async function damage({ job, client }: Run): Promise<void> {
  for (const name of job.deleted) await client.remove(name);
  for (const item of [...job.overwritten, job.cosmetic]) await client.put(item.name, item.text);
  for (const { copy } of job.doubled) await client.put(copy.name, copy.text);
  for (const { of, as } of job.recreated) {
    await client.remove(of);
    await client.put(as.name, as.text);
  }
  await client.remove(job.moved);
  await client.put(job.moved, textOf(job, job.moved), 'second');
  await client.put(job.added.name, job.added.text);
}

async function lookAtDamage(run: Run, damaged: State): Promise<void> {
  const { job, product } = run;
  const after = await product.snapshot('after');
  expect(after).toMatchObject({
    complete: true,
    changes: { added: job.doubled.length + job.recreated.length + 1, removed: job.deleted.length + job.recreated.length, modified: job.overwritten.length },
  });
  expect(after.counts.contact + after.counts.event + after.counts.task).toBe(damaged.size);
  expectDamage(run, await product.diff(named('before'), named('after')), damaged);
  const full = await product.snapshot('after, in full', true);
  expect(full).toMatchObject({ complete: true, changes: { added: 0, removed: 0, modified: 0 } });
  expectDamage(run, await product.diff(named('before'), full.id), damaged);

  const groups = await product.duplicates(named('after'));
  const expected = job.doubled.map(({ of, copy }) => [uidOf(textOf(job, of)), uidOf(copy.text)].sort());
  expect(groups.map((group) => group.records.map(({ uid }) => uid ?? '').sort()).sort()).toEqual(expected.sort());
  expect(groups.flatMap((group) => group.maybe)).toEqual([]);
}

/** Every record that something happened to stands in its bucket, under its key, and no other stands anywhere. */
function expectDamage({ job, client, account }: Run, diff: DiffDocument, damaged: State): void {
  const uids = (change: string) => diff.changes.filter((one) => one.change === change).map(({ uid }) => uid ?? '').sort();
  const told = Object.fromEntries(['added', 'removed', 'modified', 'moved', 'recreated', 'cosmetic'].map((change) => [change, uids(change)]));
  expect(told).toEqual({
    added: [...job.doubled.map(({ copy }) => uidOf(copy.text)), uidOf(job.added.text)].sort(),
    removed: job.deleted.map((name) => uidOf(textOf(job, name))).sort(),
    modified: job.overwritten.map(({ text }) => uidOf(text)).sort(),
    moved: [uidOf(textOf(job, job.moved))],
    recreated: job.recreated.map(({ as }) => uidOf(as.text)).sort(),
    cosmetic: [],
  });
  const { cosmetic, unchanged, ...counts } = diff.summary;
  expect(counts).toEqual({ added: job.doubled.length + 1, removed: job.deleted.length, modified: job.overwritten.length, moved: 1, recreated: job.recreated.length });
  // Whether the server lets a rewrite show is its own affair; it is never a change, and never lost from the count.
  if (account.isSteady) expect([0, 1]).toContain(cosmetic);
  expect(cosmetic + unchanged).toBe(damaged.size - (counts.added + counts.modified + counts.moved + counts.recreated));
  for (const change of diff.changes) {
    if (change.change === 'modified') expect(change.fields.length, change.title).toBeGreaterThan(0);
    if (change.change === 'recreated' || change.change === 'moved') expect(change.previousKey, change.title).toBeDefined();
  }
  const movedKeys = diff.changes.filter(({ change }) => change === 'moved').map(({ key, previousKey }) => [client.nameAt(previousKey ?? ''), client.nameAt(key)]);
  expect(movedKeys).toEqual([[job.moved, job.moved]]);
  const recreatedKeys = diff.changes.filter(({ change }) => change === 'recreated').map(({ key, previousKey }) => `${client.nameAt(previousKey ?? '')} > ${client.nameAt(key)}`);
  expect(recreatedKeys.sort()).toEqual(job.recreated.map(({ of, as }) => `${of} > ${as.name}`).sort());
}

async function restoreRemoved(run: Run, original: State, damaged: State): Promise<RestoreDocument> {
  const { job, product, client, proxy, account } = run;
  const plan = await product.plan('removed', named('before'), named('after'));
  expect(stepsOf(client, plan)).toEqual(job.deleted.map((name) => `create ${name}`).sort());
  expect({ conflicts: plan.conflicts, notifies: plan.notifies }).toEqual({ conflicts: [], notifies: 0 });
  expect(proxy.writes(), 'planning writes nothing').toEqual([]);
  const restore = await product.apply(plan.id);
  expect(restore).toMatchObject({ plan: plan.id, applied: job.deleted.length, skipped: 0, failed: [], verified: true });
  expect(proxy.writes().map(({ method }) => method)).toEqual(job.deleted.map(() => 'PUT'));
  const restored = await client.state();
  expectRestored(original, damaged, restored, job.deleted);
  await expectNoMoreWrites(run, plan.id, restored);
  await product.snapshot('restored');
  const { summary } = await product.diff(named('before'), named('restored'));
  expect(summary).toMatchObject({ added: job.doubled.length + 1, removed: 0, modified: job.overwritten.length, moved: 1, recreated: job.recreated.length + (account.choosesNames ? job.deleted.length : 0) });
  return restore;
}

/** Every deleted item is back exactly once with every property, where it was; nothing else was touched. */
function expectRestored(original: State, before: State, after: State, names: readonly string[]): void {
  const paths = names.map((name) => `first/${name}`);
  for (const path of paths) expect(after.get(path)?.content, path).toEqual(original.get(path)?.content);
  expect([...after.keys()].sort()).toEqual([...before.keys(), ...paths].sort());
  expectUntouched(before, after);
}

/** What stood before stands still: not even written anew with the same content. */
function expectUntouched(before: State, after: State, but: readonly string[] = []): void {
  const seen = (state: State) => [...state].filter(([path]) => before.has(path) && !but.includes(path)).map(([path, { etag, content }]) => ({ path, etag, content }));
  const byPath = (left: { path: string }, right: { path: string }) => (left.path < right.path ? -1 : 1);
  expect(seen(after).sort(byPath)).toEqual(seen(before).sort(byPath));
}

async function expectNoMoreWrites({ product, client, proxy }: Run, plan: string, state: State): Promise<void> {
  proxy.reset();
  expect(await product.apply(plan)).toMatchObject({ applied: 0, failed: [] });
  expect(await product.resume()).toEqual([]);
  expect(proxy.writes()).toEqual([]);
  expectUntouched(state, await client.state());
}

/** Of three records that were written over, one was changed again before the plan and one after it: neither is written over. */
async function restoreChanged(run: Run, original: State): Promise<RestoreDocument> {
  const { job, product, client, proxy } = run;
  const [mended, early, late] = job.overwritten;
  await client.put(early.name, job.later[0].text);
  const plan = await product.plan('changed', named('before'), named('after'));
  expect(stepsOf(client, plan)).toEqual([`update ${late.name}`, `update ${mended.name}`].sort());
  expect(plan.conflicts.map(({ key }) => client.nameAt(key))).toEqual([early.name]);
  await client.put(late.name, job.later[1].text);
  const before = await client.state();
  proxy.reset();
  const restore = await product.apply(plan.id);
  expect(restore).toMatchObject({ applied: 1, verified: false });
  expect(restore.failed.map(({ key, code }) => ({ name: client.nameAt(key), code }))).toEqual([{ name: late.name, code: 'write-conflict' }]);
  const after = await client.state();
  expect(after.get(`first/${mended.name}`)?.content).toEqual(original.get(`first/${mended.name}`)?.content);
  expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
  expectUntouched(before, after, [`first/${mended.name}`]);
  proxy.reset();
  expect(await product.apply(plan.id)).toMatchObject({ applied: 0 });
  expect(proxy.writes()).toEqual([]);
  return restore;
}

async function undoBoth({ job, product, client, proxy }: Run, original: State, damaged: State, removed: RestoreDocument, changed: RestoreDocument): Promise<void> {
  const [mended, early, late] = job.overwritten;
  expect(await product.undo(changed.id)).toMatchObject({ undoOf: changed.id, applied: 1, failed: [], verified: true });
  const between = await client.state();
  expect(between.get(`first/${mended.name}`)?.content).toEqual(damaged.get(`first/${mended.name}`)?.content);
  proxy.reset();
  const undo = await product.undo(removed.id);
  expect(undo).toMatchObject({ undoOf: removed.id, applied: job.deleted.length, failed: [], verified: true });
  expect(proxy.writes().map(({ method }) => method)).toEqual(job.deleted.map(() => 'DELETE'));
  const after = await client.state();
  expect([...after.keys()].sort()).toEqual([...damaged.keys()].sort());
  const asWritten = [mended, early, late].map(({ name }) => `first/${name}`);
  expectUntouched(damaged, after, asWritten);
  expectUntouched(between, new Map([...after]), job.deleted.map((name) => `first/${name}`));
  expect(original.size).toBeGreaterThan(0);
  proxy.reset();
  expect(await product.undo(removed.id)).toMatchObject({ applied: 0, failed: [] });
  expect(await product.resume()).toEqual([]);
  expect(proxy.writes()).toEqual([]);
}

async function restoreOne({ job, product, client }: Run, original: State): Promise<void> {
  const [name = ''] = job.deleted;
  const diff = await product.diff(named('before'), named('after'));
  const key = diff.changes.find((change) => change.change === 'removed' && client.nameAt(change.key) === name)?.key ?? '';
  const before = await client.state();
  const plan = await product.planRecords(named('before'), [key]);
  expect(stepsOf(client, plan)).toEqual([`create ${name}`]);
  expect(await product.apply(plan.id)).toMatchObject({ applied: 1, failed: [], verified: true });
  expectRestored(original, before, await client.state(), [name]);
}

/** Something newer stands where a deleted record was: it stays. */
async function meetReturned({ job, product, client, proxy }: Run): Promise<void> {
  await client.put(job.returned.name, job.returned.text);
  const before = await client.state();
  const plan = await product.plan('removed', named('before'), named('after'));
  expect(plan.conflicts.map(({ key }) => client.nameAt(key))).toEqual([job.returned.name]);
  expect(stepsOf(client, plan).filter((step) => step.endsWith(` ${job.returned.name}`))).toEqual([]);
  proxy.reset();
  await product.apply(plan.id);
  expectUntouched(before, await client.state());
}

function named(label: string): string {
  return `${SOURCE}@${label}`;
}

function stepsOf(client: OtherClient, plan: PlanDocument): readonly string[] {
  return plan.steps.map(({ op, key }) => `${op} ${client.nameAt(key)}`).sort();
}

function textOf(job: Job, name: string): string {
  const text = job.items.find((item) => item.name === name)?.text;
  if (text === undefined) throw new Error(`there is no item ${name}`);
  return text;
}

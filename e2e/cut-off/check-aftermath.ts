import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { DavServer } from '../../electron/demo/dav-server/start-dav-server.ts';
import type { CaseContext } from '../../electron/services/case-context.ts';
import { applyPlan, listRestores, resumeRestores, undoRestore } from '../../electron/services/restore-records.ts';
import { verifyCase } from '../../electron/services/verify-case.ts';
import { type OracleSnapshot, readAsOracle } from '../../electron/testing/store-oracle.ts';
import { AFTER, type Account, BEFORE, type Cards, accountOf, cardOf, hashOf, hrefOf, put } from './account.ts';
import type { Aftermath } from './run-cut.ts';
import { type World, reopen } from './worlds.ts';

const NEVER = new AbortController().signal;
const silent = (): void => {};

/** Checks everything that must hold after a cut, and goes on from there as a person would; `meddling` is what somebody writes meanwhile. */
export async function checkAftermath(world: World, { path, server }: Aftermath, meddling: Cards): Promise<void> {
  const startedMs = performance.now();
  reopen(path, server).store.close();
  // RELIABILITY.md R1: reopened within two seconds.
  expect(performance.now() - startedMs).toBeLessThan(2000);
  checkCase(path, world);
  const context = reopen(path, server);
  try {
    if (world.kind === 'capture' || world.kind === 'import') await captureAgain(context, world, path);
    else await finishRestore(context, world, server, meddling);
    expect(verifyCase(context, NEVER)).toEqual({ ok: true, problems: [] });
  } finally {
    context.store.close();
  }
  expect(readAsOracle(path).faults).toEqual([]);
}

/** O1: every committed snapshot as it was, none half there, nothing left over. */
export function checkCase(path: string, world: Pick<World, 'committed' | 'kind' | 'end'>): void {
  const { snapshots, faults } = readAsOracle(path);
  expect(faults).toEqual([]);
  expect(snapshots.slice(0, world.committed.length)).toEqual(world.committed);
  const more = snapshots.slice(world.committed.length);
  expect(more.length).toBeLessThanOrEqual(world.kind === 'capture' || world.kind === 'import' ? 1 : 0);
  for (const snapshot of more) checkNewSnapshot(snapshot, world);
  const db = new Database(path, { readonly: true });
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM staging').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM bodies WHERE id NOT IN (SELECT body FROM spans)').pluck().get()).toBe(0);
  } finally {
    db.close();
  }
}

function checkNewSnapshot(snapshot: OracleSnapshot, { committed, end }: Pick<World, 'committed' | 'end'>): void {
  if (snapshot.complete) {
    expect(Object.values(snapshot.records).sort()).toEqual(hashesOf(end));
    return;
  }
  // An incomplete one proves no deletion: all that stood before stands still.
  const former = committed.findLast(({ source }) => source === snapshot.source);
  expect(Object.keys(snapshot.records)).toEqual(expect.arrayContaining(Object.keys(former?.records ?? {})));
}

async function captureAgain(context: CaseContext, world: World, path: string): Promise<void> {
  await world.deed(context, world.id);
  const last = readAsOracle(path).snapshots.at(-1);
  expect(last?.complete).toBe(true);
  expect(Object.values(last?.records ?? {}).sort()).toEqual(hashesOf(world.end));
}

/** O2: what the server holds in the end is what was planned, each once, and what somebody else wrote is not touched. */
async function finishRestore(context: CaseContext, world: World, server: DavServer, meddling: Cards): Promise<void> {
  for (const [name, text] of Object.entries(meddling)) put(server, name, text);
  for (const one of await resumeRestores(context, NEVER, silent)) expect(one.finishedAt).toBeDefined();
  const doAgain = () => (world.kind === 'restore' ? applyPlan(context, world.id, NEVER, silent) : undoRestore(context, world.id, NEVER, silent));
  await doAgain();
  expectWrites(accountOf(server), world, meddling);
  const writes = server.log.changes().length;
  expect(await doAgain()).toMatchObject({ applied: 0 });
  expect(await resumeRestores(context, NEVER, silent)).toEqual([]);
  expect(server.log.changes()).toHaveLength(writes);
  for (const one of listRestores(context)) expect(one.finishedAt).toBeDefined();
  if (Object.keys(meddling).length > 0) return;
  // What we wrote before the cut counts as ours: an undo has to know of it.
  const planned = Object.keys(BEFORE).filter((name) => BEFORE[name] !== AFTER[name]).length;
  for (const one of listRestores(context)) expect(one).toMatchObject({ applied: planned, skipped: 0, failed: [], verified: true });
}

/** Everything that we wrote, from the server's own log: each planned change once and no other, none after somebody else's. */
export function expectWrites({ changes, held }: Account, world: Pick<World, 'kind' | 'end'>, meddling: Cards): void {
  const [from, to] = world.kind === 'restore' ? [AFTER, world.end] : [{ ...AFTER, ...BEFORE }, world.end];
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((name) => from[name] !== to[name]);
  const planned = new Map(names.map((name) => [hrefOf(name), [hashOrNull(from[name]), hashOrNull(to[name])]]));
  const meddled = new Set(Object.keys(meddling).map(hrefOf));
  const ours = changes.filter(({ request }) => request !== null);
  for (const { href, before, after } of ours) expect({ href, change: [before, after] }).toEqual({ href, change: planned.get(href) });
  const written = ours.map(({ href }) => href);
  expect([...written].sort()).toEqual([...new Set(written)].sort());
  expect(written.filter((href) => !meddled.has(href)).sort()).toEqual([...planned.keys()].filter((href) => !meddled.has(href)).sort());
  const lastForeign = changes.findLastIndex(({ request }) => request === null);
  for (const { href } of changes.slice(lastForeign + 1)) if (lastForeign >= 0) expect(meddled.has(href), href).toBe(false);
  expect(held).toEqual({ ...to, ...meddling });
}

/** What somebody writes between the cut and its repair: something newer where we write, one of them where we create. */
export function someMeddling(number: number): Cards {
  const names = [['gone2.vcf'], ['over2.vcf'], ['gone1.vcf', 'over3.vcf'], []][number % 4] ?? [];
  return Object.fromEntries(names.map((name) => [name, cardOf(name.replace('.vcf', ''), `newer than all else ${number}`)]));
}

/** SHA-256 of each of the cards, sorted. */
export function hashesOf(cards: Cards): readonly string[] {
  return Object.values(cards).map(hashOf).sort();
}

function hashOrNull(text: string | undefined): string | null {
  return text === undefined ? null : hashOf(text);
}

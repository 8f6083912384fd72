import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Mailbox } from '../../../electron/demo/exchange-server/mailbox/mailbox.ts';
import type { ExchangeServer } from '../../../electron/demo/exchange-server/start-exchange-server.ts';
import { createRandom } from '../../../electron/demo/seeded-random.ts';
import type { CaseContext } from '../../../electron/services/case-context.ts';
import { openCaseContext } from '../../../electron/services/engine.ts';
import { stepResults } from '../../../electron/services/restore-documents.ts';
import { caseJournal, loadPlan } from '../../../electron/services/restore-journal.ts';
import { applyPlan, listRestores, planRestore, resumeRestores } from '../../../electron/services/restore-records.ts';
import { verifyCase } from '../../../electron/services/verify-case.ts';
import { readAsOracle } from '../../../electron/testing/store-oracle.ts';
import { AppError } from '../../../shared/errors.ts';
import { asDoomedProcess } from '../../cut-off/store-writes.ts';
import { capture, type FaultWorld, portsFor, SOURCE, startMailbox } from './fault-worlds.ts';
import { judgeSnapshots } from './judge-capture.ts';
import { judgeWrites, missingIn, type Standing, standingOf, writesIn } from './judge-restore.ts';
import { DeadlyFaults, randomFaults } from './random-faults.ts';

const NEVER = new AbortController().signal;
const silent = (): void => {};

/** How a run under faults ended. */
export type End = 'done' | 'done in part' | 'resumable' | 'nothing begun';

/** Does the deed of a world under the faults of a seed, goes on from there as a person would, and checks all that must hold. */
export async function runSchedule(world: FaultWorld, seed: number): Promise<End> {
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-schedule-'));
  const [path, left] = [join(folder, 'run.synctrace'), join(folder, 'left.synctrace')];
  copyFileSync(world.casePath, path);
  const script = randomFaults(random, world.requests);
  const death = { at: random.chance(0.3) ? random.integer(0, world.requests) : -1, isDone: random.chance(0.5), then: () => keepFiles(path, left) };
  const faults = new DeadlyFaults(script, death);
  const server = await startMailbox({ dump: world.dump, faults, schemes: random.chance(0.1) ? ['ntlm', 'bearer'] : ['basic', 'bearer'] });
  const before = standingOf(server.mailbox);
  try {
    await tryDeed(world, path, server, death.at >= 0);
    faults.end();
    const now = faults.hasStruck ? left : path;
    return world.kind === 'capture' ? await finishCapture(world, now, server) : await finishRestore(world, now, server, before);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many requests the deed of a world takes where nothing goes wrong. */
export async function countRequests(world: FaultWorld): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-schedule-'));
  const path = join(folder, 'count.synctrace');
  copyFileSync(world.casePath, path);
  const server = await startMailbox({ dump: world.dump });
  try {
    expect(await tryDeed(world, path, server, false)).toBeNull();
    return server.log.requests().length;
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the operating system holds of the case at this moment is what a killed process leaves. */
function keepFiles(path: string, left: string): void {
  for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, left + suffix);
}

/** The deed, or the refusal that it ended with; what is no refusal is a mistake of ours and is thrown. */
async function tryDeed(world: FaultWorld, path: string, server: ExchangeServer, isDoomed: boolean): Promise<AppError | null> {
  const open = () => openCaseContext(path, 'update', undefined, portsFor(world.protocol, server));
  const context = isDoomed ? asDoomedProcess(open) : open();
  try {
    await (world.kind === 'capture' ? capture(context, 'faulty') : applyPlan(context, world.planId, NEVER, silent));
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal') return error;
    throw error;
  } finally {
    context.store.close();
  }
}

async function finishCapture({ protocol, casePath }: FaultWorld, path: string, server: ExchangeServer): Promise<End> {
  const earlier = readAsOracle(casePath).snapshots.length;
  const context = openCaseContext(path, 'update', undefined, portsFor(protocol, server));
  try {
    const faulty = judgeSnapshots(path, protocol, server.mailbox, earlier);
    await capture(context, 'again');
    // Whatever was captured before, the next one that nothing disturbs is whole and right.
    expect(judgeSnapshots(path, protocol, server.mailbox, earlier)).toEqual({ isComplete: true, count: faulty.count + 1 });
    expect(verifyCase(context, NEVER)).toEqual({ ok: true, problems: [] });
    return faulty.count === earlier ? 'nothing begun' : faulty.isComplete ? 'done' : 'done in part';
  } finally {
    context.store.close();
  }
}

async function finishRestore(world: FaultWorld, path: string, server: ExchangeServer, before: Standing): Promise<End> {
  const { mailbox } = server;
  const context = openCaseContext(path, 'update', undefined, portsFor(world.protocol, server));
  try {
    const [first] = listRestores(context);
    judgeWrites(mailbox, before, world.wanted);
    await resumeUntilDone(context);
    await applyPlan(context, world.planId, NEVER, silent);
    judgeWrites(mailbox, before, world.wanted);
    for (const one of listRestores(context)) expect(one.finishedAt, 'the end of each restore').toBeDefined();
    const missing = missingIn(mailbox, world.wanted).filter((title) => !world.leftAlone.includes(title));
    expect(await untold(context, missing), 'what is missing without a word').toEqual([]);
    const writes = writesIn(mailbox).length;
    expect(await applyPlan(context, world.planId, NEVER, silent)).toMatchObject({ applied: 0 });
    expect(writesIn(mailbox).length, 'writes of a plan applied again').toBe(writes);
    await bringRest(context, world, mailbox);
    judgeWrites(mailbox, before, world.wanted);
    expect(verifyCase(context, NEVER)).toEqual({ ok: true, problems: [] });
    if (first === undefined) return 'nothing begun';
    if (first.finishedAt === undefined) return 'resumable';
    return first.failed.length > 0 ? 'done in part' : 'done';
  } finally {
    context.store.close();
  }
}

/** What each restore says of the records of these titles: those that none says it did not bring back. */
async function untold(context: CaseContext, titles: readonly string[]): Promise<readonly string[]> {
  const said = new Map<string, string[]>(titles.map((title) => [title, []]));
  const told = new Set<string>();
  for (const { id, planId } of context.store.journal.restores()) {
    const results = stepResults(loadPlan(context.store, planId), await caseJournal(context.store).entries(id));
    for (const { title, op, state, message } of results) {
      said.get(title)?.push(`${op} ${state}`);
      if (state === 'conflict' || (message !== undefined && (state === 'failed' || state === 'skipped'))) told.add(title);
    }
  }
  return titles.filter((title) => !told.has(title)).map((title) => `${title}: ${said.get(title)?.join(', ') ?? ''}`);
}

/** What failed under faults is brought back by the next plan. */
async function bringRest(context: CaseContext, { wanted, leftAlone }: FaultWorld, mailbox: Mailbox): Promise<void> {
  const missing = () => missingIn(mailbox, wanted).filter((title) => !leftAlone.includes(title));
  if (missing().length === 0) return;
  const plan = await planRestore(context, { what: 'removed', from: `${SOURCE}@before`, until: `${SOURCE}@after` }, NEVER);
  await applyPlan(context, plan.id, NEVER, silent);
  expect(missing(), 'what the next plan does not bring back').toEqual([]);
}

async function resumeUntilDone(context: CaseContext): Promise<void> {
  for (const one of await resumeRestores(context, NEVER, silent)) expect(one.finishedAt).toBeDefined();
}

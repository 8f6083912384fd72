import type { RestoreId } from '../../shared/records.ts';
import { applyPlan } from '../restore/apply-plan.ts';
import type { Plan, RestoreResult } from '../restore/types.ts';
import { applyPorts, ignoreProgress, NEVER, undoOn } from './build-restore.ts';
import { connectFake, Cut, FAULTS, type Call, type Fault, type Life } from './fake-connector.ts';
import type { FakeServer } from './fake-server.ts';
import { emptyPages, openJournal, type JournalPages } from './memory-journal.ts';

/** What goes wrong while a program applies a plan. */
export interface Trouble {
  readonly faultOf?: (call: Call) => Fault | undefined;
  readonly cutJournalAt?: (write: number) => 'before' | 'after' | undefined;
  readonly width?: number;
  readonly restoreId?: string;
}

/** One life of a program that applies a plan. */
export async function runOnce(server: FakeServer, plan: Plan, pages: JournalPages, trouble: Trouble): Promise<RestoreResult> {
  const life: Life = { isCut: false };
  const ports = applyPorts({ connector: connectFake(server, trouble.faultOf, life), journal: openJournal(pages, life, trouble.cutJournalAt) });
  return applyPlan(plan, ports, { restoreId: (trouble.restoreId ?? 'restore-1') as RestoreId, width: trouble.width ?? 1 }, NEVER, ignoreProgress);
}

/** Applies under trouble again and again, as a person would who resumes; the last time nothing goes wrong. */
export async function untilDone(server: FakeServer, plan: Plan, pages: JournalPages, random: () => number, restoreId = 'restore-1', meanwhile?: () => void): Promise<RestoreResult> {
  const faults = FAULTS.filter((fault) => fault !== 'refused');
  for (let round = 0; round < 3; round += 1) {
    const rate = random() * 0.5;
    const trouble: Trouble = {
      faultOf: (call) => {
        if (random() < 0.05) meanwhile?.();
        if (random() >= rate) return undefined;
        const fault = pick(random, faults);
        return fault === 'dropped' && call.op !== 'create' && call.op !== 'update' && call.op !== 'move' ? undefined : fault;
      },
      cutJournalAt: () => (random() < rate / 8 ? pick(random, ['before', 'after'] as const) : undefined),
      width: 1 + Math.floor(random() * 4),
      restoreId,
    };
    try {
      await runOnce(server, plan, pages, trouble);
    } catch (error) {
      if (!(error instanceof Cut) && !(error instanceof Error && 'code' in error)) throw error;
    }
  }
  return runOnce(server, plan, pages, { restoreId });
}

/** Applies under trouble and takes back what was done, under trouble too. */
export async function thereAndBack(server: FakeServer, plan: Plan, random: () => number): Promise<{ readonly pages: JournalPages; readonly undo: Plan }> {
  const pages = emptyPages();
  await untilDone(server, plan, pages, random);
  const undo = await undoOn(server, pages);
  await untilDone(server, undo, pages, random, 'restore-2');
  return { pages, undo };
}

/** Runs a schedule for each of so many seeds, one after the other; `place` names it in what fails. */
export async function forSeeds(count: number, run: (random: () => number, place: string) => Promise<void>, scramble: (seed: number) => number = (seed) => seed): Promise<void> {
  for (let seed = 1; seed <= count; seed += 1) await run(randomOf(scramble(seed)), `seed ${seed}`);
}

/** One of several. */
export function pick<T>(random: () => number, choices: readonly T[]): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new Error('nothing to choose from');
  return choice;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

import { AppError } from '../../shared/errors.ts';
import { mayPass, waitMs, wantsLongPause } from './read-steadily.ts';
import type { Found, StepContext, StepWriter } from './step-writer.ts';
import type { PlanStep, ServerNow, StepEntry } from './types.ts';

// Writes are few and each is looked up before it is sent again: more attempts only wait longer on a server that is down.
const MOST_WRITES = 6;
// Rounds of writing, being told yes, and finding nothing.
const MOST_TURNS = 3;
// A server that asks to slow down works: it is obeyed much longer than one that fails is tried.
const MOST_WAITS = 30;

/** Writes one entry of the journal; committed when it returns. */
export type SaveEntry = (entry: StepEntry) => Promise<void>;

/** Where a step stands when it is taken up: not begun (with what the server holds), or as a cut-off restore left it. */
export type Begin = { readonly now: Pick<ServerNow, 'byKey' | 'byUid'> } | { readonly entry: StepEntry };

/**
 * Carries one step to its end: intent in the journal, guarded write, journal, read-back, journal. After an unclear end it looks before
 * it sends anything again, so that nothing is written twice. Cancelling takes effect before a write, never between it and its entry;
 * a step that was cut off goes on from its entry.
 */
export async function applyStep(writer: StepWriter, context: StepContext, begin: Begin, save: SaveEntry, signal: AbortSignal): Promise<StepEntry> {
  const { step } = context;
  let entry: StepEntry = 'entry' in begin ? begin.entry : { ...blank(step), state: 'intent' };
  const settle = async (change: Partial<StepEntry>): Promise<StepEntry> => {
    entry = { ...entry, ...change };
    await save(entry);
    return entry;
  };
  let next: WriteTurn = { inDoubt: true };
  // A server's answer may name a version, what was found by looking has none: of a step that was cut off between, no more is known.
  let isFound = entry.state === 'written' && entry.version === undefined;
  if ('now' in begin) {
    const start = writer.judge(begin.now);
    if (!start.go) return settle({ state: start.state, ...(start.state === 'conflict' ? { code: 'write-conflict' } : {}) });
    signal.throwIfAborted();
    await settle({});
    next = { inDoubt: false, ...(start.guard === undefined ? {} : { guard: start.guard }) };
  }
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    if (entry.state === 'intent') {
      const end = await writeUntilClear(writer, context, next, signal);
      if (end.state !== 'written') return settle(end);
      const { wasFound, ...written } = end;
      isFound = wasFound ?? false;
      await settle(written);
    }
    const back = await writer.readBack(entry.key ?? step.key, signal);
    if (back.end === 'other') return settle({ state: 'conflict', code: 'write-conflict' });
    if (back.end === 'held') {
      const isWhole = back.differences.length === 0;
      return settle({
        state: isWhole ? 'verified' : 'unverified',
        key: back.key,
        // Found after an unclear end and not what was sent: perhaps not ours, so an undo must not take it for ours by its version.
        ...(back.version === undefined || (isFound && !isWhole) ? {} : { version: back.version }),
        ...(isWhole ? {} : { code: 'write-unverified', differences: back.differences }),
      });
    }
    // The server said yes and holds nothing of it: a reset worker or a refusal that looks like success (CARDDAV.md H, CALDAV.md).
    if (turn === MOST_TURNS) break;
    signal.throwIfAborted();
    await settle({ state: 'intent' });
    // It may stand there under a name that the answer did not give.
    next = { inDoubt: true };
  }
  return settle({ state: 'failed', code: 'write-unverified' });
}

interface WriteTurn {
  /** Something of this step may be on the server already. */
  readonly inDoubt: boolean;
  readonly guard?: string;
}

type WriteEnd =
  | { readonly state: 'written'; readonly key: string; readonly version?: string; readonly wasFound?: true; readonly isGuess?: true }
  | { readonly state: 'skipped' }
  | { readonly state: 'conflict' | 'failed'; readonly code: string };

/** Writes until the end is clear: sent and confirmed, found there, refused, or in conflict. */
async function writeUntilClear(writer: StepWriter, context: StepContext, turn: WriteTurn, signal: AbortSignal): Promise<WriteEnd> {
  let { inDoubt, guard } = turn;
  const { step } = context;
  let waits = 0;
  for (let attempt = 1; ; ) {
    if (inDoubt) {
      const found = await writer.lookUp(signal);
      if (found.end === 'not-done') guard = found.guard ?? guard;
      else if (found.end === 'other' || found.isPart !== true) return endOf(found, inDoubt);
    }
    signal.throwIfAborted();
    try {
      return { state: 'written', ...(await writer.write(guard)) };
    } catch (error) {
      if (!(error instanceof AppError) || stops(error, step) || wantsLongPause(error)) throw error;
      const isLast = !mayPass(error) || attempt === MOST_WRITES || waits === MOST_WAITS;
      if (isLast) {
        const found = error.code === 'write-conflict' || inDoubt || mayPass(error) ? await writer.lookUp(signal) : NOTHING;
        if (found.end !== 'not-done') return endOf(found, inDoubt || mayPass(error));
        return error.code === 'write-conflict' ? CONFLICT : { state: 'failed', code: error.code };
      }
      inDoubt = true;
      if (error.code === 'server-throttled') waits += 1;
      else attempt += 1;
      await context.clock.sleep(waitMs(error, attempt), signal);
    }
  }
}

const NOTHING: Found = { end: 'not-done' };
const CONFLICT = { state: 'conflict', code: 'write-conflict' } as const;

/** Failures of the account or the way to it: the next step would meet the same, and nothing of this one is known to be refused. */
const STOPPING: ReadonlySet<string> = new Set([
  'auth-failed',
  'auth-unsupported',
  'cancelled',
  'channel-binding-required',
  'clock-wrong',
  'consent-missing',
  'ews-disabled',
  'impersonation-refused',
  'mailbox-elsewhere',
  'mailbox-full',
  'mailbox-not-found',
  'plain-http-refused',
  'proxy-in-the-way',
  'redirect-refused',
  'secret-missing',
  'server-not-found',
  'server-refused-tls',
]);

/** Bringing back what was deleted may need more rights than writing (Graph: export and import); the other steps do without them. */
function stops(error: AppError, step: PlanStep): boolean {
  return STOPPING.has(error.code) && !(step.op === 'undelete' && error.code === 'consent-missing');
}

/** What stands there after an unclear attempt may be our own; before any, it is somebody else's. */
function endOf(found: Exclude<Found, { end: 'not-done' }>, inDoubt: boolean): WriteEnd {
  if (found.end === 'other') return CONFLICT;
  if (!inDoubt) return { state: 'skipped' };
  return { state: 'written', key: found.key, wasFound: true, ...(found.isGuess ? { isGuess: true } : {}) };
}

function blank(step: PlanStep): Omit<StepEntry, 'state'> {
  return {
    index: step.index,
    op: step.op,
    collectionId: step.collectionId,
    marker: step.marker ?? step.key,
    ...(step.op === 'update' && step.heldBase64 !== undefined ? { previousBase64: step.heldBase64 } : {}),
  };
}

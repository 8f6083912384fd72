import type { Command } from 'commander';
import { isAbort, toWireError } from '../../shared/errors.ts';
import { wordsFor } from '../../shared/messages/en.ts';
import { systemClock } from '../services/system-ports.ts';
import { EXIT, type ExitStatus, type Outcome } from './outcome.ts';
import { createProgressLine } from './progress-line.ts';
import { plain, plainLines } from './table.ts';
import { type CaseMode, type GlobalOptions, type Session, openSession } from './session.ts';

export interface Call {
  readonly options: GlobalOptions & Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  readonly progress: ReturnType<typeof createProgressLine>;
}

/** Runs a command that needs no open case; prints its outcome and answers the exit status. */
export async function runBare(command: Command, handler: (call: Call) => Promise<Outcome> | Outcome): Promise<ExitStatus> {
  const options = command.optsWithGlobals<Call['options']>();
  const abort = new AbortController();
  const interrupt = () => abort.abort(new DOMException('interrupted', 'AbortError'));
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const progress = createProgressLine(process.stderr, systemClock.nowMs);
  try {
    const outcome = await handler({ options, signal: abort.signal, progress });
    progress.end();
    await printOutcome(outcome, options.json === true);
    return outcome.exit ?? EXIT.done;
  } catch (error) {
    progress.end();
    return await printFailure(error, options.json === true);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** Runs a command on its case, which is closed afterwards whatever happened. */
export async function runOnCase(command: Command, mode: CaseMode, handler: (session: Session, call: Call) => Promise<Outcome> | Outcome): Promise<ExitStatus> {
  return await runBare(command, async (call) => {
    const session = openSession(call.options, mode);
    try {
      return await handler(session, call);
    } finally {
      session.store.close();
    }
  });
}

async function printOutcome(outcome: Outcome, asJson: boolean): Promise<void> {
  for (const note of outcome.notes ?? []) process.stderr.write(`${plain(note)}\n`);
  if (asJson) return await write(`${JSON.stringify(outcome.document)}\n`);
  let block = '';
  const shown = outcome.isRaw !== true ? plain : process.stdout.isTTY ? plainLines : (line: string) => line;
  for (const line of outcome.text()) {
    block += `${shown(line)}\n`;
    if (block.length > 1 << 16) {
      await write(block);
      block = '';
    }
  }
  await write(block);
}

/** Prints a failure: one line on stderr with what to do about it, and a document where --json asks for one. */
export async function printFailure(error: unknown, asJson: boolean): Promise<ExitStatus> {
  const { code, context } = toWireError(error);
  const { message, hint } = wordsFor(code, context);
  if (asJson) await write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
  process.stderr.write(`${plain(`synctrace: ${message} ${hint}`)}\n`);
  if (code === 'internal' && process.env['SYNCTRACE_LOG'] === 'debug') process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (isAbort(error)) return EXIT.interrupted;
  return USAGE_CODES.has(code) ? EXIT.usage : EXIT.failed;
}

/** Failures of what was asked, not of the doing. */
const USAGE_CODES: ReadonlySet<string> = new Set([
  'usage',
  'case-missing',
  'source-unknown',
  'source-exists',
  'snapshot-unknown',
  'record-unknown',
  'group-unknown',
  'plan-unknown',
  'restore-unknown',
  'different-sources',
]);

/** Waits until stdout has taken the text, so that a pipe gets all of it before the process ends. */
function write(text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((done, fail) => {
    process.stdout.write(text, (error) => (error === undefined || error === null ? done() : fail(error)));
  });
}

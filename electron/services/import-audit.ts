import { type ErrorCode, toWireError } from '../../shared/errors.ts';
import { wordsFor } from '../../shared/messages/en.ts';
import { type Progress, weighPhases } from '../../shared/progress.ts';
import type { SourceId } from '../../shared/records.ts';
import type { AuditEntry, PassedOver } from '../core/audit/entry.ts';
import type { LogFile } from '../core/audit/log-file.ts';
import type { LogFacts } from '../core/audit/log-facts.ts';
import type { TimeReading } from '../core/audit/log-times.ts';
import { openAuditLog } from '../core/audit/read-log.ts';
import type { NotALog } from '../core/audit/recognise-log.ts';
import type { AuditFrom } from '../store/audit-types.ts';
import { auditFiles } from './audit-files.ts';
import { type AuditWarning, warningsOf } from './audit-warnings.ts';
import type { CaseContext } from './case-context.ts';
import { type AuditKeeper, createAuditKeeper } from './keep-audit-rows.ts';
import { type AuditMatcher, createAuditMatcher } from './match-audit-rows.ts';
import { findSource } from './sources.ts';

export interface ImportAuditInput extends TimeReading {
  /** Files on disk, or folders of them. */
  readonly paths?: readonly string[];
  /** Files whose bytes are at hand. */
  readonly given?: readonly LogFile[];
  /** Whose mailbox or account all of them are about, where somebody says so. */
  readonly source?: string;
}

/** A file or a row that was left out, and why. */
export interface AuditSkip {
  readonly file: string;
  readonly line?: number;
  readonly code: ErrorCode;
  readonly message: string;
}

/** What became of logs. */
export interface AuditImported {
  /** Rows that say who wrote something. */
  readonly events: number;
  /** Those of them that are about a record of the case. */
  readonly matched: number;
  /** Acts on items that the case did not hold yet. */
  readonly added: number;
  /** Rows that are no evidence of a write. */
  readonly passedOver: Readonly<Record<PassedOver, number>>;
  /** The first of what was left out. */
  readonly skipped: readonly AuditSkip[];
  /** All of it. */
  readonly skippedCount: number;
  /** What each log covers. */
  readonly logs: readonly LogFacts[];
  readonly warnings: readonly AuditWarning[];
}

const NO_LOG: Readonly<Record<NotALog, ErrorCode>> = { empty: 'audit-file-empty', packed: 'audit-file-packed', spreadsheet: 'audit-file-spreadsheet', unknown: 'audit-file-unknown' };
const TOLD_SKIPS = 1000;
// So many rows are read before others get a turn.
const TURN = 2000;

/**
 * Reads logs into the case, each row once, and what each log covers; what they are is told by what they hold. A file that is no log, and each
 * row that cannot be read, is named and left out; what was read before a failure or a cancellation stays.
 */
export async function importAudit(context: CaseContext, input: ImportAuditInput, signal: AbortSignal, emit: (progress: Progress) => void): Promise<AuditImported> {
  const sourceId = input.source === undefined ? undefined : findSource(context, input.source).id;
  const report = weighPhases([['read', 1]], emit);
  const tally: Tally = { events: 0, passedOver: { reads: 0, failed: 0, other: 0 }, skipped: [], skippedCount: 0, logs: [] };
  const keeper = createAuditKeeper(context, () => report('read', tally.events, null));
  const matcher = createAuditMatcher(context);
  const accounts = accountsOf(context);
  const skip = (file: string, code: ErrorCode, line?: number): void => {
    tally.skippedCount += 1;
    if (tally.skipped.length < TOLD_SKIPS) tally.skipped.push({ file, ...(line === undefined ? {} : { line }), code, message: wordsFor(code, {}).message });
  };
  try {
    const onDisk = (input.paths ?? []).flatMap((path) => auditFiles(path, (name) => skip(name, 'file-unreadable')));
    for (const file of [...(input.given ?? []), ...onDisk]) {
      signal.throwIfAborted();
      await importLog({ context, keeper, matcher, tally, skip, sourceId, accounts }, file, input, signal);
    }
  } finally {
    keeper.flush();
  }
  const { events, passedOver, skipped, skippedCount, logs } = tally;
  return { events, matched: matcher.matched(), added: keeper.added(), passedOver, skipped, skippedCount, logs, warnings: logs.flatMap(warningsOf) };
}

interface Tally {
  events: number;
  readonly passedOver: Record<PassedOver, number>;
  readonly skipped: AuditSkip[];
  skippedCount: number;
  readonly logs: LogFacts[];
}

interface Work {
  readonly context: CaseContext;
  readonly keeper: AuditKeeper;
  readonly matcher: AuditMatcher;
  readonly tally: Tally;
  readonly skip: (file: string, code: ErrorCode, line?: number) => void;
  readonly sourceId: SourceId | undefined;
  readonly accounts: Accounts;
}

async function importLog(work: Work, file: LogFile, input: ImportAuditInput, signal: AbortSignal): Promise<void> {
  const { context: { store, ports }, tally, skip } = work;
  try {
    const opened = openAuditLog(file, input);
    if (opened.type !== 'log') return skip(file.name, NO_LOG[opened.type]);
    const log = ports.ids.next();
    const turn = async (): Promise<void> => {
      await ports.clock.sleep(0, signal);
      signal.throwIfAborted();
    };
    for (const _piece of opened.look()) await turn();
    const rows = opened.rows();
    for (let count = 1; ; count++) {
      const next = rows.next();
      if (next.done === true) {
        // What a case gave out tells of its logs itself.
        if (opened.format === 'case-log') return;
        store.audit.addLog({ id: log, facts: next.value, ...(work.sourceId === undefined ? {} : { sourceId: work.sourceId }) });
        tally.logs.push(next.value);
        return;
      }
      const row = next.value;
      if (row.type === 'kept') keepRow(work, row.entries, log);
      else if (row.type === 'passed') tally.passedOver[row.because] += 1;
      else if (row.type === 'skipped') skip(file.name, row.code, row.line);
      else {
        const about = work.accounts.named(row.source);
        store.audit.addLog({ id: row.id, facts: row.facts, ...(about === undefined ? {} : { sourceId: about }) });
        tally.logs.push(row.facts);
      }
      if (count % TURN === 0) await turn();
    }
  } catch (error) {
    const { code } = toWireError(error);
    if (code !== 'file-unreadable') throw error;
    skip(file.name, code);
  }
}

/** Keeps the items of a row, of one that a case gave out as that case had it. */
function keepRow(work: Work, entries: readonly AuditEntry[], log: string): void {
  work.tally.events += 1;
  let sourceId = work.sourceId;
  for (const { given, ...entry } of entries) {
    sourceId ??= given === undefined ? work.accounts.ofMailbox(entry.mailbox) : work.accounts.named(given.source);
    const about = sourceId === undefined ? {} : { sourceId };
    const from: AuditFrom = given === undefined ? { ...about, origin: 'file', log } : { ...about, origin: given.origin, ...(given.log === undefined ? {} : { log: given.log }) };
    work.keeper.keep(entry, from);
  }
  work.matcher.see(entries, sourceId);
}

interface Accounts {
  named(name: string | undefined): SourceId | undefined;
  /** The account that is this mailbox’s by its user name; others are told apart when all of the case is known. */
  ofMailbox(mailbox: string | undefined): SourceId | undefined;
}

/** The accounts of a case, read once for all rows. */
function accountsOf({ store }: CaseContext): Accounts {
  const sources = store.sources();
  const byName = new Map(sources.map(({ name, id }) => [name, id]));
  // Of two accounts of one mailbox the first counts.
  const byMailbox = new Map(sources.toReversed().map(({ id, user, mailbox: own = user }) => [own?.toLowerCase(), id]));
  return {
    named: (name) => (name === undefined ? undefined : byName.get(name)),
    ofMailbox: (mailbox) => (mailbox === undefined ? undefined : byMailbox.get(mailbox.toLowerCase())),
  };
}

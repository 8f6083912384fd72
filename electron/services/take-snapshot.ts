import { AppError, isAbort } from '../../shared/errors.ts';
import { type Progress, weighPhases } from '../../shared/progress.ts';
import type { SnapshotRow, SourceRow } from '../store/types.ts';
import { aboutAccount } from './about-account.ts';
import { CASE_FAILURES, type CaptureOptions, capture } from './capture.ts';
import { type CaseContext, connectTo } from './case-context.ts';

export interface TakeSnapshotInput {
  /** Names of sources; none: every account of the case. */
  readonly sources: readonly string[];
  readonly label?: string;
  readonly full?: boolean;
}

const PHASES = [
  ['connect', 1],
  ['download', 20],
  ['store', 2],
] as const;

/** An account of which no snapshot could be taken. */
export interface FailedSource {
  readonly source: string;
  readonly error: AppError;
}

/**
 * Takes a snapshot of each source in turn. One that yields none at all is told to `failed`, and the others are taken all the same; without
 * `failed`, and where the case itself fails, it rejects there, keeping those taken before.
 */
export async function takeSnapshots(
  context: CaseContext,
  input: TakeSnapshotInput,
  signal: AbortSignal,
  emit: (progress: Progress) => void,
  failed?: (failure: FailedSource) => void,
): Promise<readonly SnapshotRow[]> {
  const rows: SnapshotRow[] = [];
  for (const source of chosenSources(context, input.sources)) {
    try {
      rows.push(await aboutAccount(source, () => takeSnapshot(context, source, input, signal, (progress) => emit({ ...progress, source: source.name }))));
    } catch (error) {
      const isOfAccount = error instanceof AppError && !isAbort(error) && !CASE_FAILURES.has(error.code);
      if (failed === undefined || signal.aborted || !isOfAccount) throw error;
      failed({ source: source.name, error });
    }
  }
  return rows;
}

async function takeSnapshot(context: CaseContext, source: SourceRow, input: TakeSnapshotInput, signal: AbortSignal, emit: (progress: Progress) => void): Promise<SnapshotRow> {
  const report = weighPhases(PHASES, emit);
  const startedMs = context.ports.clock.nowMs();
  const connector = await connectTo(context, source, signal);
  try {
    const capabilities = await connector.probe(signal);
    const options: CaptureOptions = {
      full: input.full ?? false,
      notCaptured: capabilities.notCaptured,
      startedMs,
      ...(input.label === undefined ? {} : { label: input.label }),
    };
    return await capture(context, source, connector, options, signal, report);
  } finally {
    await connector.close();
  }
}

function chosenSources(context: CaseContext, names: readonly string[]) {
  if (names.length === 0) {
    const accounts = context.store.sources().filter((source) => source.kind !== 'file');
    if (accounts.length === 0) throw new AppError('usage', { context: { what: 'this case has no account to read; add one with synctrace source add, or give files to synctrace import' } });
    return accounts;
  }
  return names.map((name) => {
    const source = context.store.source(name);
    if (source === null) throw new AppError('source-unknown', { context: { source: name } });
    return source;
  });
}

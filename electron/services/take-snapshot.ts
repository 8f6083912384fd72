import { AppError } from '../../shared/errors.ts';
import { type Progress, weighPhases } from '../../shared/progress.ts';
import type { SnapshotRow } from '../store/types.ts';
import { type CaptureOptions, capture } from './capture.ts';
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

/** Takes a snapshot of each source in turn; rejects at the first that yields none at all, keeping those taken before. */
export async function takeSnapshots(
  context: CaseContext,
  input: TakeSnapshotInput,
  signal: AbortSignal,
  emit: (progress: Progress) => void,
): Promise<readonly SnapshotRow[]> {
  const rows: SnapshotRow[] = [];
  for (const source of chosenSources(context, input.sources)) {
    const report = weighPhases(PHASES, (progress) => emit({ ...progress, source: source.name }));
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
      rows.push(await capture(context, source, connector, options, signal, report));
    } finally {
      await connector.close();
    }
  }
  return rows;
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

import { openAuditLog } from '../core/audit/read-log.ts';
import { type Progress, weighPhases } from '../../shared/progress.ts';
import { type SourceFile, filesInMemory, filesOnDisk } from '../connectors/files/file-bytes.ts';
import { createFilesConnector } from '../connectors/files/files-connector.ts';
import type { ProblemRow, SnapshotRow, SourceRow } from '../store/types.ts';
import { capture } from './capture.ts';
import type { CaseContext, EnginePorts } from './case-context.ts';
import { addSource } from './sources.ts';

export interface ImportFilesInput {
  /** Files or folders on disk, or files whose bytes are at hand. */
  readonly paths?: readonly string[];
  readonly given?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly source: string;
  readonly at?: string;
  readonly label?: string;
  /** Where there is nothing to read, take that for an incomplete snapshot and not for a mistake of the user. */
  readonly mayBeEmpty?: boolean;
}

export interface Imported {
  readonly snapshot: SnapshotRow;
  readonly problems: readonly ProblemRow[];
  /** Files of no known kind, by their path below the folder that was given. */
  readonly passedOver: readonly string[];
}

const PHASES = [
  ['download', 10],
  ['store', 1],
] as const;

/** Takes a snapshot from files; the source is made, of kind `file`, where there is none of that name. */
export async function importFiles(context: CaseContext, input: ImportFilesInput, signal: AbortSignal, emit: (progress: Progress) => void): Promise<Imported> {
  const startedMs = context.ports.clock.nowMs();
  const passedOver: string[] = [];
  const connector = createFilesConnector({ files: sourceFiles(input, passedOver), digest: context.ports.reading.digest, mayBeEmpty: input.mayBeEmpty ?? false });
  // Nothing to read is told before a source is made for it.
  await connector.collections(signal);
  const source: SourceRow = context.store.source(input.source) ?? addSource(context, { name: input.source, kind: 'file' });
  const report = weighPhases(PHASES, (progress) => emit({ ...progress, source: source.name }));
  const { notCaptured } = await connector.probe(signal);
  const options = {
    full: false,
    notCaptured,
    startedMs,
    isFast: true,
    ...(input.at === undefined ? {} : { takenAt: input.at }),
    ...(input.label === undefined ? {} : { label: input.label }),
  };
  const snapshot = await capture(context, source, connector, options, signal, report);
  return { snapshot, problems: context.store.problems(snapshot.id), passedOver };
}

/** What each of the given files is and how much it holds, without importing anything. */
export async function recogniseFiles(
  ports: EnginePorts,
  given: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<{ name: string; kind: string; records: number; problems: number }[]> {
  const answers: { name: string; kind: string; records: number; problems: number }[] = [];
  for (const file of given) {
    const rows = countLogRows(file);
    if (rows !== undefined) {
      answers.push({ name: file.name, kind: 'log', ...rows });
      continue;
    }
    const files = filesInMemory([file]);
    const kind = files[0]?.kind;
    answers.push(kind === undefined ? { name: file.name, kind: 'unknown', records: 0, problems: 0 } : { name: file.name, kind, ...(await countItems(ports, files)) });
  }
  return answers;
}

/** Rows of an audit or access log that say who wrote something, and those that cannot be read; undefined: it is no log. */
function countLogRows({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): { readonly records: number; readonly problems: number } | undefined {
  const opened = openAuditLog({ name, chunks: () => [bytes] }, {});
  if (opened.type !== 'log') return undefined;
  let [records, problems] = [0, 0];
  for (const row of opened.rows()) {
    if (row.type === 'kept') records += 1;
    else if (row.type === 'skipped') problems += 1;
  }
  return { records, problems };
}

async function countItems(ports: EnginePorts, files: readonly SourceFile[]): Promise<{ records: number; problems: number }> {
  const connector = createFilesConnector({ files, digest: ports.reading.digest });
  const signal = new AbortController().signal;
  let records = 0;
  let problems = 0;
  for (const collection of await connector.collections(signal)) {
    const known = { cursor: null, count: 0, versionOf: () => undefined, keys: () => [], full: true };
    for await (const item of connector.changes(collection, known, signal)) {
      if (item.type !== 'upsert') continue;
      if (item.problem === undefined) records += 1;
      else problems += 1;
    }
  }
  return { records, problems };
}

function sourceFiles(input: ImportFilesInput, passedOver: string[]): readonly SourceFile[] {
  return input.given === undefined ? filesOnDisk(input.paths ?? [], (name) => passedOver.push(name)) : filesInMemory(input.given);
}

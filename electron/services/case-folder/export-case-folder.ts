import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { RawFormat, SourceId } from '../../../shared/records.ts';
import { writeCaseLogLine } from '../../core/audit/formats/case-log.ts';
import type { SnapshotRow, Version } from '../../store/types.ts';
import type { CaseContext } from '../case-context.ts';
import { createNameGiver, safeFileName } from '../safe-file-name.ts';
import { writeNewFile } from '../write-file.ts';
import { loadDeclared } from './declared.ts';
import type { Manifest } from './manifest.ts';

/** Writes the whole case as a case folder, which must be empty or not there; answers how much went out. */
export function exportCaseFolder(context: CaseContext, folder: string, signal: AbortSignal): { folder: string; snapshots: number; records: number } {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new AppError('case-exists');
  const { store } = context;
  const declared = loadDeclared(context);
  const giveName = createNameGiver();
  const folders = collectionFolders(context);
  let records = 0;
  const snapshots = store.snapshots().map((row) => {
    const path = `snapshots/${giveName(safeFileName(`${row.sourceName}-${row.seq}`, 'snapshot'))}`;
    records += writeSnapshot(context, row, join(folder, path), folders, signal);
    writeQuarantined(context, row, join(folder, 'quarantine', basename(path)));
    return { source: row.sourceName, takenAt: row.takenAt, path, ...(row.label === undefined ? {} : { label: row.label }) };
  });
  const audit = declared.audit.map(({ path, base64 }) => {
    const name = `audit/${giveName(safeFileName(path, 'audit'))}`;
    writeNewFile(join(folder, name), [Buffer.from(base64, 'base64')]);
    return name;
  });
  if (store.audit.count() > 0 || store.audit.logs().length > 0) {
    const name = `audit/${giveName('log.jsonl')}`;
    writeNewFile(join(folder, name), caseLogLines(context, signal));
    audit.push(name);
  }
  const sourceNames = [...new Set(snapshots.map((snapshot) => snapshot.source))];
  const manifest: Manifest = {
    format: 'synctrace-case/1',
    title: store.info().title,
    sources: sourceNames.map((name) => {
      // A source that was removed has left its snapshots: they go out as files.
      const source = store.source(name);
      return { name, kind: source?.kind ?? 'file', ...(source?.label === undefined ? {} : { label: source.label }) };
    }),
    snapshots,
    apps: declared.apps,
    events: declared.events,
    audit,
  };
  writeNewFile(join(folder, 'manifest.json'), [`${JSON.stringify(manifest, null, 2)}\n`]);
  return { folder, snapshots: snapshots.length, records };
}

/** What the logs of a case cover, and their rows. */
function* caseLogLines({ store }: CaseContext, signal: AbortSignal): Generator<string> {
  const names = new Map(store.sources().map(({ id, name }) => [id, name]));
  const named = (id: SourceId | undefined) => {
    const source = id === undefined ? undefined : names.get(id);
    return source === undefined ? {} : { source };
  };
  for (const { id, sourceId, facts } of store.audit.logs()) yield writeCaseLogLine({ log: { id, ...named(sourceId), facts } });
  for (const { sourceId, origin, log, ...row } of store.audit.list()) {
    signal.throwIfAborted();
    yield writeCaseLogLine({ row: { ...row, given: { ...named(sourceId), origin, ...(log === undefined ? {} : { log }) } } });
  }
}

/**
 * Subfolder of each collection, by its id, the same in every snapshot, so that a record which moved has moved there too. A source with one
 * collection needs none.
 */
function collectionFolders(context: CaseContext): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  const names = new Map<string, Map<string, string>>();
  for (const row of context.store.snapshots()) {
    const ofSource = names.get(row.sourceId) ?? new Map<string, string>();
    names.set(row.sourceId, ofSource);
    for (const version of context.store.versions(row.id)) ofSource.set(version.collectionId, version.collectionName);
  }
  for (const ofSource of names.values()) {
    if (ofSource.size < 2) continue;
    const giveName = createNameGiver();
    for (const [id, name] of ofSource) if (name !== '') folders.set(id, giveName(safeFileName(name, 'collection')));
  }
  return folders;
}

/**
 * One snapshot as a folder: one file a vCard or iCalendar object, named by its key; Graph items as collections. An incomplete snapshot
 * gets an error document beside its records, by which a reader knows it.
 */
function writeSnapshot(context: CaseContext, row: SnapshotRow, folder: string, folders: ReadonlyMap<string, string>, signal: AbortSignal): number {
  const givers = new Map<string, (name: string) => string>();
  const graph = new Map<string, Version[]>();
  let records = 0;
  for (const version of context.store.versions(row.id)) {
    signal.throwIfAborted();
    records += 1;
    const body = context.store.body(version.bodyId);
    if (body.format === 'graph-json') {
      const file = `${version.state === 'live' ? '' : 'deleted-'}${version.kind}s.json`;
      graph.set(file, [...(graph.get(file) ?? []), version]);
      continue;
    }
    const name = safeFileName(version.key, 'record');
    const ending = ENDINGS[body.format];
    const subfolder = folders.get(version.collectionId) ?? '';
    const giveName = givers.get(subfolder) ?? createNameGiver();
    givers.set(subfolder, giveName);
    writeNewFile(join(folder, subfolder, giveName(name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`)), bytesOf(body.format, body.raw));
  }
  for (const [file, versions] of graph) writeNewFile(join(folder, file), graphCollection(context, versions));
  if (!row.complete) writeNewFile(join(folder, 'incomplete.json'), [`${JSON.stringify({ error: { code: row.incompleteBecause ?? 'internal' } })}\n`]);
  else if (records === 0) writeNewFile(join(folder, 'contacts.json'), ['{"value":[]}\n']);
  return records;
}

/** What could not be read goes out as it came, beside the snapshots: named by no manifest, so that a reader takes it for no record. */
function writeQuarantined(context: CaseContext, row: SnapshotRow, folder: string): void {
  const giveName = createNameGiver();
  for (const item of context.store.quarantined(row.id)) writeNewFile(join(folder, giveName(safeFileName(item.key ?? item.file ?? '', 'unreadable'))), [item.raw]);
}

const ENDINGS: Readonly<Record<RawFormat, string>> = { 'vcard': '.vcf', 'icalendar': '.ics', 'graph-json': '.json', 'csv-row': '.csv', 'ews-xml': '.xml' };

function* bytesOf(format: RawFormat, raw: Uint8Array): Generator<Uint8Array | string> {
  if (format !== 'csv-row') {
    yield raw;
    return;
  }
  const row = JSON.parse(new TextDecoder().decode(raw)) as Record<string, string>;
  for (const cells of [Object.keys(row), Object.values(row)]) yield `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

function* graphCollection(context: CaseContext, versions: readonly Version[]): Generator<Uint8Array | string> {
  let separator = '{"value":[\n';
  for (const version of versions) {
    yield separator;
    yield context.store.body(version.bodyId).raw;
    separator = ',\n';
  }
  yield '\n]}\n';
}

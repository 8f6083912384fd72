import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { RawFormat } from '../../shared/records.ts';
import type { Body, Version } from '../store/types.ts';
import { asCsv } from './as-csv.ts';
import { asICalendar } from './as-icalendar.ts';
import { asVCard } from './as-vcard.ts';
import type { CaseContext } from './case-context.ts';
import { recordDocument } from './documents.ts';
import { createNameGiver, safeFileName } from './safe-file-name.ts';
import { writeNewFile } from './write-file.ts';

export const EXPORT_FORMATS = ['vcf', 'ics', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportInput {
  readonly snapshot: string;
  readonly out: string;
  /** The path was given as a folder. */
  readonly isFolder: boolean;
  readonly format?: ExportFormat;
  readonly keys?: readonly string[];
}

interface Chosen {
  readonly version: Version;
  readonly body: Body;
}

/**
 * Writes records of a snapshot as files: the bytes of the server where the format is theirs, else a conversion. A folder (there already, or
 * named with a slash or without an ending) gets one file a record; a file gets them all. Never overwrites a file.
 */
export function exportRecords(context: CaseContext, input: ExportInput, signal: AbortSignal): { written: number; files: string[] } {
  const chosen = chooseVersions(context, input);
  const format = input.format ?? formatOf(input.out, chosen);
  const fitting = chosen.filter((version) => fits(version, format));
  if (fitting.length === 0) throw new AppError('not-supported', { context: { what: `nothing that was chosen can be written as ${format}` } });
  const read = (version: Version): Chosen => ({ version, body: context.store.body(version.bodyId) });
  if (isFolder(input)) return writeFolder(context, input, fitting, format, read, signal);
  writeNewFile(input.out, fileOf(context, input, fitting, format, read, signal));
  return { written: fitting.length, files: [input.out] };
}

function chooseVersions(context: CaseContext, input: ExportInput): Version[] {
  const snapshot = context.store.resolveSnapshot(input.snapshot);
  const versions = [...context.store.versions(snapshot.id, input.keys === undefined ? { states: ['live'] } : { keys: input.keys })];
  for (const key of input.keys ?? []) {
    if (!versions.some((version) => version.key === key)) throw new AppError('record-unknown', { context: { key } });
  }
  return versions;
}

function isFolder(input: ExportInput): boolean {
  if (existsSync(input.out)) return statSync(input.out).isDirectory();
  return input.isFolder || !/\.[a-z0-9]{1,5}$/i.test(input.out);
}

function formatOf(out: string, versions: readonly Version[]): ExportFormat {
  const ending = /\.([a-z]+)$/i.exec(out)?.[1]?.toLowerCase();
  const named = EXPORT_FORMATS.find((format) => format === ending);
  return named ?? (versions.some((version) => version.kind === 'contact') ? 'vcf' : 'ics');
}

function fits(version: Version, format: ExportFormat): boolean {
  if (format === 'vcf') return version.kind === 'contact';
  return format === 'ics' ? version.kind !== 'contact' : true;
}

function writeFolder(
  context: CaseContext,
  input: ExportInput,
  versions: readonly Version[],
  format: ExportFormat,
  read: (version: Version) => Chosen,
  signal: AbortSignal,
): { written: number; files: string[] } {
  const giveName = createNameGiver();
  const files: string[] = [];
  for (const version of versions) {
    signal.throwIfAborted();
    const name = safeFileName(version.key, 'record');
    const path = join(input.out, giveName(name.toLowerCase().endsWith(`.${format}`) ? name : `${name}.${format}`));
    writeNewFile(path, fileOf(context, input, [version], format, read, signal));
    files.push(path);
  }
  return { written: files.length, files };
}

function* fileOf(
  context: CaseContext,
  input: ExportInput,
  versions: readonly Version[],
  format: ExportFormat,
  read: (version: Version) => Chosen,
  signal: AbortSignal,
): Generator<Uint8Array | string> {
  const source = context.store.resolveSnapshot(input.snapshot).sourceName;
  if (format === 'json') {
    const records = versions.map((version) => recordDocument(version, read(version).body, source, true));
    yield `${JSON.stringify(records, null, 2)}\n`;
    return;
  }
  if (format === 'csv') {
    yield* asCsv(versions.map((version) => recordDocument(version, read(version).body, source, false)));
    return;
  }
  for (const version of versions) {
    signal.throwIfAborted();
    yield* nativeBytes(read(version), format, versions.length > 1);
  }
}

const NATIVE: Readonly<Record<'vcf' | 'ics', RawFormat>> = { vcf: 'vcard', ics: 'icalendar' };

/** The body's own bytes; between several of one file a line end where the body has none. */
function* nativeBytes({ version, body }: Chosen, format: 'vcf' | 'ics', isOneOfMany: boolean): Generator<Uint8Array | string> {
  if (body.format === NATIVE[format]) {
    yield body.raw;
    if (isOneOfMany && body.raw.at(-1) !== 0x0a && body.raw.at(-1) !== 0x0d) yield '\r\n';
    return;
  }
  yield format === 'ics' ? asICalendar(version, body) : asVCard(version, body);
}

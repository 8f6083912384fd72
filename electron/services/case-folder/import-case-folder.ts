import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Progress } from '../../../shared/progress.ts';
import { walkFiles } from '../../connectors/files/walk-files.ts';
import type { ProblemRow, SnapshotRow } from '../../store/types.ts';
import type { CaseContext } from '../case-context.ts';
import { type AuditImported, importAudit } from '../import-audit.ts';
import { importFiles } from '../import-files.ts';
import { addSource } from '../sources.ts';
import { saveDeclared } from './declared.ts';
import { type Manifest, parseManifest } from './manifest.ts';

/**
 * Reads a case folder into the case: its sources, its snapshots in the order of time, what was declared, and its logs. A manifest that is wrong
 * or names what is not there is refused before anything is imported.
 */
export async function importCaseFolder(
  context: CaseContext,
  folder: string,
  signal: AbortSignal,
  emit: (progress: Progress) => void,
): Promise<{ snapshots: readonly SnapshotRow[]; problems: readonly ProblemRow[]; audit: AuditImported | null }> {
  const manifest = readManifest(folder);
  checkPresent(context, folder, manifest);
  if (manifest.title !== '') context.store.setTitle(manifest.title);
  for (const { name, kind, label } of manifest.sources) {
    if (context.store.source(name) === null) addSource(context, { name, kind, ...(label === undefined ? {} : { label }) });
  }
  saveDeclared(context, manifest);
  const snapshots: SnapshotRow[] = [];
  const problems: ProblemRow[] = [];
  for (const { source, takenAt, label, path } of inOrderOfTime(manifest)) {
    const input = { paths: [join(folder, path)], source, at: new Date(takenAt).toISOString(), mayBeEmpty: true, ...(label === undefined ? {} : { label }) };
    const imported = await importFiles(context, input, signal, emit);
    snapshots.push(imported.snapshot);
    problems.push(...imported.problems);
  }
  // After the records that its rows are about.
  const audit = manifest.audit.length === 0 ? null : await importAudit(context, { paths: manifest.audit.map((path) => join(folder, path)) }, signal, emit);
  return { snapshots, problems, audit };
}

function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('manifest-invalid', { context: { place: 'manifest.json', what: 'there is none that could be read' }, cause: error });
  }
  return parseManifest(text);
}

function checkPresent(context: CaseContext, folder: string, manifest: Manifest): void {
  manifest.sources.forEach(({ name, kind }, index) => {
    const there = context.store.source(name);
    if (there !== null && there.kind !== kind) throw new AppError('manifest-invalid', { context: { place: `sources[${index}].kind`, what: 'the case has a source of that name and another kind' } });
  });
  manifest.snapshots.forEach(({ path }, index) => {
    const place = `snapshots[${index}].path`;
    if (!existsSync(join(folder, path))) throw new AppError('manifest-invalid', { context: { place, what: 'there is no such file or folder' } });
    requireWithin(folder, path, place);
  });
  manifest.audit.forEach((path, index) => {
    const place = `audit[${index}]`;
    if (!existsSync(join(folder, path))) throw new AppError('manifest-invalid', { context: { place, what: 'there is no such file' } });
    requireWithin(folder, path, place);
  });
}

/** A case folder comes from somebody else: a link in it must not bring files of this machine into the case. */
function requireWithin(folder: string, path: string, place: string): void {
  const root = realpathSync(folder);
  const inside = [join(folder, path), ...walkFiles([join(folder, path)]).map((file) => file.path)];
  for (const file of inside) {
    const real = realpathSync(file);
    if (real !== root && !real.startsWith(`${root}${sep}`)) throw new AppError('manifest-invalid', { context: { place, what: 'a link leads out of the folder' } });
  }
}

function inOrderOfTime(manifest: Manifest): Manifest['snapshots'] {
  return [...manifest.snapshots].sort((left, right) => Date.parse(left.takenAt) - Date.parse(right.takenAt));
}

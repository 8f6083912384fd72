import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';

// With its zone: a case must not depend on where it is opened.
const RFC_3339 = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const time = z.string().refine((text) => (RFC_3339.test(text) || DATE_ONLY.test(text)) && !Number.isNaN(Date.parse(text)), 'is no RFC 3339 time');

const appSchema = z.looseObject({ app: z.string().min(1), since: time.optional(), device: z.string().optional(), direction: z.string().optional(), note: z.string().optional() });
const eventSchema = z.looseObject({ at: time, type: z.string().min(1), app: z.string().optional(), text: z.string().optional() });

/** `manifest.json` of a case folder (CLI.md, "The case folder"). */
export const manifestSchema = z.looseObject({
  format: z.literal('synctrace-case/1'),
  title: z.string().default(''),
  sources: z.array(z.looseObject({ name: z.string().min(1), kind: z.enum(['carddav', 'caldav', 'graph', 'ews', 'file']), label: z.string().optional() })),
  snapshots: z.array(z.looseObject({ source: z.string().min(1), takenAt: time, label: z.string().optional(), path: z.string().min(1) })),
  apps: z.array(appSchema).default([]),
  events: z.array(eventSchema).default([]),
  audit: z.array(z.string()).default([]),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Reads a manifest; throws `manifest-invalid` with the place of the first thing that is wrong. */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new AppError('manifest-invalid', { context: { place: 'manifest.json', what: 'it is not JSON' }, cause: error });
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError('manifest-invalid', { context: { place: placeOf(issue?.path ?? []), what: issue?.message ?? 'it does not fit' } });
  }
  checkReferences(parsed.data);
  return parsed.data;
}

function checkReferences(manifest: Manifest): void {
  const names = new Set<string>();
  manifest.sources.forEach((source, index) => {
    if (names.has(source.name)) throw new AppError('manifest-invalid', { context: { place: `sources[${index}].name`, what: 'the name comes twice' } });
    names.add(source.name);
  });
  manifest.snapshots.forEach((snapshot, index) => {
    if (!names.has(snapshot.source)) throw new AppError('manifest-invalid', { context: { place: `snapshots[${index}].source`, what: 'no source of that name' } });
    checkInside(snapshot.path, `snapshots[${index}].path`);
  });
  manifest.audit.forEach((path, index) => checkInside(path, `audit[${index}]`));
}

/** A path of the manifest stays inside its folder: no absolute one, no way up. */
function checkInside(path: string, place: string): void {
  const parts = path.split(/[\\/]/);
  if (path.startsWith('/') || path.startsWith('\\') || /^[a-z]:/i.test(path) || parts.includes('..') || path.includes('\u0000')) {
    throw new AppError('manifest-invalid', { context: { place, what: 'the path leads out of the folder' } });
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`), '') || 'manifest.json';
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { CaseContext } from '../case-context.ts';
import type { Manifest } from './manifest.ts';

/** What people said about the case and the logs they gave, kept as given until the verdict reads it. */
export interface Declared {
  readonly apps: Manifest['apps'];
  readonly events: Manifest['events'];
  readonly audit: readonly { readonly path: string; readonly base64: string }[];
}

const SETTING = 'declared';

/** Keeps apps, events and audit files of a manifest in the case, added to those it holds; the same ones are kept once. */
export function saveDeclared(context: CaseContext, folder: string, manifest: Manifest): void {
  const held = loadDeclared(context);
  const audit = manifest.audit.map((path) => ({ path, base64: readBase64(join(folder, path)) }));
  keepDeclared(context, { apps: [...held.apps, ...manifest.apps], events: [...held.events, ...manifest.events], audit: [...held.audit, ...audit] });
}

/** Keeps what was declared in place of what the case holds; what is given twice is kept once. */
export function keepDeclared(context: CaseContext, { apps, events, audit }: Declared): void {
  context.store.setSetting(SETTING, JSON.stringify({ apps: once(apps), events: once(events), audit: once(audit) }));
}

/** What was declared so far; empty lists where nothing was. */
export function loadDeclared(context: CaseContext): Declared {
  const text = context.store.setting(SETTING);
  return text === null ? { apps: [], events: [], audit: [] } : (JSON.parse(text) as Declared);
}

function once<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function readBase64(path: string): string {
  try {
    return readFileSync(path).toString('base64');
  } catch (error) {
    throw new AppError('file-unreadable', { cause: error });
  }
}

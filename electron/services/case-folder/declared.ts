import type { CaseContext, OpenCase } from '../case-context.ts';
import type { Manifest } from './manifest.ts';

/** What people said about the case. */
export interface Declared {
  readonly apps: Manifest['apps'];
  readonly events: Manifest['events'];
  /** Log files of a case that was made before they were read, as they were given. */
  readonly audit: readonly { readonly path: string; readonly base64: string }[];
}

const SETTING = 'declared';

/** Keeps apps and events of a manifest in the case, added to those it holds; the same ones are kept once. */
export function saveDeclared(context: CaseContext, manifest: Manifest): void {
  const held = loadDeclared(context);
  keepDeclared(context, { ...held, apps: [...held.apps, ...manifest.apps], events: [...held.events, ...manifest.events] });
}

/** Keeps what was declared in place of what the case holds; what is given twice is kept once. */
export function keepDeclared(context: CaseContext, { apps, events, audit }: Declared): void {
  context.store.setSetting(SETTING, JSON.stringify({ apps: once(apps), events: once(events), audit: once(audit) }));
}

/** What was declared so far; empty lists where nothing was. */
export function loadDeclared(context: OpenCase): Declared {
  const text = context.store.setting(SETTING);
  return text === null ? { apps: [], events: [], audit: [] } : (JSON.parse(text) as Declared);
}

function once<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

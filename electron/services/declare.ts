import { AppError } from '../../shared/errors.ts';
import type { CaseContext, OpenCase } from './case-context.ts';
import { type Declared, keepDeclared, loadDeclared } from './case-folder/declared.ts';

export type DeclaredApp = Declared['apps'][number];
export type DeclaredEvent = Declared['events'][number];

/** Puts an app into the inventory; the same entry is kept once. */
export function declareApp(context: CaseContext, app: DeclaredApp): DeclaredApp {
  const held = loadDeclared(context);
  keepDeclared(context, { ...held, apps: [...held.apps, app] });
  return app;
}

/** Takes an app out of the inventory, on every device or on one; answers how many entries that were. */
export function forgetApp(context: CaseContext, app: string, device?: string): number {
  const held = loadDeclared(context);
  const kept = held.apps.filter((entry) => entry.app !== app || (device !== undefined && entry.device !== device));
  const removed = held.apps.length - kept.length;
  if (removed === 0) throw new AppError('usage', { context: { what: 'the inventory holds no such app' } });
  keepDeclared(context, { ...held, apps: kept });
  return removed;
}

/** Takes one entry out of the inventory, and no other of the same app; answers how many that were. */
export function forgetEntry(context: CaseContext, entry: DeclaredApp): number {
  const held = loadDeclared(context);
  const kept = held.apps.filter((one) => wordsOf(one) !== wordsOf(entry));
  keepDeclared(context, { ...held, apps: kept });
  return held.apps.length - kept.length;
}

function wordsOf({ app, since, device, direction, note }: DeclaredApp): string {
  return JSON.stringify([app, since === undefined ? null : Date.parse(since), device, direction, note]);
}

/** Notes what a person knows happened; the same event is kept once. */
export function declareEvent(context: CaseContext, event: DeclaredEvent): DeclaredEvent {
  const held = loadDeclared(context);
  keepDeclared(context, { ...held, events: [...held.events, event] });
  return event;
}

/** The inventory as it was given. */
export function listApps(context: OpenCase): readonly DeclaredApp[] {
  return loadDeclared(context).apps;
}

/** Events in the order of time. */
export function listEvents(context: OpenCase): readonly DeclaredEvent[] {
  return loadDeclared(context).events.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
}

/** Every app that the knowledge base knows, as `app known` lists it. */
export async function knownApps(): Promise<readonly { readonly app: string; readonly name: string; readonly stores: readonly string[] }[]> {
  const { APPS } = await import('../analysis/knowledge/apps.ts');
  return APPS.map(({ id, name, stores }) => ({ app: id, name, stores }));
}

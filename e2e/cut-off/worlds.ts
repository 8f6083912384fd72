import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DavDump } from '../../electron/demo/dav-server/dav-store.ts';
import type { DavServer } from '../../electron/demo/dav-server/start-dav-server.ts';
import type { CaseContext } from '../../electron/services/case-context.ts';
import { createCaseContext, openCaseContext } from '../../electron/services/engine.ts';
import { importFiles } from '../../electron/services/import-files.ts';
import { applyPlan, planRestore, undoRestore } from '../../electron/services/restore-records.ts';
import { envReference } from '../../electron/services/secrets.ts';
import { addSource } from '../../electron/services/sources.ts';
import { takeSnapshots } from '../../electron/services/take-snapshot.ts';
import { type OracleSnapshot, readAsOracle } from '../../electron/testing/store-oracle.ts';
import { AFTER, BEFORE, type Cards, MORE, SOURCE, USER, VARIABLE, changeTo, hrefOf, portsFor, startAccount } from './account.ts';

/** A case and an account at the moment at which something is about to be done, and what that is. */
export interface World {
  readonly name: string;
  readonly casePath: string;
  readonly dump: DavDump;
  readonly committed: readonly OracleSnapshot[];
  /** Plan or restore that the deed is about. */
  readonly id: string;
  readonly deed: (context: CaseContext, id: string) => Promise<unknown>;
  /** What the account holds when everything went well: of a capture, what the snapshot holds. */
  readonly end: Cards;
  readonly kind: 'capture' | 'import' | 'restore' | 'undo';
}

const NEVER = new AbortController().signal;
const silent = (): void => {};

/** Takes a snapshot of the account. */
export async function capture(context: CaseContext, label: string, full = false): Promise<unknown> {
  return await takeSnapshots(context, { sources: [SOURCE], label, full }, NEVER, silent);
}

/** What a plan over both snapshots brings back: everything that was lost or written over, beside what came since. */
const RESTORED: Cards = { ...AFTER, ...BEFORE };

/** Every world that is cut, built once; the account of all of them stands at one port. */
export async function buildWorlds(): Promise<{ readonly worlds: readonly World[]; readonly port: number; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-cut-off-'));
  const worlds: World[] = [];
  const server = await startAccount(BEFORE);
  const live = join(folder, 'live.synctrace');
  let context = createCaseContext(live, undefined, 'Cut off', portsFor(server));
  addSource(context, { name: SOURCE, kind: 'carddav', url: server.contactsHomeUrl, user: USER, secretRef: envReference(VARIABLE) });
  /** Keeps case and account as they stand now. */
  const keep = (world: Pick<World, 'name' | 'id' | 'deed' | 'end' | 'kind'>): void => {
    context.store.close();
    const casePath = join(folder, `${worlds.length}.synctrace`);
    copyFileSync(live, casePath);
    worlds.push({ ...world, casePath, dump: server.store.dump(), committed: readAsOracle(casePath).snapshots });
    context = reopen(live, server);
  };
  try {
    keep({ name: 'first capture', kind: 'capture', id: '', deed: (one) => capture(one, 'cut'), end: { ...BEFORE, ...MORE } });
    await capture(context, 'before');
    changeTo(server, AFTER);
    keep({ name: 'capture of what changed', kind: 'capture', id: '', deed: (one) => capture(one, 'cut'), end: { ...AFTER, ...MORE } });
    keep({ name: 'capture in full', kind: 'capture', id: '', deed: (one) => capture(one, 'cut', true), end: { ...AFTER, ...MORE } });
    const given = Object.entries(AFTER).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
    keep({ name: 'import', kind: 'import', id: '', deed: (one) => importFiles(one, { given, source: 'files', label: 'cut' }, NEVER, silent), end: AFTER });
    await capture(context, 'after');
    const keys = Object.keys(BEFORE).map(hrefOf);
    const plan = await planRestore(context, { what: 'picked', from: `${SOURCE}@before`, until: `${SOURCE}@after`, keys }, NEVER);
    keep({ name: 'restore', kind: 'restore', id: plan.id, deed: (one, id) => applyPlan(one, id, NEVER, silent), end: RESTORED });
    const restore = await applyPlan(context, plan.id, NEVER, silent);
    keep({ name: 'undo', kind: 'undo', id: restore.id, deed: (one, id) => undoRestore(one, id, NEVER, silent), end: AFTER });
  } finally {
    context.store.close();
    await server.close();
  }
  return { worlds, port: server.port, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Opens a case of which the account listens at `server`. */
export function reopen(path: string, server: DavServer): CaseContext {
  return openCaseContext(path, 'update', undefined, portsFor(server));
}

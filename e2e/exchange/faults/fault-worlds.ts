import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dumpMailbox } from '../../../electron/demo/exchange-server/mailbox/dump.ts';
import { type ExchangeServer, type ExchangeServerOptions, PRACTICE_ACCOUNT, startExchangeServer } from '../../../electron/demo/exchange-server/start-exchange-server.ts';
import type { CaseContext, EnginePorts } from '../../../electron/services/case-context.ts';
import { createCaseContext, openCaseContext } from '../../../electron/services/engine.ts';
import { planRestore } from '../../../electron/services/restore-records.ts';
import { createSessionVault, envReference } from '../../../electron/services/secrets.ts';
import { addSource } from '../../../electron/services/sources.ts';
import { sha256Hex, silentLog, systemIds } from '../../../electron/services/system-ports.ts';
import { takeSnapshots } from '../../../electron/services/take-snapshot.ts';
import { connectExchange, type ExchangeProtocol } from '../../../electron/testing/exchange-harness.ts';
import { createHurriedClock } from '../../../electron/testing/hurried-clock.ts';
import { causeDamage, fillMailbox, goOnWorking } from './mailbox-world.ts';

export const SOURCE = 'mailbox';
/** The variable in which a command finds the secret. */
export const VARIABLE = 'FAULTS_SECRET';
const NEVER = new AbortController().signal;
const silent = (): void => {};

/** A case and a mailbox before something is done with them. */
export interface FaultWorld {
  readonly protocol: ExchangeProtocol;
  readonly kind: 'capture' | 'restore';
  readonly casePath: string;
  readonly dump: string;
  /** Of a restore. */
  readonly planId: string;
  /** Titles of the records that the plan is about. */
  readonly wanted: readonly string[];
  /** How many steps of each kind the plan has, in words. */
  readonly steps: string;
  /** Titles of steps that only a person can do, or that need nothing. */
  readonly leftAlone: readonly string[];
  /** How many requests it takes where nothing goes wrong. */
  readonly requests: number;
}

/** The worlds of one protocol: a capture of a mailbox in which things have changed, and a restore of what a sync app has damaged. */
export async function buildFaultWorlds(protocol: ExchangeProtocol, port = 0): Promise<{ readonly worlds: readonly FaultWorld[]; readonly port: number; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-faults-'));
  const live = join(folder, 'live.synctrace');
  const server = await startMailbox({ port });
  fillMailbox(server.mailbox);
  let context = createCaseContext(live, undefined, 'Faults', portsFor(protocol, server));
  addSource(context, { name: SOURCE, kind: protocol, url: protocol === 'graph' ? server.graphUrl : server.ewsUrl, user: PRACTICE_ACCOUNT.user, secretRef: envReference(VARIABLE) });
  const worlds: FaultWorld[] = [];
  /** Keeps case and mailbox as they stand now. */
  const keep = (world: Pick<FaultWorld, 'kind' | 'planId' | 'steps' | 'wanted' | 'leftAlone'>): void => {
    context.store.close();
    const casePath = join(folder, `${world.kind}.synctrace`);
    copyFileSync(live, casePath);
    worlds.push({ ...world, protocol, casePath, dump: dumpMailbox(server.mailbox), requests: 0 });
    context = openCaseContext(live, 'update', undefined, portsFor(protocol, server));
  };
  try {
    await capture(context, 'before');
    const wanted = causeDamage(server.mailbox);
    await capture(context, 'after');
    const keys = [...context.store.versions(context.store.resolveSnapshot(`${SOURCE}@before`).id, { states: ['live'] })].map(({ key }) => key);
    const plan = await planRestore(context, { what: 'picked', from: `${SOURCE}@before`, until: `${SOURCE}@after`, keys }, NEVER);
    const leftAlone = plan.steps.filter(({ op }) => op === 'manual' || op === 'skip').map(({ title }) => title);
    const steps = [...Map.groupBy(plan.steps, ({ op }) => op)].map(([op, list]) => `${list.length} ${op}`).join(', ');
    keep({ kind: 'restore', planId: plan.id, steps, wanted, leftAlone });
    goOnWorking(server.mailbox);
    keep({ kind: 'capture', planId: '', steps: '', wanted: [], leftAlone: [] });
  } finally {
    context.store.close();
    await server.close();
  }
  return { worlds, port: server.port, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The server of an empty mailbox, or of one that was kept. */
export function startMailbox(options: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> {
  return startExchangeServer({ clock: createHurriedClock(), schemes: ['basic', 'bearer'], sample: { contacts: 0, events: 0, tasks: 0 }, ...options });
}

/** Takes a snapshot of the mailbox. */
export async function capture(context: CaseContext, label: string): Promise<void> {
  await takeSnapshots(context, { sources: [SOURCE], label }, NEVER, silent);
}

/** The engine's ports with everything real but the time that waiting takes; the mailbox is wherever its server listens now. */
export function portsFor(protocol: ExchangeProtocol, server: ExchangeServer): EnginePorts {
  const clock = createHurriedClock();
  return {
    clock,
    ids: systemIds,
    log: silentLog,
    vault: createSessionVault({}),
    reading: { digest: sha256Hex },
    connect: async () => connectExchange(protocol, server, { clock, log: silentLog }, { attempts: 3 }),
  };
}

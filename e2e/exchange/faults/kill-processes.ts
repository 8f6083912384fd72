import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { FaultPicker } from '../../../electron/demo/exchange-server/faults/fault-rules.ts';
import type { HttpRequest } from '../../../electron/demo/exchange-server/http/messages.ts';
import { PRACTICE_ACCOUNT } from '../../../electron/demo/exchange-server/start-exchange-server.ts';
import { createRandom, type SeededRandom } from '../../../electron/demo/seeded-random.ts';
import { systemClock } from '../../../electron/services/system-ports.ts';
import { EXCHANGE_PROTOCOLS } from '../../../electron/testing/exchange-harness.ts';
import { readAsOracle } from '../../../electron/testing/store-oracle.ts';
import { buildFaultWorlds, type FaultWorld, SOURCE, startMailbox, VARIABLE } from './fault-worlds.ts';
import { judgeSnapshots } from './judge-capture.ts';
import { judgeWrites, missingIn, standingOf, writesIn } from './judge-restore.ts';
import { countRequests } from './run-schedule.ts';

const PROGRAM = join(import.meta.dirname, '../../../electron/cli/main.ts');
/** How long after a request the process is killed at most. */
const LATEST_MS = 12;

/** Tells of each request as it comes in; nothing goes wrong. */
class Watch extends FaultPicker {
  #requests = 0;
  onRequest: (number: number) => void = () => undefined;

  override pick(_request: HttpRequest): undefined {
    this.onRequest(this.#requests);
    this.#requests += 1;
  }
}

/**
 * Kills real processes of the command line, with SIGKILL, at random requests of a snapshot and a restore, until so many were hit while they
 * worked; throws at the first that ends wrong, naming its try.
 */
export async function killProcesses(kills: number, say: (line: string) => void): Promise<void> {
  const random = createRandom(11);
  const hits = new Map<string, number>();
  for (const [place, protocol] of EXCHANGE_PROTOCOLS.entries()) {
    const { worlds, port, remove } = await buildFaultWorlds(protocol);
    try {
      const measured: FaultWorld[] = [];
      for (const world of worlds) measured.push({ ...world, requests: await countRequests(world) });
      const wanted = Math.floor((kills + place) / EXCHANGE_PROTOCOLS.length);
      for (let tries = 0, hit = 0; hit < wanted; tries += 1) {
        if (tries > wanted * 4) throw new Error('most processes ended before they could be killed');
        const world = measured[tries % measured.length];
        if (world === undefined) throw new Error('there is nothing to kill');
        const name = `${protocol} ${world.kind}`;
        const wasHit = await killOnce(world, port, random).catch((error: unknown) => {
          throw new Error(`try ${tries}: ${name}`, { cause: error });
        });
        if (!wasHit) continue;
        hit += 1;
        hits.set(name, (hits.get(name) ?? 0) + 1);
      }
    } finally {
      remove();
    }
  }
  for (const [name, count] of hits) say(`${String(count).padStart(5)}  ${name}`);
}

/** Answers whether the process was killed while it was at work. */
async function killOnce(world: FaultWorld, port: number, random: SeededRandom): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-kill-'));
  const path = join(folder, 'killed.synctrace');
  copyFileSync(world.casePath, path);
  const watch = new Watch();
  const server = await startMailbox({ dump: world.dump, faults: watch, port, clock: systemClock });
  const before = standingOf(server.mailbox);
  const parameters = world.kind === 'capture' ? ['snapshot', SOURCE, '--label', 'killed'] : ['restore', 'apply', world.planId];
  try {
    const child = start(world, path, parameters);
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
    const [fatal, delayMs] = [random.integer(0, world.requests - 1), random.next() * LATEST_MS];
    watch.onRequest = (number) => {
      if (number === fatal) void setTimeout(delayMs).then(() => child.kill('SIGKILL'));
    };
    const wasKilled = (await ended) === 'SIGKILL';
    watch.onRequest = () => undefined;
    if (world.kind === 'restore') judgeWrites(server.mailbox, before, world.wanted);
    // What a person does after a crash: `restore resume`, and the same command again.
    expect((await run(world, path, ['restore', 'resume'])).status).toBe(0);
    expect(['', '-wal', '-shm'].map((suffix) => existsSync(path + suffix))).toEqual([true, false, false]);
    const earlier = readAsOracle(world.casePath).snapshots.length;
    judgeSnapshots(path, world.protocol, server.mailbox, world.kind === 'capture' ? earlier : Infinity);
    const again = await run(world, path, parameters);
    if (world.kind === 'capture') {
      expect([again.status, judgeSnapshots(path, world.protocol, server.mailbox, earlier).isComplete]).toEqual([0, true]);
    } else {
      judgeWrites(server.mailbox, before, world.wanted);
      expect(missingIn(server.mailbox, world.wanted).filter((title) => !world.leftAlone.includes(title))).toEqual([]);
      const writes = writesIn(server.mailbox).length;
      expect((await run(world, path, parameters)).document).toMatchObject({ restore: { applied: 0, failed: [] } });
      expect((await run(world, path, ['restore', 'resume'])).document).toEqual({ restores: [] });
      expect(writesIn(server.mailbox).length).toBe(writes);
    }
    expect((await run(world, path, ['case', 'verify'])).status).toBe(0);
    return wasKilled;
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function start({ protocol }: FaultWorld, path: string, parameters: readonly string[]): ChildProcess {
  const { token = '', password } = PRACTICE_ACCOUNT;
  const secret = protocol === 'graph' ? token : password;
  return spawn(process.execPath, [PROGRAM, '--case', path, '--json', ...parameters], { env: { ...process.env, [VARIABLE]: secret }, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function run(world: FaultWorld, path: string, parameters: readonly string[]): Promise<{ readonly status: number | null; readonly document: unknown }> {
  const child = start(world, path, parameters);
  const status = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = child.stdout === null ? '' : await text(child.stdout);
  return { status: await status, document: said === '' ? null : (JSON.parse(said) as unknown) };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { createRandom } from '../../electron/demo/seeded-random.ts';
import { createPorts, createSessionVault, openCaseContext } from '../../electron/services/engine.ts';
import { verifyCase } from '../../electron/services/verify-case.ts';
import { readAsOracle } from '../../electron/testing/store-oracle.ts';
import { type AccountProcess, startAccountProcess } from './account-process.ts';
import { AFTER, PASSWORD, SOURCE, VARIABLE, cardOf } from './account.ts';
import { checkCase, expectWrites, hashesOf, someMeddling } from './check-aftermath.ts';
import { type World, buildWorlds } from './worlds.ts';

interface Ended {
  readonly status: number | null;
  readonly document: Readonly<Record<string, unknown>>;
}

/** A command that is killed, and how many requests and milliseconds it takes when it is not. */
interface Deed {
  readonly world: World;
  readonly parameters: readonly string[];
  requests: number;
  ms: number;
}

/** Where everything happens. */
interface Place {
  readonly server: AccountProcess;
  readonly folder: string;
  readonly port: number;
}

const PROGRAM = join(import.meta.dirname, '../../electron/cli/main.ts');
/** Enough that an import takes a while; the rest is what other worlds hold as well. */
const MANY = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`many${index}.vcf`, cardOf(`many${index}`, 'one of many')]));
const IMPORTED = { ...AFTER, ...MANY };

/**
 * Kills real processes of the command line, with SIGKILL, at random moments of a snapshot, an import and a restore; the server runs in
 * another process. Goes on until so many were hit while they worked; throws at the first that ends wrong.
 */
export async function killProcesses(kills: number, say: (line: string) => void, kinds: readonly World['kind'][] = ['capture', 'import', 'restore']): Promise<void> {
  const { worlds, port, remove } = await buildWorlds();
  const server = startAccountProcess();
  const folder = mkdtempSync(join(tmpdir(), 'synctrace-kill-'));
  const place = { server, folder, port };
  try {
    const files = join(folder, 'files');
    mkdirSync(files);
    for (const [name, content] of Object.entries(IMPORTED)) writeFileSync(join(files, name), content);
    const deeds = worlds.filter(({ kind }) => kinds.includes(kind)).map((world) => deedOf(world, files));
    for (const deed of deeds) await measure(deed, place);
    const random = createRandom(7);
    const hits = new Map<string, number>();
    for (let tries = 0, hit = 0; hit < kills; tries += 1) {
      if (tries > kills * 4) throw new Error('most processes ended before they could be killed');
      const deed = deeds[tries % deeds.length];
      if (deed === undefined) throw new Error('there is nothing to kill');
      if (!(await killOnce(deed, place, tries, random.next))) continue;
      hit += 1;
      hits.set(deed.world.name, (hits.get(deed.world.name) ?? 0) + 1);
    }
    for (const [name, count] of hits) say(`${String(count).padStart(5)}  ${name}`);
    say(`${kills} of ${kills} processes that were killed left everything right.`);
  } finally {
    server.stop();
    remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function deedOf(world: World, files: string): Deed {
  return { world: world.kind === 'import' ? { ...world, end: IMPORTED } : world, parameters: commandOf(world, files), requests: 0, ms: 0 };
}

function commandOf(world: World, files: string): readonly string[] {
  if (world.kind === 'import') return ['import', files, '--source', 'files', '--label', 'cut'];
  if (world.kind === 'restore') return ['restore', 'apply', world.id];
  return ['snapshot', SOURCE, '--label', 'cut', ...(world.name === 'capture in full' ? ['--full'] : [])];
}

async function measure(deed: Deed, place: Place): Promise<void> {
  const { server } = place;
  const path = await placeCase(deed.world, place);
  server.onRequest(() => (deed.requests += 1));
  const startedMs = performance.now();
  const { status } = await run(path, deed.parameters);
  deed.ms = performance.now() - startedMs;
  server.onRequest(null);
  expect(status, deed.world.name).toBe(0);
}

/** Answers whether the process was killed while it was at work. */
async function killOnce(deed: Deed, place: Place, number: number, random: () => number): Promise<boolean> {
  const { world } = deed;
  const { server } = place;
  const path = await placeCase(world, place);
  const child = start(path, deed.parameters);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
  if (deed.requests > 0) {
    const fatal = Math.floor(random() * deed.requests);
    const delayMs = random() * 25;
    server.onRequest((index) => {
      if (index === fatal) void setTimeout(delayMs).then(() => child.kill('SIGKILL'));
    });
  } else void setTimeout((0.15 + 0.75 * random()) * deed.ms).then(() => child.kill('SIGKILL'));
  const wasKilled = (await ended) === 'SIGKILL';
  server.onRequest(null);
  const meddling = world.kind === 'restore' ? someMeddling(number) : {};
  try {
    await server.put(meddling);
    await goOn(deed, server, path, meddling);
  } catch (error) {
    throw new Error(`try ${number}: ${world.name}`, { cause: error });
  }
  return wasKilled;
}

/** What a person does after a crash: the same command again, or `restore resume`. */
async function goOn(deed: Deed, server: AccountProcess, path: string, meddling: ReturnType<typeof someMeddling>): Promise<void> {
  const { world } = deed;
  // The oracle reads what the next opening makes of the file; any command that writes opens it so.
  const resumed = await run(path, ['restore', 'resume']);
  expect(resumed.status === 0 || Object.keys(meddling).length > 0).toBe(true);
  expect(['', '-wal', '-shm'].map((suffix) => existsSync(path + suffix))).toEqual([true, false, false]);
  checkCase(path, world);
  const again = await run(path, deed.parameters);
  if (world.kind === 'restore') {
    expectWrites(await server.account(), world, meddling);
    expect(await run(path, deed.parameters)).toMatchObject({ document: { restore: { applied: 0 } } });
    expect((await run(path, ['restore', 'resume'])).document).toEqual({ restores: [] });
    expectWrites(await server.account(), world, meddling);
  } else {
    expect(again.status).toBe(0);
    const last = readAsOracle(path).snapshots.at(-1);
    expect({ complete: last?.complete, hashes: Object.values(last?.records ?? {}).sort() }).toEqual({ complete: true, hashes: hashesOf(world.end) });
  }
  const context = openCaseContext(path, 'read', undefined, createPorts(createSessionVault({}), () => Promise.reject(new Error('there is no practice server here'))));
  expect(verifyCase(context, new AbortController().signal)).toEqual({ ok: true, problems: [] });
  context.store.close();
}

/** The case and the account of a world as they stand before its deed. */
async function placeCase(world: World, place: Place): Promise<string> {
  const path = join(place.folder, 'killed.synctrace');
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  copyFileSync(world.casePath, path);
  await place.server.start(world.dump, place.port);
  return path;
}

function start(path: string, parameters: readonly string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAM, '--case', path, '--json', ...parameters], { env: { ...process.env, [VARIABLE]: PASSWORD }, stdio: ['ignore', 'pipe', 'ignore'] });
}

async function run(path: string, parameters: readonly string[]): Promise<Ended> {
  const child = start(path, parameters);
  const status = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = child.stdout === null ? '' : await text(child.stdout);
  return { status: await status, document: JSON.parse(said) as Ended['document'] };
}

import { join } from 'node:path';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { findProgram } from '../../electron/demo/run-server-process.ts';
import { isRadicaleInstalled, startRadicale, type RunningServer } from '../../electron/demo/start-radicale.ts';
import { systemClock } from '../../electron/services/system-ports.ts';
import { withCleanUp } from '../measure/clean-up.ts';
import { makeCards } from '../measure/cards.ts';
import { withSynctrace, type Synctrace } from '../measure/with-synctrace.ts';
import { runPairs } from '../measure/run-pairs.ts';
import { runProgram } from '../measure/run-program.ts';
import { inWorkFolder, memoryFolder } from '../measure/work-folder.ts';
import { plainFigure, ratioFigure } from '../results/figures.ts';
import type { Bench, Figure, Measured, Scale } from '../results/types.ts';

const CARDS = 10_000;
const SECRET = 'SYNCTRACE_BENCH_PASSWORD';

/** A first and an unchanged capture from a real server, beside vdirsyncer fetching the same. */
export const capture: Bench = {
  name: 'capture',
  title: `Capture of ${CARDS.toLocaleString('en-GB')} cards from Radicale, against vdirsyncer`,
  measure: async (scale, say) => {
    if (!isRadicaleInstalled()) return { skipped: 'Radicale is not installed' };
    if (findProgram('vdirsyncer') === null) return { skipped: 'vdirsyncer is not installed' };
    const server = await startRadicale(systemClock);
    return withCleanUp(server.stop, () => withSynctrace((synctrace) => measure(server, synctrace, scale, say)));
  },
};

async function measure(server: RunningServer, synctrace: Synctrace, scale: Scale, say: (line: string) => void): Promise<Measured> {
  const count = scale.size(CARDS);
  const environment = { [SECRET]: server.password };
  say(`filling Radicale with ${count} cards, and reading them once so that its cache is warm for both`);
  await fillBook(server, count);
  const inMemory = memoryFolder();
  const places = [...(inMemory === null ? [] : [{ where: 'both writing to memory', below: inMemory, pairs: 3 }]), { where: 'both writing to disk', below: undefined, pairs: 2 }];
  await inWorkFolder('capture', (folder) => captureFresh(folder, 0, count, server, synctrace, environment), inMemory ?? undefined);
  const figures: Figure[] = [];
  const peaks: number[] = [];
  for (const { where, below, pairs } of places) {
    say(`measuring, ${where}`);
    const { first, second } = await inWorkFolder(
      'capture',
      (folder) =>
        runPairs(
          scale.pairs(pairs),
          (run) => captureFresh(folder, run, count, server, synctrace, environment),
          (run) => fetchFresh(folder, run, count, server),
        ),
      below,
    );
    peaks.push(...first.flatMap((one) => one.peakBytes ?? []));
    figures.push(...figuresOf(where, first, second));
  }
  return {
    figures: [...figures, ...(peaks.length === 0 ? [] : [plainFigure('peak memory of the first capture', 'bytes', peaks, { atMost: 300e6 })])],
    trials: [],
    with: [`Radicale ${await versionOf('radicale')}`, (await versionOf('vdirsyncer')).replace(', version', '')],
    simulated: [
      'The cards are generated and were put into Radicale with one upload; its cache was warm for both. vdirsyncer makes sure that each of its files is on the disk,',
      'SyncTrace that its one file is: where both write to memory, neither waits for that.',
    ],
  };
}

interface Capture {
  readonly firstMs: number;
  readonly againMs: number;
  readonly peakBytes: number | null;
}

interface Fetch {
  readonly firstMs: number;
  readonly againMs: number;
}

function figuresOf(where: string, ours: readonly Capture[], peers: readonly Fetch[]): readonly Figure[] {
  const fetched = { name: 'vdirsyncer sync, into an empty folder', values: peers.map((one) => one.firstMs) };
  const again = { name: 'synctrace snapshot, nothing changed', values: ours.map((one) => one.againMs) };
  return [
    ratioFigure(`first capture ÷ vdirsyncer fetching the same, ${where}`, { name: 'synctrace snapshot', values: ours.map((one) => one.firstMs) }, fetched, 0.7),
    ratioFigure(`unchanged recapture ÷ vdirsyncer fetching the same, ${where}`, again, fetched, 0.15),
    ratioFigure(`unchanged recapture ÷ vdirsyncer, nothing changed either, ${where}`, again, { name: 'vdirsyncer sync, nothing changed', values: peers.map((one) => one.againMs) }, null),
  ];
}

async function captureFresh(folder: string, run: number, count: number, server: RunningServer, synctrace: Synctrace, environment: Readonly<Record<string, string>>): Promise<Capture> {
  const file = join(folder, `capture-${run}.synctrace`);
  const account = ['--url', server.contactsUrl, '--user', server.user, '--password-env', SECRET];
  await synctrace.run(['--case', file, 'source', 'add', 'book', '--kind', 'carddav', ...account], environment);
  const first = await synctrace.run(['--case', file, 'snapshot', 'book'], environment);
  await expectCount(synctrace, file, count);
  const again = await synctrace.run(['--case', file, 'snapshot', 'book'], environment);
  return { firstMs: first.wallMs, againMs: again.wallMs, peakBytes: first.peakBytes };
}

async function fetchFresh(folder: string, run: number, count: number, server: RunningServer): Promise<Fetch> {
  const home = join(folder, `vdir-${run}`);
  const config = writePeerConfig(home, server);
  const vdirsyncer = (command: string) => runProgram({ command: 'vdirsyncer', args: ['-c', config, command] });
  await vdirsyncer('discover');
  const { wallMs: firstMs } = await vdirsyncer('sync');
  const fetched = readdirSync(join(home, 'cards')).length;
  if (fetched !== count) throw new Error(`vdirsyncer fetched ${fetched} of ${count} cards`);
  const { wallMs: againMs } = await vdirsyncer('sync');
  return { firstMs, againMs };
}

/** Radicale takes a whole address book in one upload and names its items itself. */
async function fillBook(server: RunningServer, count: number): Promise<void> {
  const body = makeCards(count)
    .map((card) => card.text)
    .join('');
  const sign = Buffer.from(`${server.user}:${server.password}`, 'utf8').toString('base64');
  const response = await fetch(server.contactsUrl, { method: 'PUT', body, headers: { 'content-type': 'text/vcard; charset=utf-8', authorization: `Basic ${sign}` } });
  if (!response.ok) throw new Error(`Radicale refused the address book: ${response.status}`);
}

async function expectCount(synctrace: Synctrace, file: string, count: number): Promise<void> {
  const { snapshots } = (await synctrace.ask(['--case', file, 'snapshots'])) as { snapshots: { complete: boolean; counts: { contact: number } }[] };
  const last = snapshots.at(-1);
  if (last?.complete !== true || last.counts.contact !== count) throw new Error(`the capture holds ${String(last?.counts.contact)} of ${count} cards`);
}

function writePeerConfig(folder: string, server: RunningServer): string {
  const config = join(folder, 'config');
  const text = (value: string) => JSON.stringify(value);
  mkdirSync(join(folder, 'cards'), { recursive: true });
  writeFileSync(
    config,
    [
      '[general]',
      `status_path = ${text(join(folder, 'status'))}`,
      '[pair book]',
      'a = "server"',
      'b = "files"',
      'collections = null',
      '[storage server]',
      'type = "carddav"',
      `url = ${text(server.contactsUrl)}`,
      `username = ${text(server.user)}`,
      `password = ${text(server.password)}`,
      '[storage files]',
      'type = "filesystem"',
      `path = ${text(join(folder, 'cards'))}`,
      'fileext = ".vcf"',
      '',
    ].join('\n'),
  );
  return config;
}

async function versionOf(command: string): Promise<string> {
  return (await runProgram({ command, args: ['--version'], keepOutput: true })).output.trim();
}

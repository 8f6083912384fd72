import { statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Collection, FetchedItem } from '../../electron/connectors/connector.ts';
import { silentLog, sha256Hex, systemClock, systemIds } from '../../electron/services/system-ports.ts';
import { capture } from '../../electron/services/capture.ts';
import type { CaseContext } from '../../electron/services/case-context.ts';
import { createCase } from '../../electron/store/open-case.ts';
import { editCard, makeCards } from '../measure/cards.ts';
import { incrementalSource } from '../measure/incremental-source.ts';
import { spreadOf } from '../measure/spread.ts';
import { inWorkFolder } from '../measure/work-folder.ts';
import { plainFigure, side } from '../results/figures.ts';
import type { Bench, Measured, Scale } from '../results/types.ts';

const RECORDS = 50_000;
const SNAPSHOTS = 200;
const CHANGED_PART = 0.01;
const COLLECTION: Collection = { id: '/contacts/', name: 'Contacts', kinds: ['contact'], readOnly: true, properties: {} };
/** Neighbours on each side of a snapshot whose times speak for it. */
const NEIGHBOURS = 4;

/** How a case grows with its snapshots, in size and in the time that the next one takes. */
export const storeGrowth: Bench = {
  name: 'store-growth',
  title: `${SNAPSHOTS} snapshots of ${RECORDS.toLocaleString('en-GB')} records, one in a hundred changed each time`,
  measure: (scale, say) =>
    inWorkFolder('store', async (folder) => {
      // The program is warm before the first time that counts, or the second snapshot would look slow and the last one good.
      await growCase(join(folder, 'warm.synctrace'), Math.min(2000, scale.size(RECORDS)), 40, () => {});
      return measure(folder, scale, say);
    }),
};

async function measure(folder: string, scale: Scale, say: (line: string) => void): Promise<Measured> {
  const [records, snapshots] = [scale.size(RECORDS), scale.isFullSize ? SNAPSHOTS : 20];
  const file = join(folder, 'case.synctrace');
  const grown = await growCase(file, records, snapshots, say);
  const bytes = statSync(file).size;
  const second = grown.snapshotMs.slice(1, 2 + NEIGHBOURS);
  const last = grown.snapshotMs.slice(-1 - NEIGHBOURS);
  const ratio = spreadOf(last).median / spreadOf(second).median;
  return {
    figures: [
      plainFigure('file ÷ distinct bodies deflated one by one', 'ratio', [bytes / grown.deflatedBytes], { atMost: 2 }, [
        side({ name: 'case file', values: [bytes] }, 'bytes'),
        side({ name: `${grown.bodies.toLocaleString('en-GB')} distinct bodies, each through zlib at level 6`, values: [grown.deflatedBytes] }, 'bytes'),
        side({ name: 'the same bodies as they are', values: [grown.rawBytes] }, 'bytes'),
      ]),
      plainFigure(`snapshot ${snapshots} ÷ snapshot 2, medians of ${NEIGHBOURS + 1} neighbours`, 'ratio', [ratio], { atMost: 4 / 3 }, [
        side({ name: `snapshots ${snapshots - NEIGHBOURS} to ${snapshots}`, values: last }, 'ms'),
        side({ name: `snapshots 2 to ${2 + NEIGHBOURS}`, values: second }, 'ms'),
      ]),
      plainFigure('first snapshot, everything new', 'ms', grown.snapshotMs.slice(0, 1), null),
    ],
    trials: [],
    with: ['SQLite as it comes with the dependencies'],
    simulated: [
      'Through the capture service in one process, from a source in memory that names only what changed (an incremental listing), as a server with sync-collection does.',
    ],
  };
}

interface Grown {
  readonly snapshotMs: readonly number[];
  readonly bodies: number;
  readonly deflatedBytes: number;
  readonly rawBytes: number;
}

async function growCase(path: string, records: number, snapshots: number, say: (line: string) => void): Promise<Grown> {
  const store = createCase(path, { title: 'Growth', clock: systemClock, ids: systemIds, log: silentLog });
  const state = makeCards(records).map((card) => ({ ...card }));
  const size = { bodies: 0, deflatedBytes: 0, rawBytes: 0 };
  const snapshotMs: number[] = [];
  try {
    const source = store.addSource({ name: 'book', kind: 'carddav' });
    const context = { store, ports: { clock: systemClock, ids: systemIds, log: silentLog, reading: { digest: sha256Hex } } } as CaseContext;
    const perRound = Math.max(1, Math.round(records * CHANGED_PART));
    for (let round = 0; round < snapshots; round += 1) {
      // Every record comes to its turn, scattered over the book; 7919 is prime, so that none comes twice before all have come once.
      const changed = round === 0 ? state : Array.from({ length: perRound }, (_, index) => state[((round * perRound + index) * 7919) % records] ?? state[0]).filter((card) => card !== undefined);
      if (round > 0) for (const card of changed) card.text = editCard(card.text, round);
      const items = changed.map((card): FetchedItem => ({ type: 'upsert', key: card.name, format: 'vcard', raw: Buffer.from(card.text, 'utf8'), version: `"${round}"`, state: 'live' }));
      for (const { raw } of items) {
        size.bodies += 1;
        size.rawBytes += raw.byteLength;
        size.deflatedBytes += deflateSync(raw, { level: 6 }).byteLength;
      }
      const startedMs = performance.now();
      const row = await capture(context, source, incrementalSource(COLLECTION, items, round), { full: false, notCaptured: [], startedMs: systemClock.nowMs() }, new AbortController().signal, () => {});
      snapshotMs.push(performance.now() - startedMs);
      if (!row.complete || row.counts.contact !== records || (round > 0 && row.changes.modified !== perRound)) throw new Error(`snapshot ${round + 1} does not hold what it was given`);
      if (round % 50 === 49) say(`${round + 1} of ${snapshots} snapshots`);
    }
  } finally {
    store.close();
  }
  return { ...size, snapshotMs };
}

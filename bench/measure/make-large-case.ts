import type { Collection, SourceItem } from '../../electron/connectors/connector.ts';
import { copyAsSecondDevice, exportUnderName, valueOfCard } from '../../electron/demo/second-device.ts';
import { createRandom } from '../../electron/demo/seeded-random.ts';
import { capture } from '../../electron/services/capture.ts';
import type { CaseContext } from '../../electron/services/case-context.ts';
import { sha256Hex, silentLog, systemClock, systemIds } from '../../electron/services/system-ports.ts';
import type { AuditRow } from '../../electron/store/audit-types.ts';
import { createCase } from '../../electron/store/open-case.ts';
import { editCard, makeCards, spreadOver } from './cards.ts';
import { incrementalSource } from './incremental-source.ts';

export interface LargeCase {
  readonly records: number;
  readonly snapshots: number;
  readonly auditRows: number;
  /** Seed of the order in which everything comes; left out: as it happened. */
  readonly shuffled?: number;
}

/** What went wrong in it, each in a gap of its own. */
export const LARGE_INCIDENTS = { doubled: 0.04, deleted: 0.01, renamed: 0.02, edited: 0.005 } as const;

const COLLECTION: Collection = { id: '/book/', name: 'book', kinds: ['contact'], readOnly: true, properties: {} };
const FIRST_MS = Date.UTC(2026, 2, 1, 8);
const DAY_MS = 86_400_000;
const CLIENTS = ['DAVx5/4.4-ose (dav4jvm; okhttp/4.12.0) Android/14', 'iOS/17.4 (21E219) dataaccessd/1.0', 'Mozilla/5.0 (X11; Linux x86_64) Thunderbird/128.4.0', 'curl/8.5.0'];
const BATCH = 5000;

/**
 * A book that is captured day after day while people edit it, a phone doubles a part, a sync deletes some and writes companies over names, and
 * a server's log that names the writes among many others.
 */
export async function makeLargeCase(path: string, { records, snapshots, auditRows, shuffled }: LargeCase, say: (line: string) => void): Promise<void> {
  const inOrder = shuffled === undefined ? <Item>(items: readonly Item[]) => items : createRandom(shuffled).shuffle;
  const store = createCase(path, { title: 'Large', clock: systemClock, ids: systemIds, log: silentLog });
  try {
    const source = store.addSource({ name: 'book', kind: 'carddav' });
    const standing = new Map(makeCards(records).map(({ name, text }) => [name, text]));
    for (let round = 0; round < snapshots; round += 1) {
      const items = round === 0 ? [...standing].map(([key, text]) => written(key, text, 0)) : dayOf(standing, round, snapshots, records);
      const clock = { ...systemClock, nowMs: () => FIRST_MS + round * DAY_MS };
      const context = { store, ports: { clock, ids: systemIds, log: silentLog, reading: { digest: sha256Hex } } } as CaseContext;
      await capture(context, source, incrementalSource(COLLECTION, inOrder(items), round), { full: false, notCaptured: [], startedMs: FIRST_MS + round * DAY_MS }, new AbortController().signal, () => {});
      if (round % 5 === 4) say(`${round + 1} of ${snapshots} snapshots`);
    }
    const keys = [...standing.keys()];
    const numbers = inOrder(Array.from({ length: auditRows }, (_, index) => index));
    for (let first = 0; first < auditRows; first += BATCH) {
      const rows = numbers.slice(first, first + BATCH).map((number) => auditRow(number, keys, snapshots, auditRows));
      store.audit.add(rows, { sourceId: source.id, origin: 'file' });
    }
  } finally {
    store.close();
  }
}

/** What a day changes in the book: some edits every day, an incident on three of them. */
function dayOf(standing: Map<string, string>, round: number, snapshots: number, records: number): readonly SourceItem[] {
  // One item a record, whatever was done to it.
  const items = new Map<string, SourceItem>();
  const put = (key: string, text: string): void => {
    standing.set(key, text);
    items.set(key, written(key, text, round));
  };
  const some = (part: number): readonly (readonly [string, string])[] => spreadOver([...standing], Math.max(1, Math.round(records * part)));
  some(LARGE_INCIDENTS.edited).forEach(([key, text], index) => {
    if (text.includes('TEL;TYPE=CELL,VOICE:')) put(key, editCard(text, round * 10_000 + index));
  });
  if (round === Math.floor(snapshots / 4)) for (const [key, text] of some(LARGE_INCIDENTS.doubled)) put(`copy-${key}`, copyAsSecondDevice(text, `copy-${key}`, Date.UTC(2026, 0, 5)));
  if (round === Math.floor(snapshots / 2)) for (const [key, text] of some(LARGE_INCIDENTS.renamed)) if (valueOfCard(text, 'ORG') !== undefined) put(key, exportUnderName(text, valueOfCard(text, 'ORG') ?? '', Date.UTC(2026, 0, 10)));
  if (round === Math.floor((snapshots * 3) / 4)) {
    for (const [key] of some(LARGE_INCIDENTS.deleted)) {
      standing.delete(key);
      items.set(key, { type: 'removal', key });
    }
  }
  return [...items.values()];
}

function written(key: string, text: string, round: number): SourceItem {
  return { type: 'upsert', key, format: 'vcard', raw: Buffer.from(text, 'utf8'), version: `"${round}"`, state: 'live' };
}

function auditRow(number: number, keys: readonly string[], snapshots: number, count: number): AuditRow {
  const at = new Date(FIRST_MS + Math.floor((number * DAY_MS * (snapshots - 1)) / count)).toISOString();
  // 7919 is prime: the rows name all records in turn.
  const item = `/book/${keys[(number * 7919) % keys.length] ?? ''}`;
  const client = CLIENTS[number % CLIENTS.length] ?? '';
  const operation = number % 50 === 0 ? 'DELETE' : 'PUT';
  return { id: `row-${number}`, at, operation, client, item, document: JSON.stringify({ at, operation, item, client }) };
}

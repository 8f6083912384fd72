import { readRaw } from '../../electron/core/read-raw.ts';
import { canonicalText, meaningText, type ReadRecord } from '../../electron/core/reading.ts';
import { sha256Hex, silentLog, systemClock, systemIds } from '../../electron/services/system-ports.ts';
import { createCase } from '../../electron/store/open-case.ts';
import type { SnapshotWriter } from '../../electron/store/types.ts';
import type { RawFormat } from '../../shared/records.ts';

export interface WindowCase {
  readonly contacts: number;
  readonly events: number;
  readonly snapshots: number;
  /** Of all snapshots after the first. */
  readonly changes: number;
}

interface Part {
  readonly collection: string;
  readonly format: RawFormat;
  readonly count: number;
  readonly textOf: (index: number, round: number) => string;
}

const FIRST_MS = Date.UTC(2026, 1, 1, 8);
const DAY_MS = 86_400_000;
// One record in so many is doubled in one gap and goes in another, as a sync does it.
const ODD = 50;

/**
 * A case as large as the window has to bear, written through the store: small records of two collections in one source, a part of them
 * changed in every snapshot, some doubled half-way and some gone later on.
 */
export function makeWindowCase(path: string, { contacts, events, snapshots, changes }: WindowCase, say: (line: string) => void): void {
  const store = createCase(path, { title: 'Large', clock: systemClock, ids: systemIds, log: silentLog });
  try {
    const source = store.addSource({ name: 'mailbox', kind: 'file' });
    const parts: readonly Part[] = [
      { collection: 'contacts', format: 'vcard', count: contacts, textOf: cardText },
      { collection: 'calendar', format: 'icalendar', count: events, textOf: eventText },
    ];
    const part = changes / (snapshots - 1) / (contacts + events);
    for (let round = 0; round < snapshots; round += 1) {
      const writer = store.beginSnapshot(source.id, { takenAt: new Date(FIRST_MS + round * DAY_MS).toISOString(), incremental: round > 0, packsBeside: true });
      for (const one of parts) writePart(writer, one, round, snapshots, part);
      const { added, removed, modified } = writer.preview();
      writer.commit({ complete: true, changes: { added, removed: removed.length, modified }, continuations: [], notCaptured: [], stats: { requests: 1, bytesIn: 0, ms: 1, incremental: round > 0 } });
      say(`${round + 1} of ${snapshots} snapshots`);
    }
  } finally {
    store.close();
  }
}

function writePart(writer: SnapshotWriter, part: Part, round: number, snapshots: number, share: number): void {
  const { collection, count } = part;
  writer.beginCollection({ id: collection, name: collection });
  const changed = round === 0 ? count : Math.round(count * share);
  const gone = Math.floor((snapshots * 3) / 4);
  for (let place = 0; place < changed; place += 1) {
    // Another stretch of the records each time, so that all come to their turn.
    const index = (round * changed + place) % count;
    if (round < gone || index % ODD !== 0) put(writer, part, `${collection}-${index}`, index, round);
  }
  if (round === Math.floor(snapshots / 2)) for (let index = 1; index < count; index += ODD) put(writer, part, `${collection}-${index}-copy`, index, 0);
  if (round === gone) for (let index = 0; index < count; index += ODD) writer.remove(collection, `${collection}-${index}`);
  writer.endCollection(collection, { listing: round === 0 ? 'full' : 'delta', complete: true, cursor: String(round) });
}

function put(writer: SnapshotWriter, { collection, format, textOf }: Part, key: string, index: number, round: number): void {
  const raw = Buffer.from(textOf(index, round).replace('UID:', `UID:${key.endsWith('-copy') ? 'copy-' : ''}`), 'utf8');
  const record: ReadRecord = readRaw(format, raw, { digest: sha256Hex });
  writer.put(collection, { ...record, key, version: `"${round}"`, state: 'live', format, raw, canonical: canonicalText(record), meaning: meaningText(record) });
}

function cardText(index: number, round: number): string {
  return `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:c-${index}\r\nFN:Person Number ${index}\r\nN:Number ${index};Person;;;\r\nEMAIL:p${index}@example.test\r\nTEL;TYPE=CELL:+49 30 ${String(round).padStart(2, '0')}${String(index).padStart(6, '0')}\r\nEND:VCARD\r\n`;
}

function eventText(index: number, round: number): string {
  const start = new Date(FIRST_MS + index * 3_600_000);
  const at = (time: Date): string => time.toISOString().replace(/[-:]|\.\d+/g, '');
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Large//EN\r\nBEGIN:VEVENT\r\nUID:e-${index}\r\nDTSTAMP:${at(new Date(FIRST_MS + round * DAY_MS - 3_600_000))}\r\nDTSTART:${at(start)}\r\nDTEND:${at(new Date(start.getTime() + 1_800_000))}\r\nSUMMARY:Meeting ${index}\r\nLOCATION:Room ${round}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
}

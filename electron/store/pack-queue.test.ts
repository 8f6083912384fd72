import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { aStagedRecord } from '../testing/build-case.ts';
import { bodyRow, sha256Of, textHash } from './body-row.ts';
import { type PackedBatch, packQueue } from './pack-queue.ts';
import { type PackThread, startPackThread } from './pack-thread.ts';
import { packContent, unpackContent } from './packing/pack-body.ts';
import type { PendingBody } from './staging.ts';

const folder = mkdtempSync(join(tmpdir(), 'synctrace-pack-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FORMER = Buffer.from('what an earlier body held');

function pending(key: string, base: Buffer | null = null): PendingBody {
  const record = aStagedRecord({ key, text: `Person ${key}` });
  return { ...bodyRow(record, sha256Of(record.raw), textHash(record.canonical), null), ref: { id: 0 }, name: key, base };
}

function batch(number: number): readonly PendingBody[] {
  return [pending(`${number}-a`), pending(`${number}-b`, FORMER), pending(`${number}-c`)];
}

/** Pushes batches one by one, as a snapshot does, and takes all that comes. */
function runQueue(startThread: () => PackThread | null, count: number, batchOf = batch): { readonly taken: readonly PackedBatch[]; readonly behind: readonly number[] } {
  const queue = packQueue(startThread);
  const taken: PackedBatch[] = [];
  const behind: number[] = [];
  for (let number = 0; number < count; number += 1) {
    queue.push(batchOf(number), number === count - 1);
    for (const one of queue.take(false)) taken.push(one);
    behind.push(number + 1 - taken.length);
  }
  for (const one of queue.take(true)) taken.push(one);
  queue.end();
  return { taken, behind };
}

function expectWhole(taken: readonly PackedBatch[], count: number): void {
  const names = taken.map((one) => one.map(([body]) => body.name));
  expect(names).toEqual(Array.from({ length: count }, (_, number) => batch(number).map((body) => body.name)));
  for (const [body, packed] of taken.flat()) expect(unpackContent(packed, body.base).equals(body.content)).toBe(true);
}

function programOf(text: string): string {
  const path = join(folder, `${text.length}.mjs`);
  writeFileSync(path, text);
  return path;
}

describe('a queue of bodies to be packed', () => {
  it('packs in a thread, one behind, in their order', () => {
    const { taken, behind } = runQueue(() => startPackThread(), 7);
    expectWhole(taken, 7);
    expect(behind).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('starts no thread for what fits into one batch', () => {
    const started: string[] = [];
    const { taken, behind } = runQueue(() => (started.push('thread'), startPackThread()), 1);
    expectWhole(taken, 1);
    expect([started, behind]).toEqual([[], [0]]);
  });

  it('packs alike with a thread and without', () => {
    const packed = (startThread: () => PackThread | null) => runQueue(startThread, 6).taken.flat().map(([, one]) => [one.dictionary, one.crc, one.packed.toString('hex')]);
    expect(packed(() => startPackThread())).toEqual(packed(() => null));
  });

  it('packs by itself what a thread that is not there any more was handed', () => {
    for (const text of ['process.exit(1);', "throw new Error('broken');", "await new Promise(() => {}); // forever"]) {
      const { taken } = runQueue(() => startPackThread(programOf(text), 200), 8);
      expectWhole(taken, 8);
    }
  });

  it('packs by itself what is too much for the memory that the threads share', () => {
    const large = Buffer.alloc(60 * 1024, 'x');
    const batchOf = (number: number): readonly PendingBody[] => Array.from({ length: 200 }, (_, index) => ({ ...pending(`${number}-${index}`), content: large }));
    const { taken } = runQueue(() => startPackThread(), 5, batchOf);
    expect(taken.map((one) => one.length)).toEqual([200, 200, 200, 200, 200]);
    expect(taken.flat().every(([, packed]) => packed.crc === packContent(large, null).crc)).toBe(true);
  });
});

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PackStart } from './pack-worker.ts';
import type { PackedContent } from './packing/pack-body.ts';
import { emptySlot, fillSlot, packSlot } from './packing/pack-slot.ts';

/** A thread that packs contents beside this one, for callers that do not give way to the event loop. */
export interface PackThread {
  /** Hands over a batch; false where it can't be: it is too large, or two are underway already. */
  begin(contents: readonly Buffer[]): boolean;
  /** The batch that was handed over first of those not taken yet, once it is packed; null where the thread does not answer. */
  take(): readonly PackedContent[] | null;
  end(): void;
}

/** The thread's program: beside this one, as source or as built. */
const PROGRAM = join(import.meta.dirname, '..', 'store', `pack-worker.${import.meta.filename.endsWith('.ts') ? 'ts' : 'js'}`);
/** A thread that takes longer for a batch of some megabytes is not there any more. */
const LONGEST_MS = 20_000;
/** It makes few objects that live; room for others would only add to the peak. */
const YOUNG_MB = 2;

/** Starts a packing thread, which never keeps the process from ending. */
export function startPackThread(program = PROGRAM, longestMs = LONGEST_MS): PackThread {
  const start: PackStart = { slots: [packSlot(), packSlot()], done: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) };
  const count = new Int32Array(start.done);
  const worker = new Worker(program, { workerData: start, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  worker.unref();
  // A thread that fails does not answer, and whoever waits for it packs by itself.
  worker.on('error', () => {});
  let begun = 0;
  let taken = 0;
  return {
    begin(contents) {
      const slot = start.slots[begun % start.slots.length];
      if (slot === undefined || begun - taken >= start.slots.length || !fillSlot(slot, contents)) return false;
      worker.postMessage(begun % start.slots.length);
      begun += 1;
      return true;
    },
    take() {
      const slot = start.slots[taken % start.slots.length];
      // The thread may be ahead by a batch: then the count is beyond what was taken.
      if (slot === undefined || (Atomics.load(count, 0) === taken && Atomics.wait(count, 0, taken, longestMs) === 'timed-out')) return null;
      taken += 1;
      return emptySlot(slot);
    },
    end() {
      void worker.terminate();
    },
  };
}

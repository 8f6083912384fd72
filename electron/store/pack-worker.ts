import { parentPort, workerData } from 'node:worker_threads';
import { packContent } from './packing/pack-body.ts';
import { type PackSlot, packSlotContents } from './packing/pack-slot.ts';

/** What a packing thread is started with. */
export interface PackStart {
  readonly slots: readonly PackSlot[];
  /** Counts the batches that are done, for who waits without an event loop. */
  readonly done: SharedArrayBuffer;
}

const { slots, done } = workerData as PackStart;
const count = new Int32Array(done);

parentPort?.on('message', (index: number) => {
  const slot = slots[index];
  if (slot === undefined) return;
  packSlotContents(slot, (content) => packContent(content, null));
  Atomics.add(count, 0, 1);
  Atomics.notify(count, 0);
});

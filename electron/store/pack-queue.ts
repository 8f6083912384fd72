import { availableParallelism } from 'node:os';
import { type PackThread, startPackThread } from './pack-thread.ts';
import { type PackedContent, packContent } from './packing/pack-body.ts';
import type { PendingBody } from './staging.ts';

/** Bodies of one batch, each with its content packed. */
export type PackedBatch = readonly (readonly [PendingBody, PackedContent])[];

/** Packs batches of bodies: those of a large snapshot in a thread, one batch behind; what fits into one batch is not worth a thread. */
export interface PackQueue {
  push(batch: readonly PendingBody[], isLast: boolean): void;
  /** The batches that are to be written now, oldest first; with `all` none is left. */
  take(all: boolean): Generator<PackedBatch>;
  end(): void;
}

interface Batch {
  readonly bodies: readonly PendingBody[];
  /** Whether the thread has those that are packed against nothing. */
  readonly isHandedOver: boolean;
}

/** A queue; `startThread` answers null where there is no second processor for it. */
export function packQueue(startThread: () => PackThread | null = threadWhereUseful): PackQueue {
  const waiting: Batch[] = [];
  let thread: PackThread | null = null;
  let mayStart = true;

  function packed({ bodies, isHandedOver }: Batch): PackedBatch {
    const answer = isHandedOver ? (thread?.take() ?? null) : null;
    if (isHandedOver && answer === null) giveUp();
    let next = 0;
    return bodies.map((body) => [body, (body.base === null ? answer?.[next++] : undefined) ?? packContent(body.content, body.base)] as const);
  }
  /** What a thread that does not answer was handed is packed here, and nothing more is handed over. */
  function giveUp(): void {
    thread?.end();
    thread = null;
    mayStart = false;
  }
  return {
    push(bodies, isLast) {
      if (mayStart && !isLast) {
        mayStart = false;
        thread = startThread();
      }
      const isHandedOver = thread?.begin(bodies.filter((body) => body.base === null).map((body) => body.content)) ?? false;
      waiting.push({ bodies, isHandedOver });
    },
    *take(all) {
      while (waiting.length > (all || thread === null ? 0 : 1)) {
        const batch = waiting.shift();
        if (batch !== undefined) yield packed(batch);
      }
    },
    end() {
      thread?.end();
      thread = null;
    },
  };
}

function threadWhereUseful(): PackThread | null {
  return availableParallelism() > 1 ? startPackThread() : null;
}

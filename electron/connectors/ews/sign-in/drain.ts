import type { WireAnswer } from '../../http/transport.ts';

const MOST_BYTES = 256 * 1024;

/** Reads an answer that nobody wants to its end, so that its connection can be used again; gives a long one up. */
export async function drain(answer: WireAnswer): Promise<void> {
  let bytes = 0;
  for await (const piece of answer.body()) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) return;
  }
}

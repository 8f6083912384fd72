/** A stretch of a longer stream of bytes: grows at its end, forgets at its front. Positions count from the first byte kept. */
export interface ByteWindow {
  bytes: Uint8Array;
  length: number;
}

/** Adds bytes behind the ones kept; room doubles, so that a long record costs each byte a bounded number of copies. */
export function append(window: ByteWindow, chunk: Uint8Array): void {
  const needed = window.length + chunk.length;
  if (needed > window.bytes.length) {
    const larger = new Uint8Array(Math.max(needed, 2 * window.bytes.length));
    larger.set(window.bytes.subarray(0, window.length));
    window.bytes = larger;
  }
  window.bytes.set(chunk, window.length);
  window.length = needed;
}

/** Drops the first `count` bytes. */
export function forget(window: ByteWindow, count: number): void {
  if (count === 0) return;
  window.bytes.copyWithin(0, count, window.length);
  window.length -= count;
}

/** The place of the next such byte at or behind `from`; `length` where there is none yet. */
export function find(window: ByteWindow, byte: number, from: number): number {
  const at = window.bytes.subarray(0, window.length).indexOf(byte, from);
  return at < 0 ? window.length : at;
}

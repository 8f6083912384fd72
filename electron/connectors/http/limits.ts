/** What one connector may take of time, memory and connections. */
export interface Limits {
  /** Until a connection stands, TLS included. */
  readonly connectMs: number;
  /** Until the head of an answer is there. */
  readonly answerMs: number;
  /** The same for listings: a cold server first fills its caches, which takes minutes on large accounts. */
  readonly listingAnswerMs: number;
  /** Between two pieces of an answer. */
  readonly idleMs: number;
  /** For one answer as a whole, so that a trickle ends too. */
  readonly wholeAnswerMs: number;
  /** Of one answer as it crosses the network. */
  readonly maxWireBytes: number;
  /** Of one answer, decompressed; listings are read as they come, so this bounds time more than memory. */
  readonly maxAnswerBytes: number;
  /** Of one answer that has to be held as a whole, and so of one item. */
  readonly maxHeldBytes: number;
  readonly maxRedirects: number;
  readonly connections: number;
  readonly chunksInFlight: number;
  readonly chunkItems: number;
  readonly chunkBytes: number;
  /** Tries of one read, the first included. */
  readonly attempts: number;
  readonly backoffMs: number;
  /** A server that asks for a longer pause ends the call with `server-throttled`. */
  readonly maxRetryAfterSeconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  connectMs: 20_000,
  answerMs: 60_000,
  listingAnswerMs: 300_000,
  idleMs: 60_000,
  wholeAnswerMs: 1_800_000,
  maxWireBytes: 256 * 1024 * 1024,
  maxAnswerBytes: 512 * 1024 * 1024,
  maxHeldBytes: 96 * 1024 * 1024,
  maxRedirects: 5,
  connections: 4,
  chunksInFlight: 3,
  chunkItems: 100,
  chunkBytes: 4 * 1024 * 1024,
  attempts: 5,
  backoffMs: 500,
  maxRetryAfterSeconds: 300,
};

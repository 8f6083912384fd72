import type { IncomingMessage } from 'node:http';
import { type Readable, pipeline } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { AppError } from '../../../shared/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { fromNetworkError } from './network-errors.ts';
import type { Limits } from './limits.ts';

export interface ReadBodyOptions {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly counted: (bytes: number) => void;
}

/** Listings of nearly equal rows compress 30 to 60 times; what goes far beyond is made to fill a memory. */
const MAX_RATIO = 200;
const RATIO_COUNTS_FROM = 16 * 1024 * 1024;

/** The body piece by piece, decompressed; ends with an error of ours at the first limit it passes, or where it is cut off. */
export async function* readBody(message: IncomingMessage, options: ReadBodyOptions): AsyncGenerator<Uint8Array> {
  const { limits, clock, signal } = options;
  const startedMs = clock.nowMs();
  let wire = 0;
  let plain = 0;
  message.on('data', (piece: Buffer) => {
    wire += piece.length;
    options.counted(piece.length);
    if (wire > limits.maxWireBytes) message.destroy(tooLarge(limits.maxWireBytes));
    // A trickle keeps every idle timer quiet, so that the whole has an end of its own.
    else if (clock.nowMs() - startedMs > limits.wholeAnswerMs) message.destroy(new AppError('server-timeout', { retry: 'later' }));
  });
  message.pause();
  try {
    for await (const piece of decompressed(message) as AsyncIterable<Uint8Array>) {
      signal.throwIfAborted();
      plain += piece.length;
      if (plain > limits.maxAnswerBytes) throw tooLarge(limits.maxAnswerBytes);
      if (plain > RATIO_COUNTS_FROM && plain > wire * MAX_RATIO) throw tooLarge(RATIO_COUNTS_FROM);
      yield piece;
    }
    if (!message.complete) throw new AppError('answer-cut-off', { retry: 'later' });
  } catch (error) {
    signal.throwIfAborted();
    throw fromNetworkError(error, 'reading');
  } finally {
    if (!message.complete) message.destroy();
  }
}

function tooLarge(limit: number): AppError {
  return new AppError('answer-too-large', { context: { limit } });
}

function decompressed(message: IncomingMessage): Readable {
  const encoding = (message.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return message;
  if (encoding === 'gzip' || encoding === 'x-gzip') return pipeline(message, createGunzip(), ignoreHere);
  if (encoding === 'deflate') return pipeline(message, createInflate(), ignoreHere);
  throw new AppError('answer-malformed');
}

/** The reader of the stream meets the same error. */
function ignoreHere(): void {}

import { AppError } from '../../../shared/errors.ts';
import type { WireAnswer } from '../http/transport.ts';

/** Far more than any such answer has. */
const MOST_BYTES = 1024 * 1024;

/** The text of a small answer. */
export async function readText(answer: WireAnswer): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer.body()) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new AppError('answer-too-large', { context: { limit: MOST_BYTES } });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

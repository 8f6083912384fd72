import { AppError } from '../../../shared/errors.ts';

/** All of a body at once, or `answer-too-large`. */
export async function readWhole(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > limit) throw new AppError('answer-too-large', { context: { limit } });
    pieces.push(piece);
  }
  return Buffer.concat(pieces, bytes);
}

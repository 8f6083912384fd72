import type { ObjectPiece } from '../content-lines/object-piece.ts';
import { splitObjects } from '../content-lines/split-objects.ts';

/**
 * The cards of a file or a stream of chunks, one after the other, each with exactly its bytes. Every byte given but white space
 * between cards comes back once: in a whole card, or in a piece with a problem. Never throws.
 */
export function splitCards(input: Uint8Array | Iterable<Uint8Array>): Generator<ObjectPiece, void, undefined> {
  return splitObjects(input, 'VCARD');
}

import type { ObjectPiece } from '../../core/content-lines/object-piece.ts';

/**
 * Puts the end of a card back to its beginning where other cards stand between the two (old phones nest cards without AGENT): a card without
 * an end and a later rest without a beginning are one card, in quarantine once and with all its bytes. Everything else passes through;
 * a card without an end is given last.
 */
export function* rejoinPieces(pieces: Iterable<ObjectPiece>): Generator<ObjectPiece> {
  const open: ObjectPiece[] = [];
  const joined: ObjectPiece[] = [];
  for (const piece of pieces) {
    if (piece.problem === 'record-cut-off') {
      open.push(piece);
      continue;
    }
    const beginning = piece.problem === 'record-unreadable' && endsCard(piece.raw) ? open.pop() : undefined;
    if (beginning === undefined) yield piece;
    else joined.push({ ...beginning, raw: concat(beginning.raw, piece.raw) });
  }
  yield* [...open, ...joined].sort((left, right) => left.line - right.line);
}

function endsCard(raw: Uint8Array): boolean {
  return /(^|[\r\n])END\s*:\s*VCARD\s*$/i.test(new TextDecoder('latin1').decode(raw.subarray(-64)));
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  const whole = new Uint8Array(left.length + right.length);
  whole.set(left);
  whole.set(right, left.length);
  return whole;
}

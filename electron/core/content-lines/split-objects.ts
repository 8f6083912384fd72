import { append, type ByteWindow } from './byte-window.ts';
import { utf16Flavour } from './charset.ts';
import type { ObjectPiece } from './object-piece.ts';
import { createOctetSplitter } from './split-octets.ts';
import { splitUtf16 } from './split-utf16.ts';

/** Takes a file chunk by chunk; every byte that is not white space between objects comes back in exactly one piece, in order. */
export interface ObjectSplitter {
  push(chunk: Uint8Array): readonly ObjectPiece[];
  /** Call once, after the last chunk. */
  end(): readonly ObjectPiece[];
}

/**
 * The objects of a file, one after the other, holding no more of it in memory than the object at hand (a UTF-16 file is held whole).
 * `objectName` is `VCARD` or `VCALENDAR`. Never throws.
 */
export function* splitObjects(input: Uint8Array | Iterable<Uint8Array>, objectName: string): Generator<ObjectPiece, void, undefined> {
  const splitter = createObjectSplitter(objectName);
  for (const chunk of input instanceof Uint8Array ? [input] : input) {
    for (let at = 0; at < chunk.length; at += WINDOW) yield* splitter.push(chunk.subarray(at, at + WINDOW));
  }
  yield* splitter.end();
}

const WINDOW = 262_144;

/** As splitObjects, for a caller that is handed the chunks. */
export function createObjectSplitter(objectName: string): ObjectSplitter {
  const octets = createOctetSplitter(objectName);
  const opening: ByteWindow = { bytes: new Uint8Array(4), length: 0 };
  let encoding: 'unknown' | 'octets' | 'utf-16le' | 'utf-16be' = 'unknown';
  const push = (chunk: Uint8Array, final: boolean): readonly ObjectPiece[] => {
    if (encoding === 'octets') return octets(chunk, final);
    append(opening, chunk);
    const held = opening.bytes.subarray(0, opening.length);
    if (encoding === 'unknown' && (opening.length >= 4 || final)) encoding = utf16Flavour(held) ?? 'octets';
    if (encoding === 'octets') return octets(held, final);
    return final && encoding !== 'unknown' ? splitUtf16(held, encoding, octets) : [];
  };
  return { push: (chunk) => push(chunk, false), end: () => push(new Uint8Array(0), true) };
}

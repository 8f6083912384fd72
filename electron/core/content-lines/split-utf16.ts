import type { ObjectPiece } from './object-piece.ts';
import type { OctetSplitter } from './split-octets.ts';

/** Splits a UTF-16 file: finds the objects in an image of it with one byte a character, and cuts the file itself at those places. */
export function splitUtf16(file: Uint8Array, flavour: 'utf-16le' | 'utf-16be', split: OctetSplitter): readonly ObjectPiece[] {
  const high = flavour === 'utf-16le' ? 1 : 0;
  const image = new Uint8Array(Math.ceil(file.length / 2));
  for (let unit = 0; unit < image.length; unit++) {
    const upper = file[2 * unit + high];
    const lower = file[2 * unit + 1 - high];
    image[unit] = upper === 0 && lower !== undefined ? lower : isMark(upper, lower) ? BLANK : OTHER;
  }
  return split(image, true).map((piece) => ({ ...piece, offset: 2 * piece.offset, raw: file.slice(2 * piece.offset, 2 * (piece.offset + piece.raw.length)) }));
}

const BLANK = 32;
const OTHER = 63;

function isMark(upper: number | undefined, lower: number | undefined): boolean {
  return upper === 0xfe && lower === 0xff;
}

import { CURRENT_DICTIONARY } from './dictionary.ts';
import type { PackedContent } from './pack-body.ts';

/**
 * Memory that two threads share, for one batch of contents and what they become. It is used again and again: handing over buffers of their
 * own would leave hundreds of megabytes to collectors that see no need to run.
 */
export interface PackSlot {
  readonly contents: SharedArrayBuffer;
  readonly packed: SharedArrayBuffer;
  /** How many contents, then for each: its length, its packed length, its CRC. */
  readonly numbers: SharedArrayBuffer;
}

const MOST_BODIES = 2048;
const MOST_BYTES = 9 * 1024 * 1024;
/** By so much deflate may lengthen what it can't shorten, a few bytes a content. */
const ROOM_BYTES = 64 * 1024;
const NUMBERS = 3;

/** Takes up memory only as far as it is used. */
export function packSlot(): PackSlot {
  return {
    contents: new SharedArrayBuffer(MOST_BYTES),
    packed: new SharedArrayBuffer(MOST_BYTES + ROOM_BYTES),
    numbers: new SharedArrayBuffer((1 + MOST_BODIES * NUMBERS) * Uint32Array.BYTES_PER_ELEMENT),
  };
}

/** Puts contents into a slot; false, and nothing is changed, where they have no room in it. */
export function fillSlot(slot: PackSlot, contents: readonly Uint8Array[]): boolean {
  if (contents.length > MOST_BODIES || contents.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES) return false;
  const numbers = new Uint32Array(slot.numbers);
  numbers[0] = contents.length;
  putBytes(slot.contents, contents, (index, length) => (numbers[1 + index * NUMBERS] = length));
  return true;
}

/** Packs what a slot holds, in its place. */
export function packSlotContents(slot: PackSlot, pack: (content: Buffer) => PackedContent): void {
  const numbers = new Uint32Array(slot.numbers);
  const whole = new Uint8Array(slot.packed);
  let at = 0;
  partsOf(slot.contents, numbers, 0).forEach((content, index) => {
    const { packed, crc } = pack(content);
    whole.set(packed, at);
    at += packed.length;
    numbers[1 + index * NUMBERS + 1] = packed.length;
    numbers[1 + index * NUMBERS + 2] = crc;
  });
}

/** What became of the contents, as copies: the slot can be filled again. */
export function emptySlot(slot: PackSlot): readonly PackedContent[] {
  const numbers = new Uint32Array(slot.numbers);
  return partsOf(slot.packed, numbers, 1).map((packed, index) => ({ dictionary: CURRENT_DICTIONARY, packed: Buffer.from(packed), crc: numbers[1 + index * NUMBERS + 2] ?? 0 }));
}

function putBytes(into: SharedArrayBuffer, pieces: readonly Uint8Array[], tellLength: (index: number, length: number) => void): void {
  const whole = new Uint8Array(into);
  let at = 0;
  pieces.forEach((piece, index) => {
    whole.set(piece, at);
    at += piece.length;
    tellLength(index, piece.length);
  });
}

function partsOf(whole: SharedArrayBuffer, numbers: Uint32Array, which: 0 | 1): Buffer[] {
  let at = 0;
  return Array.from({ length: numbers[0] ?? 0 }, (_, index) => {
    const length = numbers[1 + index * NUMBERS + which] ?? 0;
    at += length;
    return Buffer.from(whole, at - length, length);
  });
}

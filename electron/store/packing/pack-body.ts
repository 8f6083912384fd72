import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { AppError } from '../../../shared/errors.ts';
import type { FieldEntry } from '../../../shared/records.ts';
import { CURRENT_DICTIONARY, dictionary } from './dictionary.ts';
import { packHead, unpackHead } from './head.ts';

/** Raw bytes above this size lie apart, so that comparing never inflates a picture. */
const LARGE_BYTES = 64 * 1024;
const LEVEL = 6;
/** No body is larger; a blob that inflates to more is damaged or hostile. */
const MOST_BYTES = 512 * 1024 * 1024;
const CHUNK_BYTES = { least: 2048, most: 64 * 1024 } as const;

export interface BodyContent {
  readonly fields: readonly FieldEntry[];
  readonly created?: string;
  readonly modified?: string;
}

export interface PackedBody {
  readonly dictionary: number;
  /** Deflated: length of the head, head, and the raw bytes unless they lie in `large`. */
  readonly packed: Buffer;
  readonly large: Buffer | null;
  /** CRC-32 of what `packed` holds: deflate alone would let a flipped bit pass as other text. */
  readonly crc: number;
  readonly head: Buffer;
}

/** Packs what comparing needs and the raw bytes into one, so that what both contain costs one copy. */
export function packBody(content: BodyContent, raw: Uint8Array): PackedBody {
  const head = packHead(content);
  const isLarge = raw.byteLength > LARGE_BYTES;
  const parts = isLarge ? [varint(head.length), head] : [varint(head.length), head, raw];
  const bytes = Buffer.concat(parts);
  return {
    dictionary: CURRENT_DICTIONARY,
    packed: deflateRawSync(bytes, { level: LEVEL, dictionary: dictionary(CURRENT_DICTIONARY) }),
    crc: crc32(bytes),
    large: isLarge ? deflateRawSync(raw, { level: LEVEL }) : null,
    head,
  };
}

export interface PackedRow {
  readonly packed: Uint8Array;
  readonly dictionary: number;
  readonly crc: number;
  readonly isLarge: boolean;
}

export interface UnpackedBody {
  readonly head: Buffer;
  /** Null where the raw bytes lie apart. */
  readonly raw: Buffer | null;
}

/** Undoes the packing of the one blob; bytes that are no packed body throw `case-damaged`. */
export function unpackBody(row: PackedRow): UnpackedBody {
  const content = inflate(row.packed, dictionary(row.dictionary));
  if (crc32(content) !== row.crc) throw new AppError('case-damaged');
  const [length, start] = readVarint(content);
  const end = start + length;
  if (end > content.length) throw new AppError('case-damaged');
  return { head: content.subarray(start, end), raw: row.isLarge ? null : content.subarray(end) };
}

/** Undoes the packing of raw bytes that lie apart. */
export function unpackLarge(large: Uint8Array): Buffer {
  return inflate(large, undefined);
}

/** The content of a head, as given to `packBody`. */
export function readHead(head: Uint8Array): BodyContent {
  try {
    return unpackHead(head);
  } catch (error) {
    throw new AppError('case-damaged', { cause: error });
  }
}

function inflate(deflated: Uint8Array, preset: Buffer | undefined): Buffer {
  try {
    // The default chunk of 16 KiB costs more than inflating a card does.
    const chunkSize = Math.min(Math.max(deflated.byteLength * 4, CHUNK_BYTES.least), CHUNK_BYTES.most);
    return inflateRawSync(deflated, preset === undefined ? { chunkSize, maxOutputLength: MOST_BYTES } : { chunkSize, maxOutputLength: MOST_BYTES, dictionary: preset });
  } catch (error) {
    throw new AppError('case-damaged', { cause: error });
  }
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}

function readVarint(content: Buffer): [value: number, next: number] {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = content[index];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return [value, index + 1];
  }
  throw new AppError('case-damaged');
}

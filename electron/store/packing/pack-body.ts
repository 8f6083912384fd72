import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { AppError } from '../../../shared/errors.ts';
import type { FieldEntry } from '../../../shared/records.ts';
import { CURRENT_DICTIONARY, dictionary } from './dictionary.ts';
import { packHead, unpackHead } from './head.ts';

/** Raw bytes above this size lie apart, so that comparing never inflates a picture. */
const LARGE_BYTES = 64 * 1024;
/** A body up to this size can be what another rests on: together with the dictionary it fits into deflate's window of 32 KiB. */
const BASE_BYTES = 24 * 1024;
const LEVEL = 3;
/** No body is larger; a blob that inflates to more is damaged or hostile. */
const MOST_BYTES = 512 * 1024 * 1024;
const CHUNK_BYTES = { least: 1024, most: 64 * 1024 } as const;

/** By number of the dictionary: the dictionary, and room for a base behind it. */
const joinedPresets = new Map<number, Buffer>();

export interface BodyContent {
  readonly fields: readonly FieldEntry[];
  readonly created?: string;
  readonly modified?: string;
}

export interface BodyToPack {
  /** Length of the raw bytes, raw bytes (none where they lie in `large`), head. */
  readonly content: Buffer;
  /** The raw bytes deflated, where they lie apart. */
  readonly large: Buffer | null;
  readonly head: Buffer;
}

export interface PackedContent {
  readonly dictionary: number;
  /** The content deflated. */
  readonly packed: Buffer;
  /** CRC-32 of the content: deflate alone would let a flipped bit pass as other text. */
  readonly crc: number;
}

/** Puts what comparing needs and the raw bytes into one, so that what both contain costs one copy once it is packed. */
export function bodyToPack(given: BodyContent, raw: Uint8Array): BodyToPack {
  const head = packHead(given);
  const isLarge = raw.byteLength > LARGE_BYTES;
  const content = isLarge ? Buffer.concat([varint(0), head]) : Buffer.concat([varint(raw.byteLength), raw, head]);
  return { content, large: isLarge ? deflateRawSync(raw, { level: LEVEL }) : null, head };
}

/** Packs a content; with that of an earlier body of the same record as `base`, only what differs from it costs anything. */
export function packContent(content: Buffer, base: Buffer | null): PackedContent {
  const options = { level: LEVEL, chunkSize: chunkFor(content.length), dictionary: presetOf(CURRENT_DICTIONARY, base) };
  return { dictionary: CURRENT_DICTIONARY, packed: deflateRawSync(content, options), crc: crc32(content) };
}

/** Whether a body with this content can be what another rests on. */
export function canBeBase(content: Uint8Array): boolean {
  return content.byteLength <= BASE_BYTES;
}

/** Undoes the packing; bytes that are no packed body throw `case-damaged`. */
export function unpackContent(row: { readonly packed: Uint8Array; readonly dictionary: number; readonly crc: number }, base: Buffer | null): Buffer {
  const content = inflate(row.packed, presetOf(row.dictionary, base));
  if (crc32(content) !== row.crc) throw new AppError('case-damaged');
  return content;
}

/** The raw bytes and the head within a content; the raw bytes of a large body lie apart and are empty here. */
export function splitContent(content: Buffer): { raw: Buffer; head: Buffer } {
  const [length, start] = readVarint(content);
  if (start + length > content.length) throw new AppError('case-damaged');
  return { raw: content.subarray(start, start + length), head: content.subarray(start + length) };
}

/** Undoes the packing of raw bytes that lie apart. */
export function unpackLarge(large: Uint8Array): Buffer {
  return inflate(large, undefined);
}

/** The content of a head, as it was put in. */
export function readHead(head: Uint8Array): BodyContent {
  try {
    return unpackHead(head);
  } catch (error) {
    throw new AppError('case-damaged', { cause: error });
  }
}

function presetOf(number: number, base: Buffer | null): Buffer {
  const preset = dictionary(number);
  if (base === null) return preset;
  if (!canBeBase(base)) return Buffer.concat([preset, base]);
  // One buffer for all, as zlib takes a copy of its own: a fresh one for each body costs half as much as inflating it.
  let joined = joinedPresets.get(number);
  if (joined === undefined) joinedPresets.set(number, (joined = Buffer.concat([preset, Buffer.alloc(BASE_BYTES)])));
  joined.set(base, preset.length);
  return joined.subarray(0, preset.length + base.length);
}

function inflate(deflated: Uint8Array, preset: Buffer | undefined): Buffer {
  try {
    const options = { chunkSize: chunkFor(deflated.byteLength * 4), maxOutputLength: MOST_BYTES };
    return inflateRawSync(deflated, preset === undefined ? options : { ...options, dictionary: preset });
  } catch (error) {
    throw new AppError('case-damaged', { cause: error });
  }
}

/** Node's buffer for the outcome; its default of 16 KiB costs as much as packing a card does. */
function chunkFor(expectedBytes: number): number {
  return Math.min(Math.max(expectedBytes, CHUNK_BYTES.least), CHUNK_BYTES.most);
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

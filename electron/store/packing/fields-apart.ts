import { crc32 } from 'node:zlib';
import type { FieldEntry } from '../../../shared/records.ts';

/** Entries that one body has and the other has not; some that both have may stand on both sides. */
export interface FieldsApart {
  readonly gone: readonly FieldEntry[];
  readonly came: readonly FieldEntry[];
}

/** Where more than this sets two bodies apart, keeping it would cost more than unpacking them. */
const MOST_BYTES = 2048;
const CRC_BYTES = 4;

/** What came and went between a body and the one it is packed against, as bytes to keep beside it; null where that is too much. */
export function packFieldsApart(base: readonly FieldEntry[], fields: readonly FieldEntry[]): Buffer | null {
  const shorter = Math.min(base.length, fields.length);
  let start = 0;
  while (start < shorter && isSame(base[start], fields[start])) start += 1;
  let ends = 0;
  while (ends < shorter - start && isSame(base[base.length - 1 - ends], fields[fields.length - 1 - ends])) ends += 1;
  const gone = base.slice(start, base.length - ends);
  const flat: (string | number)[] = [gone.length];
  for (const entry of [...gone, ...fields.slice(start, fields.length - ends)]) flat.push(entry.field, entry.text, entry.key ?? 0);
  const text = Buffer.from(JSON.stringify(flat), 'utf8');
  if (text.length > MOST_BYTES) return null;
  const packed = Buffer.allocUnsafe(CRC_BYTES + text.length);
  packed.writeUInt32LE(crc32(text));
  text.copy(packed, CRC_BYTES);
  return packed;
}

/** What was packed; null where the bytes are damaged. */
export function unpackFieldsApart(packed: Buffer): FieldsApart | null {
  const text = packed.subarray(CRC_BYTES);
  if (packed.length < CRC_BYTES || crc32(text) !== packed.readUInt32LE()) return null;
  const flat = parsed(text);
  if (flat === null) return null;
  const entries: FieldEntry[] = [];
  for (let index = 1; index < flat.length; index += 3) {
    const key = flat[index + 2];
    const entry = { field: flat[index] as string, text: flat[index + 1] as string };
    entries.push(typeof key === 'string' ? { ...entry, key } : entry);
  }
  const gone = flat[0] as number;
  return { gone: entries.slice(0, gone), came: entries.slice(gone) };
}

function parsed(text: Buffer): (string | number)[] | null {
  try {
    return JSON.parse(text.toString('utf8')) as (string | number)[];
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isSame(one: FieldEntry | undefined, other: FieldEntry | undefined): boolean {
  return one?.text === other?.text && one?.field === other?.field && one?.key === other?.key;
}

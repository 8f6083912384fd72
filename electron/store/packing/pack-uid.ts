const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DASHES = [8, 12, 16, 20] as const;

/** A UID as its row holds it: a UUID in either case takes 16 or 17 bytes in place of 36, any other stays text. */
export function packUid(uid: string | undefined): string | Buffer | null {
  if (uid === undefined) return null;
  if (UUID.test(uid)) return Buffer.from(uid.replaceAll('-', ''), 'hex');
  const lower = uid.toLowerCase();
  if (UUID.test(lower) && lower.toUpperCase() === uid) return Buffer.from(`00${lower.replaceAll('-', '')}`, 'hex');
  return uid.toWellFormed();
}

/** The UID that was packed. */
export function unpackUid(packed: string | Uint8Array | null): string | undefined {
  if (packed === null) return undefined;
  if (typeof packed === 'string') return packed;
  const isUpper = packed.byteLength === 17;
  const hex = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString('hex', isUpper ? 1 : 0);
  const ends = [...DASHES, hex.length];
  const text = ends.map((end, index) => hex.slice(index === 0 ? 0 : DASHES[index - 1], end)).join('-');
  return isUpper ? text.toUpperCase() : text;
}

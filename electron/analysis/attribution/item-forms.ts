import { decodeBase64 } from '../../core/content-lines/base64.ts';

// Lengths of the entry ids of messages and of folders (MS-OXCDATA §2.2.4), of which immutable ids have the second.
const ENTRY_LENGTHS = [70, 46] as const;
// Where they stand: as audit logs give them, in immutable ids, and behind the mailbox in the ids of Exchange Web Services and Graph.
const ENTRY_PLACES = [0, 3, 40, 41] as const;
// Shorter names are hrefs of people's choice, and of those each letter counts.
const LEAST_ID = 24;

/** All forms in which two names of one item can be equal: what a log calls it, which may be several names parted by blanks. */
export function formsOfItem(item: string): readonly string[] {
  return [...new Set(item.split(/\s+/).flatMap((name) => (name === '' ? [] : name.startsWith('/') ? [hrefForm(name)] : [...formsOfId(name), hrefForm(name)])))];
}

/** The same for the key of a record and its UID. */
export function formsOfRecord(key: string, uid?: string): readonly string[] {
  return [...formsOfId(key), hrefForm(key), ...(uid === undefined ? [] : [`uid:${uid.toLowerCase()}`])];
}

/** The last segment of an href, which all that may stand before it (a host, a proxy's path, another way of escaping) leaves alone. */
function hrefForm(href: string): string {
  const last = href.split('/').findLast((part) => part !== '') ?? '';
  return `href:${decodedSegment(last)}`;
}

function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A name with a lone per cent sign is its own.
    return segment;
  }
}

function formsOfId(id: string): readonly string[] {
  if (id.length < LEAST_ID) return [`id:${id}`];
  if (/^[0-9a-f]+$/i.test(id)) return [...globalObjectForms(id.toLowerCase()), ...(id.length === 92 || id.length === 140 ? [`entry:${id.toLowerCase()}`] : []), `id:${id.toLowerCase()}`];
  if (!/^[\w+/-]+={0,2}$/.test(id)) return [`id:${id}`];
  // Exchange writes `/` and `+`, Graph `-` and `_` in their place, and RFC 4648 §5 the other way round.
  const plain = id.replaceAll(/[-_+/]/g, '~').replace(/=+$/, '');
  return [`id:${plain}`, ...entryForms(id)];
}

/** The entry id inside an id, which is the same in all of them. */
function entryForms(id: string): readonly string[] {
  const alphabets = /[-_]/.test(id) ? [id.replaceAll('-', '/').replaceAll('_', '+'), id] : [id];
  return alphabets.flatMap((text) => {
    const bytes = decodeBase64(text);
    for (const place of ENTRY_PLACES) {
      const length = ENTRY_LENGTHS.find((one) => bytes[place] === one && bytes[place + 1] === 0 && bytes.length >= place + 2 + one);
      // Its flags are zero.
      if (length !== undefined && bytes.subarray(place + 2, place + 6).every((byte) => byte === 0)) return [`entry:${hexOf(bytes.subarray(place + 2, place + 2 + length))}`];
    }
    return [];
  });
}

/** The id that Exchange gives to all copies of a meeting, and the foreign UID that it may hold (MS-OXOCAL §2.2.1.27). */
function globalObjectForms(hex: string): readonly string[] {
  if (!hex.startsWith('040000008200e000')) return [];
  const at = hex.indexOf(FOREIGN_UID);
  if (at < 0) return [`uid:${hex}`];
  const text = textOf(hex.slice(at + FOREIGN_UID.length)).replace(/\0.*$/s, '');
  return [`uid:${hex}`, `uid:${text.toLowerCase()}`];
}

/** `vCal-Uid` and its version. */
const FOREIGN_UID = '7643616c2d55696401000000';

function textOf(hex: string): string {
  return String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

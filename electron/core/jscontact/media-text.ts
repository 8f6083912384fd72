import { decodeBase64 } from '../content-lines/base64.ts';
import { normaliseText } from '../text/normalise-text.ts';

/** What a person reads of embedded or linked data, and what it compares by. */
export interface MediaText {
  readonly text: string;
  readonly key: string;
}

/** Kind and size of embedded data, with its digest as key; any other URI is its own text. Never throws. */
export function describeMedia(uri: string, noun: string, digest: (bytes: Uint8Array) => string): MediaText {
  const comma = uri.startsWith('data:') ? uri.indexOf(',') : -1;
  if (comma < 0) return { text: uri, key: normaliseText(uri) };
  const head = uri.slice(5, comma).toLowerCase();
  const bytes = head.endsWith(';base64') ? decodeBase64(uri.slice(comma + 1)) : new TextEncoder().encode(uri.slice(comma + 1));
  const type = typeByContent(bytes) ?? typeByName(head.split(';', 1)[0] ?? '');
  return { text: `${type === '' ? '' : `${type} `}${noun}, ${withThousands(bytes.length)} bytes`, key: digest(bytes) };
}

/** The first bytes tell better than a parameter that writers copy without looking. */
function typeByContent(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte))?.[0];
}

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['BMP', [0x42, 0x4d]],
];

function typeByName(mediaType: string): string {
  const subtype = mediaType.slice(mediaType.indexOf('/') + 1);
  return NAMES.get(subtype) ?? subtype.replace(/^x-/, '').toUpperCase();
}

const NAMES: ReadonlyMap<string, string> = new Map([['pkix-cert', 'X.509'], ['pgp-keys', 'PGP'], ['octet-stream', ''], ['svg+xml', 'SVG']]);

function withThousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

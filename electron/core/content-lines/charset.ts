/** Text out of bytes, and whether its character set was known or had to be guessed. */
export interface DecodedText {
  readonly text: string;
  /** True: neither UTF-8 nor the declared character set; read as Windows-1252, or as UTF-8 with gaps where it is damaged UTF-8. */
  readonly guessed: boolean;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** UTF-8 text, or undefined where the bytes are not wholly UTF-8. A byte order mark stays. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Bytes as text: UTF-8 where they are UTF-8 throughout, else the declared character set, else a guess.
 * A wrong declaration of UTF-8 writers is common, valid UTF-8 by chance is not; so UTF-8 comes first.
 */
export function decodeBytes(bytes: Uint8Array, charset: string | undefined): DecodedText {
  // ISO-2022-JP is ASCII to UTF-8's eye, so it must be asked for before.
  const declared = decoderFor(charset);
  if (declared !== undefined && declared.encoding.startsWith('iso-2022')) return { text: declared.decode(bytes), guessed: false };
  const { whole, broken } = countUtf8(bytes);
  if (broken === 0) return { text: lenientUtf8.decode(bytes), guessed: false };
  if (declared !== undefined && declared.encoding !== 'utf-8') return { text: declared.decode(bytes), guessed: false };
  return { text: whole > broken ? lenientUtf8.decode(joinSurrogates(bytes)) : windows1252.decode(bytes), guessed: true };
}

const windows1252 = new TextDecoder('windows-1252');

/** The decoder of a character set by its name, or undefined where it is not known. */
export function decoderFor(charset: string | undefined): TextDecoder | undefined {
  if (charset === undefined || charset === '') return undefined;
  const label = charset.toLowerCase();
  if (decoders.has(label)) return decoders.get(label);
  const decoder = makeDecoder(ALIASES.get(label) ?? label);
  if (decoders.size < 100) decoders.set(label, decoder);
  return decoder;
}

const decoders = new Map<string, TextDecoder | undefined>();

/** Names that devices write and the encoding standard does not list. */
const ALIASES: ReadonlyMap<string, string> = new Map(Object.entries({
  'shift-jis': 'shift_jis', 'sjis': 'shift_jis', 'cp932': 'shift_jis', 'utf8': 'utf-8', 'cp1252': 'windows-1252', 'ansi': 'windows-1252', 'latin-1': 'latin1',
}));

function makeDecoder(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/**
 * How many sequences of UTF-8 there are beyond ASCII, and how many bytes that break it. Where the whole ones are more, it is UTF-8
 * that was cut within a character, or whose surrogates were written one by one; those count as both.
 */
function countUtf8(bytes: Uint8Array): { readonly whole: number; readonly broken: number } {
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const length = byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    let follow = 1;
    while (follow < length && ((bytes[at + follow] ?? 0) & 0xc0) === 0x80) follow++;
    if (length > 0 && follow === length) {
      whole += isOutOfRange(byte, bytes[at + 1] ?? 0) ? 2 : 1;
      if (isOutOfRange(byte, bytes[at + 1] ?? 0)) broken++;
      at += length - 1;
    } else broken++;
  }
  return { whole, broken };
}

/** Overlong forms, surrogates and what is beyond Unicode (RFC 3629 §4). */
function isOutOfRange(first: number, second: number): boolean {
  return (first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f) || (first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f);
}

/** Rewrites surrogate pairs that were encoded one by one (CESU-8, as Java does) as the UTF-8 of their character. */
function joinSurrogates(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const high = surrogateAt(bytes, at, 0xa0);
    const low = high < 0 ? -1 : surrogateAt(bytes, at + 3, 0xb0);
    if (low < 0) {
      out[length++] = bytes[at] ?? 0;
      continue;
    }
    const point = 0x10000 + (high << 10) + low;
    out.set([0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)], length);
    length += 4;
    at += 5;
  }
  return out.subarray(0, length);
}

function surrogateAt(bytes: Uint8Array, at: number, second: 0xa0 | 0xb0): number {
  const middle = bytes[at + 1] ?? 0;
  const last = bytes[at + 2] ?? 0;
  if (bytes[at] !== 0xed || (middle & 0xf0) !== second || (last & 0xc0) !== 0x80) return -1;
  return ((middle & 0x0f) << 6) | (last & 63);
}

/** The UTF-16 flavour of a body, by its byte order mark or by the zero bytes of its first letters; undefined for all else. */
export function utf16Flavour(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const first = bytes[0] ?? 1;
  const second = bytes[1] ?? 1;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length < 4) return undefined;
  if (first !== 0 && first < 0x80 && second === 0 && bytes[2] !== 0 && bytes[3] === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && second < 0x80 && bytes[2] === 0 && bytes[3] !== 0) return 'utf-16be';
  return undefined;
}

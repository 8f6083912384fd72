/** Whether a line opens or closes an object of the name given in upper case, and whether white space stands before it. */
export interface Delimiter {
  readonly type: 'begin' | 'end';
  readonly indented: boolean;
  /** Where the next object begins on the same line, as in files put together without a line end between them. */
  readonly nextAt?: number;
}

/** What the line in `bytes` from `from` up to `to` delimits, any letter case and blanks around the colon tolerated; else undefined. */
export function delimiterOf(bytes: Uint8Array, from: number, to: number, objectName: string): Delimiter | undefined {
  const start = skipBlanks(bytes, skipMark(bytes, from, to), to);
  const type = spells(bytes, start, to, 'BEGIN') ? 'begin' : spells(bytes, start, to, 'END') ? 'end' : undefined;
  if (type === undefined) return undefined;
  const colon = skipBlanks(bytes, start + type.length, to);
  if (bytes[colon] !== 58) return undefined;
  const name = skipBlanks(bytes, colon + 1, to);
  if (!spells(bytes, name, to, objectName)) return undefined;
  const rest = skipBlanks(bytes, name + objectName.length, to);
  const indented = isBlank(bytes[from]);
  if (rest === to) return { type, indented };
  return type === 'end' && delimiterOf(bytes, rest, to, objectName)?.type === 'begin' ? { type, indented, nextAt: rest } : undefined;
}

/** Whether nothing but white space, zero bytes or a byte order mark stands there. */
export function isBlankLine(bytes: Uint8Array, from: number, to: number): boolean {
  return skipBlanks(bytes, skipMark(bytes, from, to), to) === to;
}

function spells(bytes: Uint8Array, from: number, to: number, word: string): boolean {
  if (to - from < word.length) return false;
  for (let at = 0; at < word.length; at++) {
    const byte = bytes[from + at] ?? 0;
    if ((byte >= 97 && byte <= 122 ? byte - 32 : byte) !== word.charCodeAt(at)) return false;
  }
  return true;
}

function skipMark(bytes: Uint8Array, from: number, to: number): number {
  return to - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? from + 3 : from;
}

function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(bytes[at])) at++;
  return at;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9 || byte === 12 || byte === 11 || byte === 0 || byte === 26;
}

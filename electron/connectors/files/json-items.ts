/** One element of a JSON array as its own bytes. */
export interface JsonItem {
  readonly raw: Uint8Array;
  readonly line: number;
}

/** What a Graph answer saved to a file holds. */
export interface JsonCollection {
  readonly items: readonly JsonItem[];
  /** The file ends inside an element or before the array is closed; what is whole stands in `items`, the rest in `tail`. */
  readonly isCutOff: boolean;
  readonly tail?: JsonItem;
  /** An error document stands where a collection should be. */
  readonly isError: boolean;
  /** A leftover `@odata.nextLink`: there were more pages. */
  readonly hasNextLink: boolean;
  readonly context: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const NEWLINE = 0x0a;

/**
 * Takes the elements out of `{"value": […]}` or of a bare array without changing a byte of them. Where there is no such array, the
 * document itself is the one element. Linear; reads what a cut-off file still holds.
 */
export function splitJsonCollection(bytes: Uint8Array): JsonCollection {
  const start = skipMark(bytes);
  const first = skipBlank(bytes, start);
  if (bytes[first] === OPEN_BRACKET) return { ...sliceArray(bytes, first), isError: false, hasNextLink: false, context: '' };
  const found = scanTop(bytes, first);
  if (found.valueAt < 0) {
    const whole: JsonItem = { raw: bytes.subarray(first, trimEnd(bytes)), line: 1 };
    if (found.isError) return { items: [], isCutOff: false, isError: true, hasNextLink: false, context: found.context };
    return found.isClosed
      ? { items: [whole], isCutOff: false, isError: false, hasNextLink: found.hasNextLink, context: found.context }
      : { items: [], isCutOff: true, tail: whole, isError: false, hasNextLink: false, context: found.context };
  }
  const sliced = sliceArray(bytes, found.valueAt);
  return { ...sliced, isCutOff: sliced.isCutOff || !found.isClosed, isError: found.isError, hasNextLink: found.hasNextLink, context: found.context };
}

interface TopLevel {
  valueAt: number;
  isClosed: boolean;
  isError: boolean;
  hasNextLink: boolean;
  context: string;
}

/** Walks the top object once and notes where its members of interest stand. */
function scanTop(bytes: Uint8Array, first: number): TopLevel {
  const top: TopLevel = { valueAt: -1, isClosed: false, isError: false, hasNextLink: false, context: '' };
  let at = first + 1;
  while (at < bytes.length) {
    at = skipBlank(bytes, at);
    if (bytes[at] === CLOSE_BRACE) {
      top.isClosed = true;
      return top;
    }
    if (bytes[at] !== QUOTE) {
      at += 1;
      continue;
    }
    const nameEnd = stringEnd(bytes, at);
    const name = text(bytes, at + 1, nameEnd - 1);
    const valueAt = skipBlank(bytes, skipColon(bytes, nameEnd));
    const valueEnd = elementEnd(bytes, valueAt);
    if (name === 'value' && bytes[valueAt] === OPEN_BRACKET) top.valueAt = valueAt;
    else if (name === 'error' && bytes[valueAt] === OPEN_BRACE) top.isError = true;
    else if (name === '@odata.nextLink') top.hasNextLink = true;
    else if (name === '@odata.context') top.context = text(bytes, valueAt + 1, Math.max(valueAt + 1, valueEnd - 1));
    if (valueEnd < 0) return top;
    at = valueEnd;
  }
  return top;
}

function sliceArray(bytes: Uint8Array, arrayAt: number): { items: JsonItem[]; isCutOff: boolean; tail?: JsonItem } {
  const items: JsonItem[] = [];
  let at = arrayAt + 1;
  let line = 1 + countLines(bytes, 0, at);
  while (at < bytes.length) {
    const next = skipBlank(bytes, at);
    line += countLines(bytes, at, next);
    at = next;
    if (bytes[at] === CLOSE_BRACKET) return { items, isCutOff: false };
    if (at >= bytes.length) break;
    if (bytes[at] === 0x2c) {
      at += 1;
      continue;
    }
    const end = elementEnd(bytes, at);
    if (end < 0) return { items, isCutOff: true, tail: { raw: bytes.subarray(at), line } };
    items.push({ raw: bytes.subarray(at, end), line });
    line += countLines(bytes, at, end);
    at = end;
  }
  return { items, isCutOff: true };
}

/** The place after the JSON element that begins at `at`, or -1 where the bytes end inside it. */
function elementEnd(bytes: Uint8Array, at: number): number {
  const opening = bytes[at];
  if (opening === QUOTE) return stringEnd(bytes, at);
  if (opening !== OPEN_BRACE && opening !== OPEN_BRACKET) {
    let end = at;
    while (end < bytes.length && !isDelimiter(bytes[end] as number)) end += 1;
    return end === at ? at + 1 : end;
  }
  let depth = 0;
  for (let index = at; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === QUOTE) {
      const end = stringEnd(bytes, index);
      if (end < 0) return -1;
      index = end - 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}

function stringEnd(bytes: Uint8Array, at: number): number {
  for (let index = at + 1; index < bytes.length; index += 1) {
    if (bytes[index] === BACKSLASH) index += 1;
    else if (bytes[index] === QUOTE) return index + 1;
  }
  return -1;
}

function isDelimiter(byte: number): boolean {
  return byte === 0x2c || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte <= 0x20;
}

function skipMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function skipBlank(bytes: Uint8Array, at: number): number {
  let index = at;
  while (index >= 0 && index < bytes.length && (bytes[index] as number) <= 0x20) index += 1;
  return index < 0 ? bytes.length : index;
}

function skipColon(bytes: Uint8Array, at: number): number {
  const colon = skipBlank(bytes, at);
  return bytes[colon] === 0x3a ? colon + 1 : colon;
}

function trimEnd(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] as number) <= 0x20) end -= 1;
  return end;
}

function countLines(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let index = from; index < to && index < bytes.length; index += 1) if (bytes[index] === NEWLINE) lines += 1;
  return lines;
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, Math.max(from, to)));
}

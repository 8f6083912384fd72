import { bytesAsText, textAsBytes } from '../content-lines/bytes-as-text.ts';
import { utf16Flavour } from '../content-lines/charset.ts';
import { logicalLines } from './logical-lines.ts';

/** A property as an edit sees it. Characters are octets, so that no character set matters and nothing is changed by reading it. */
export interface EditableLine {
  /** In upper case. */
  readonly name: string;
  /** Unfolded, without its line end. */
  readonly text: string;
  /** The components around it, outermost first, in upper case; a BEGIN or END line counts as within its component. */
  readonly path: readonly string[];
}

/** Nothing: the line stays byte for byte. A list: these lines stand in its place, folded anew, or none where it is empty. */
export type LineEdit = (line: EditableLine) => readonly string[] | undefined;

/** A body with some lines edited; all others stay byte for byte. A UTF-16 body becomes UTF-8, as RFC 5545 §3.1.4 wants it. */
export function editLines(raw: Uint8Array, edit: LineEdit): Uint8Array {
  const flavour = utf16Flavour(raw);
  const bytes = flavour === undefined ? raw : new TextEncoder().encode(new TextDecoder(flavour).decode(raw));
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (const { line, from, to } of editableLines(bytes)) {
    const lines = edit(line);
    if (lines === undefined) continue;
    const lineEnd = lineEndOf(bytes, to);
    pieces.push(bytes.subarray(kept, from), textAsBytes(lines.map((text) => fold(text, lineEnd)).join('')));
    kept = to;
  }
  pieces.push(bytes.subarray(kept));
  return joined(pieces);
}

/** The properties of a body in order, with their places. */
export function* editableLines(bytes: Uint8Array): Generator<LineInPlace, void, undefined> {
  const path: string[] = [];
  for (const { from, to } of logicalLines(bytes)) {
    const text = unfolded(bytes, from, to);
    const name = nameOf(text);
    if (name === 'BEGIN' && path.length < DEEPEST) path.push(text.slice(text.indexOf(':') + 1).trim().toUpperCase());
    yield { line: { name, text, path: [...path] }, from, to };
    if (name === 'END') {
      const at = path.lastIndexOf(text.slice(text.indexOf(':') + 1).trim().toUpperCase());
      if (at >= 0) path.length = at;
    }
  }
}

export interface LineInPlace {
  readonly line: EditableLine;
  readonly from: number;
  readonly to: number;
}

const DEEPEST = 64;

function unfolded(bytes: Uint8Array, from: number, to: number): string {
  const text = bytesAsText(bytes.subarray(from, to)).replace(/[\r\n]+$/, '');
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+[ \t]?/g, '') : text;
}

/** The name without a group, which vCard has and some writers put into calendars too. */
function nameOf(text: string): string {
  return /^(?:\u00ef\u00bb\u00bf)?(?:[\w-]+\.)?([\w-]+)[ \t]*[;:]/.exec(text.slice(0, 200))?.[1]?.toUpperCase() ?? '';
}

function lineEndOf(bytes: Uint8Array, to: number): string {
  if (bytes[to - 1] !== 10) return '\r\n';
  return bytes[to - 2] === 13 ? '\r\n' : '\n';
}

/** RFC 5545 §3.1: at most 75 octets a line, and never a break within a character of UTF-8. */
function fold(text: string, lineEnd: string): string {
  if (text.length <= 75) return text + lineEnd;
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + (from === 0 ? 75 : 74));
    while (to < text.length && to > from + 1 && (text.charCodeAt(to) & 0xc0) === 0x80) to--;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces.join(`${lineEnd} `) + lineEnd;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

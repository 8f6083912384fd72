const LF = 10;
const CR = 13;

/** A property with the folded lines that belong to it, its line end included. */
export interface LineSpan {
  readonly from: number;
  readonly to: number;
  /** Number of its first line, from 1. */
  readonly line: number;
}

/** Where the properties of a body stand (RFC 5545 §3.1); blank lines between them are left out. */
export function* logicalLines(bytes: Uint8Array): Generator<LineSpan, void, undefined> {
  let from = -1;
  let to = 0;
  let firstLine = 1;
  let line = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = endOfLine(bytes, at);
    line++;
    const first = bytes[at] ?? 0;
    if (first === LF || first === CR) {
      at = end;
      continue;
    }
    if ((first !== 32 && first !== 9) || from < 0) {
      if (from >= 0) yield { from, to, line: firstLine };
      from = at;
      firstLine = line;
    }
    to = end;
    at = end;
  }
  if (from >= 0) yield { from, to, line: firstLine };
}

/** Where the next line begins; CRLF, LF, CR, and several CR before an LF end one line. */
function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  while (bytes[at] === CR) at++;
  return bytes[at] === LF ? at + 1 : Math.min(at, bytes.length);
}

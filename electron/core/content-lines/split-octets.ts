import { append, find, forget, type ByteWindow } from './byte-window.ts';
import { delimiterOf, isBlankLine } from './delimiter.ts';
import type { ObjectPiece, PieceProblem } from './object-piece.ts';

/** Splits bytes in which a line end is one byte; `final` comes with the last chunk. */
export type OctetSplitter = (chunk: Uint8Array, final: boolean) => readonly ObjectPiece[];

/** A splitter of octets for objects of that name. */
export function createOctetSplitter(objectName: string): OctetSplitter {
  const progress: Progress = {
    objectName, window: { bytes: new Uint8Array(0), length: 0 }, forgotten: 0, at: 0, line: 1, nextLf: 0, nextCr: 0,
    start: -1, startLine: 1, depth: 0, indented: false, lastFrom: 0, lastTo: 0, pieces: [],
  };
  return (chunk, final) => {
    takeChunk(progress, chunk);
    while (takeLine(progress, final)) {
      // Each round takes one line.
    }
    if (final && progress.start >= 0) close(progress, progress.window.length, progress.depth > 0 ? 'file-cut-off' : 'record-unreadable');
    const pieces = progress.pieces;
    progress.pieces = [];
    return pieces;
  };
}

interface Progress {
  readonly objectName: string;
  readonly window: ByteWindow;
  /** How many bytes of the file stood before the window. */
  forgotten: number;
  /** Start of the line at hand, and its number. */
  at: number;
  line: number;
  /** The next line feed and carriage return; the length of the window where there is none in it. */
  nextLf: number;
  nextCr: number;
  /** Start of the object or the junk at hand; -1 between them. */
  start: number;
  startLine: number;
  /** How many objects are open: more than one where a vCard 2.1 AGENT holds a card, none within junk. */
  depth: number;
  indented: boolean;
  /** The last line that was not blank. */
  lastFrom: number;
  lastTo: number;
  pieces: ObjectPiece[];
}

const LF = 10;
const CR = 13;

/** Forgets what is done with, then takes the chunk in. */
function takeChunk(progress: Progress, chunk: Uint8Array): void {
  const { window } = progress;
  const done = progress.start >= 0 ? progress.start : progress.at;
  forget(window, done);
  progress.forgotten += done;
  progress.at -= done;
  if (progress.start >= 0) progress.start = 0;
  progress.lastFrom = Math.max(0, progress.lastFrom - done);
  progress.lastTo = Math.max(0, progress.lastTo - done);
  const searched = window.length;
  append(window, chunk);
  const lf = progress.nextLf - done;
  const cr = progress.nextCr - done;
  progress.nextLf = lf >= searched ? find(window, LF, searched) : lf;
  progress.nextCr = cr >= searched ? find(window, CR, searched) : cr;
}

/** Takes the line at hand, if its end is in sight. */
function takeLine(progress: Progress, final: boolean): boolean {
  const { window, at } = progress;
  if (at >= window.length) return false;
  if (progress.nextLf < at) progress.nextLf = find(window, LF, at);
  if (progress.nextCr < at) progress.nextCr = find(window, CR, at);
  const end = Math.min(progress.nextLf, progress.nextCr);
  // A CR at the end of the window may be half a CRLF.
  if (!final && (end === window.length || (end === progress.nextCr && end + 1 === window.length))) return false;
  const endsInCr = end < window.length && end === progress.nextCr;
  const next = Math.min(window.length, end + (endsInCr && window.bytes[end + 1] === LF && end + 1 < window.length ? 2 : 1));
  judgeLine(progress, end, next);
  // CR CR LF, which text mode makes of CRLF, is one line end and not two.
  if (!(endsInCr && next === end + 1 && window.bytes[next] === CR)) progress.line++;
  progress.at = next;
  return true;
}

function judgeLine(progress: Progress, end: number, next: number): void {
  const { window, at } = progress;
  const found = mayDelimit(window.bytes[at] ?? 0) ? delimiterOf(window.bytes, at, end, progress.objectName) : undefined;
  // Within an object, white space in front makes a line the continuation of the one before (RFC 6350 §3.2).
  const delimiter = found !== undefined && found.indented && progress.depth > 0 && !progress.indented ? undefined : found;
  if (delimiter?.type === 'begin') begin(progress, delimiter.indented);
  else if (delimiter?.nextAt !== undefined) {
    finish(progress, delimiter.nextAt);
    progress.at = delimiter.nextAt;
    judgeLine(progress, end, next);
    return;
  } else if (delimiter?.type === 'end') finish(progress, next);
  else if (progress.start < 0 && !isBlankLine(window.bytes, at, end)) open(progress, 0);
  if (progress.start >= 0 && !isBlankLine(window.bytes, at, end)) {
    progress.lastFrom = at;
    progress.lastTo = end;
  }
}

/** B, E, white space or the first byte of a byte order mark. */
function mayDelimit(byte: number): boolean {
  return byte <= 32 || (byte | 32) === 98 || (byte | 32) === 101 || byte === 0xef;
}

function begin(progress: Progress, indented: boolean): void {
  if (progress.depth > 0 && endsInAgent(progress)) {
    progress.depth++;
    return;
  }
  if (progress.start >= 0) close(progress, progress.at, progress.depth > 0 ? 'record-cut-off' : 'record-unreadable');
  open(progress, 1);
  progress.indented = indented;
}

function finish(progress: Progress, next: number): void {
  if (progress.start < 0) open(progress, 0);
  if (progress.depth > 1) progress.depth--;
  else close(progress, next, progress.depth === 1 ? undefined : 'record-unreadable');
}

function open(progress: Progress, depth: number): void {
  progress.start = progress.at;
  progress.startLine = progress.line;
  progress.depth = depth;
}

function close(progress: Progress, to: number, problem: PieceProblem | undefined): void {
  const raw = progress.window.bytes.slice(progress.start, to);
  const piece = { raw, line: progress.startLine, offset: progress.forgotten + progress.start };
  progress.pieces.push(problem === undefined ? piece : { ...piece, problem });
  progress.start = -1;
  progress.depth = 0;
}

/** vCard 2.1 puts the card of an agent as an object into the value of AGENT, which is then empty on its own line. */
function endsInAgent(progress: Progress): boolean {
  const { window, lastFrom, lastTo } = progress;
  const line = String.fromCharCode(...window.bytes.subarray(lastFrom, Math.min(lastTo, lastFrom + 200)));
  return /^(?:[\w-]+\.)?AGENT\s*(?:;[^:]*)?:\s*$/i.test(line);
}

/** A logical line, folds and soft line breaks removed, and the number of its first physical line. */
export interface LogicalLine {
  readonly line: number;
  readonly text: string;
}

/**
 * The logical lines of a body, blank ones left out (RFC 6350 §3.2, RFC 5545 §3.1). Lines end with LF, CRLF, CR, or several CR.
 * Also joined: soft line breaks of quoted-printable, base64 that goes on without a white space in front, and a line that
 * follows a backslash at the end of the one before, as old phones write. One pass, whatever the body.
 */
export function unfold(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let open: OpenLine | undefined;
  let number = 0;
  let afterBlank = false;
  let cr = text.indexOf('\r');
  let lf = text.indexOf('\n');
  let colon = text.indexOf(':');
  for (let from = 0; from < text.length; ) {
    number++;
    if (lf >= 0 && lf < from) lf = text.indexOf('\n', from);
    if (cr >= 0 && cr < from) cr = text.indexOf('\r', from);
    if (colon >= 0 && colon < from) colon = text.indexOf(':', from);
    let end = lf < 0 ? text.length : lf;
    let next = end + 1;
    if (cr >= 0 && cr < end) {
      end = cr;
      next = endOfLineBreak(text, cr);
    }
    if (end === from) {
      afterBlank = true;
      if (open !== undefined) open.soft = false;
    } else {
      if (open === undefined || !goesOn(open, text, from, end, !afterBlank && (colon < 0 || colon >= end))) {
        if (open !== undefined) lines.push({ line: open.line, text: textOf(open) });
        open = { line: number, last: '', pieces: undefined, quotedPrintable: undefined, base64: undefined, soft: false };
        take(open, text.slice(from, end));
      }
      afterBlank = false;
    }
    from = next;
  }
  if (open !== undefined) lines.push({ line: open.line, text: textOf(open) });
  return lines;
}

interface OpenLine {
  readonly line: number;
  /** The piece read last; the ones before it wait in `pieces`, so that a picture of many folds costs one join. */
  last: string;
  pieces: string[] | undefined;
  /** What the encoding is, once it has been asked for. */
  quotedPrintable: boolean | undefined;
  base64: boolean | undefined;
  /** True: the last piece ended in a soft line break, so the next physical line belongs to it as it stands. */
  soft: boolean;
}

const TAB = 9;
const SPACE = 32;
const EQUALS = 61;
const BACKSLASH = 92;

function endOfLineBreak(text: string, cr: number): number {
  let at = cr;
  while (text.charCodeAt(at) === 13) at++;
  return text.charCodeAt(at) === 10 ? at + 1 : at;
}

/** Takes a physical line into the open one, if it belongs to it; `isBare`: no colon is in it and no blank line before it. */
function goesOn(open: OpenLine, text: string, from: number, end: number, isBare: boolean): boolean {
  const first = text.charCodeAt(from);
  if (open.soft) {
    if (isDelimiter(text, from)) return false;
    take(open, text.slice(from, end));
  } else if (first === SPACE || first === TAB) {
    take(open, text.slice(from + 1, end));
  } else {
    // Any line of a well-formed body ends here: it has a colon, and before it nothing but a name and parameters.
    if (!isBare) return false;
    const piece = text.slice(from, end);
    if (endsInLoneBackslash(open.last)) take(open, `n${piece}`);
    else if (/^[A-Za-z0-9+/=]+[ \t]*$/.test(piece) && isBase64(open)) take(open, piece);
    else return false;
  }
  return true;
}

function take(open: OpenLine, piece: string): void {
  if (open.pieces !== undefined) open.pieces.push(open.last);
  else if (open.last !== '') open.pieces = [open.last];
  open.soft = piece.charCodeAt(piece.length - 1) === EQUALS && isQuotedPrintable(open, piece);
  open.last = open.soft ? piece.slice(0, -1) : piece;
}

function textOf(open: OpenLine): string {
  if (open.pieces === undefined) return open.last;
  open.pieces.push(open.last);
  return open.pieces.join('');
}

function isQuotedPrintable(open: OpenLine, piece: string): boolean {
  open.quotedPrintable ??= /^[^:]*quoted-printable/i.test(open.pieces?.[0] ?? piece);
  return open.quotedPrintable;
}

function isBase64(open: OpenLine): boolean {
  open.base64 ??= /^[^:]*(?:base64|;encoding=b[;:])/i.test(open.pieces?.[0] ?? open.last);
  return open.base64;
}

function isDelimiter(text: string, from: number): boolean {
  return /^(?:BEGIN|END):/i.test(text.slice(from, from + 6));
}

function endsInLoneBackslash(text: string): boolean {
  let count = 0;
  for (let at = text.length - 1; at >= 0 && text.charCodeAt(at) === BACKSLASH; at--) count++;
  return count % 2 === 1;
}

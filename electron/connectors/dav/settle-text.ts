/**
 * The bytes of an item from its text in an answer. XML may have lost a CR before an LF, and a server may add or drop the last line end;
 * the length that the server gives for the stored item tells which form is right. Undefined where none is: the text was converted or cut.
 * Without a length the text counts as it is, with the line ends that RFC 6350 and RFC 5545 prescribe where it has no CR at all.
 */
export function settleText(text: string, length: number | undefined): Buffer | undefined {
  const asSent = Buffer.from(text, 'utf8');
  if (length === undefined) return text.includes('\r') ? asSent : Buffer.from(withCrlf(text), 'utf8');
  if (asSent.length === length) return asSent;
  const crlf = withCrlf(text);
  const candidates = [crlf, `${crlf}\r\n`, `${text}\n`, crlf.replace(/\r\n$/, ''), text.replace(/\n$/, '')];
  for (const candidate of candidates) {
    if (Buffer.byteLength(candidate) === length) return Buffer.from(candidate, 'utf8');
  }
  return undefined;
}

function withCrlf(text: string): string {
  return text.replaceAll(/\r?\n/g, '\r\n');
}

/**
 * The bytes of an item from its text in an answer. XML may have lost the CR before each LF, and a server may add or drop the last line end;
 * the length that the server gives for the stored item tells which form is right. Undefined where none is: the text was converted or cut.
 * Forms that differ by one byte are not tried: a lost control character would pass for a line end. Without a length the text counts as it
 * is, with the line ends that RFC 6350 and RFC 5545 prescribe where it has no CR at all.
 */
export function settleText(text: string, length: number | undefined): Buffer | undefined {
  const asSent = Buffer.from(text, 'utf8');
  const crlf = text.includes('\r') ? text : text.replaceAll('\n', '\r\n');
  if (length === undefined) return Buffer.from(crlf, 'utf8');
  if (asSent.length === length) return asSent;
  // A byte that was no UTF-8 has become three: every length that fits now fits by chance.
  if (text.includes('\uFFFD')) return undefined;
  const otherEnd = crlf.endsWith('\r\n') ? crlf.slice(0, -2) : `${crlf}\r\n`;
  const fitting = [crlf, otherEnd].find((form) => Buffer.byteLength(form) === length);
  return fitting === undefined ? undefined : Buffer.from(fitting, 'utf8');
}

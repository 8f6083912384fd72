/** Text as a value (RFC 6350 §3.4, RFC 5545 §3.3.11). */
export function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r?\n/g, '\\n');
}

/** A value as text again. */
export function unescapeText(value: string): string {
  return value.replaceAll(/\\(.)/gs, (_, escaped: string) => (escaped === 'n' || escaped === 'N' ? '\n' : escaped));
}

/** One component with its content lines, each ended by CRLF and folded at 75 octets, never inside a character (RFC 6350 §3.2). */
export function writeComponent(name: string, lines: readonly string[]): string {
  return writeLines([`BEGIN:${name}`, ...lines, `END:${name}`]);
}

/** Content lines, folded, with CRLF behind each. */
export function writeLines(lines: readonly string[]): string {
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

/** Content lines as they were before folding, without empty ones. */
export function unfoldLines(text: string): readonly string[] {
  return text
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '');
}

function foldLine(line: string): string {
  if (Buffer.byteLength(line, 'utf8') <= 75) return line;
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character, 'utf8');
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

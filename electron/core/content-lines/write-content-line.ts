/** A parameter to be written; values are quoted and escaped as needed. */
export interface WrittenParameter {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * One content line with its CRLF, folded at 75 octets and never within a character (RFC 6350 §3.2, RFC 5545 §3.1).
 * `value` is written as it is: escape it before.
 */
export function writeContentLine(name: string, params: readonly WrittenParameter[], value: string): string {
  const parts = params.map((param) => `;${param.name}=${param.values.map(writeParameterValue).join(',')}`);
  // Whatever is still a line break here would end the property, so none is let through.
  return fold(`${name}${parts.join('')}:${value.replace(/\r\n?|\n/g, '\\n')}`);
}

/** RFC 6868 §3.2, and quotes where a separator stands in the value. */
function writeParameterValue(value: string): string {
  const escaped = value.replace(/\r\n?|["^\n]/g, (found) => (found === '"' ? "^'" : found === '^' ? '^^' : '^n'));
  return /[,;:]/.test(escaped) ? `"${escaped}"` : escaped;
}

/** The line in pieces of at most 75 octets of UTF-8, each but the first after a space, and CRLF behind each. */
function fold(line: string): string {
  const pieces: string[] = [];
  let from = 0;
  let octets = 0;
  for (let at = 0; at < line.length; ) {
    const point = line.codePointAt(at) ?? 0;
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      pieces.push(line.slice(from, at));
      from = at;
      octets = 1;
    }
    octets += size;
    at += point < 0x10000 ? 1 : 2;
  }
  pieces.push(line.slice(from));
  return `${pieces.join('\r\n ')}\r\n`;
}

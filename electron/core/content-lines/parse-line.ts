import type { ContentLine, Parameter } from './content-line.ts';

const QUOTE = 34;
const COMMA = 44;
const DOT = 46;
const COLON = 58;
const SEMICOLON = 59;
const EQUALS = 61;

/**
 * A logical line as name, parameters and value, its transfer encoding not yet undone. A line that does not begin with a name and
 * have a colon keeps its whole text as value under an empty name. Each character is looked at a bounded number of times.
 */
export function parseLine(text: string, line: number): ContentLine {
  let at = 0;
  let dot = -1;
  let unit = text.charCodeAt(0);
  while (unit !== COLON && unit !== SEMICOLON) {
    if (unit === DOT && dot < 0) dot = at;
    else if (!isNameUnit(unit)) return nameless(text, line);
    unit = text.charCodeAt(++at);
  }
  const group = dot < 0 ? '' : text.slice(0, dot);
  const name = upperName(text.slice(dot + 1, at).trim());
  if (name === '' || /\s/.test(name)) return nameless(text, line);
  if (unit === COLON) return { line, group, name, params: NO_PARAMETERS, value: text.slice(at + 1) };
  const params: Parameter[] = [];
  const end = readParameters(text, at, params);
  return end < 0 ? nameless(text, line) : { line, group, name, params, value: text.slice(end + 1) };
}

const NO_PARAMETERS: readonly Parameter[] = [];

function nameless(text: string, line: number): ContentLine {
  return { line, group: '', name: '', params: NO_PARAMETERS, value: text };
}

/** Letters, digits, hyphen, underscore; and blanks, which old phones put around names. NaN, the end of the text, is none. */
function isNameUnit(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 45 && unit <= 57 && unit !== 47) || unit === 95 || unit === 32 || unit === 9;
}

/** Reads parameters from the semicolon at `from` up to the colon, whose place it answers; -1 where there is none. */
function readParameters(text: string, from: number, params: Parameter[]): number {
  let at = from;
  while (text.charCodeAt(at) === SEMICOLON) {
    const start = ++at;
    let unit = text.charCodeAt(at);
    while (unit !== EQUALS && unit !== SEMICOLON && unit !== COLON && at < text.length) unit = text.charCodeAt(++at);
    if (unit === EQUALS) {
      const values: string[] = [];
      const name = upperName(text.slice(start, at).trim());
      at = readValues(text, at, values);
      params.push({ name, values });
    } else if (at > start) {
      const bare = text.slice(start, at).trim();
      if (bare !== '') params.push({ name: nameOfBare(bare), values: bare.includes(',') ? bare.split(',') : [bare] });
    }
  }
  return at < text.length ? at : -1;
}

/** Reads the values after the equals sign at `from`; answers the place of the semicolon or colon behind them. */
function readValues(text: string, from: number, values: string[]): number {
  let at = from;
  do {
    const start = ++at;
    const quoteEnd = text.charCodeAt(start) === QUOTE ? text.indexOf('"', start + 1) : -1;
    if (quoteEnd >= 0) at = quoteEnd + 1;
    let unit = text.charCodeAt(at);
    while (unit !== COMMA && unit !== SEMICOLON && unit !== COLON && at < text.length) unit = text.charCodeAt(++at);
    const written = quoteEnd < 0 ? text.slice(start, at) : text.slice(start + 1, quoteEnd) + text.slice(quoteEnd + 1, at);
    values.push(written.includes('^') ? undoCircumflex(written) : written);
  } while (text.charCodeAt(at) === COMMA);
  return at;
}

/** RFC 6868 §3.1: `^n`, `^'` and `^^`; a circumflex before anything else stays. */
function undoCircumflex(text: string): string {
  return text.replace(/\^[n'^]/g, (found) => (found === '^n' ? '\n' : found === "^'" ? '"' : '^'));
}

/** vCard 2.1 lets the name of a parameter away where the value tells it. */
function nameOfBare(bare: string): string {
  const upper = bare.toUpperCase();
  if (upper === 'QUOTED-PRINTABLE' || upper === 'BASE64' || upper === '8BIT' || upper === '7BIT' || upper === 'B') return 'ENCODING';
  if (upper === 'INLINE' || upper === 'CONTENT-ID' || upper === 'CID') return 'VALUE';
  return upper.startsWith('UTF-8') ? 'CHARSET' : 'TYPE';
}

const upperNames = new Map<string, string>();

/** Names come again and again, so their upper case is kept. */
function upperName(name: string): string {
  const known = upperNames.get(name);
  if (known !== undefined) return known;
  const upper = name.toUpperCase();
  if (upperNames.size < 1000 && name.length < 64) upperNames.set(name, upper);
  return upper;
}

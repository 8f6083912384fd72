/** Where a value stands in a JSON text: from its first character to behind its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The source of each element of the list under a name of the object that begins at `from`, as it stands in the text. The text must have been
 * parsed before: what is no JSON is not found out here.
 */
export function sourcesIn(text: string, name: string, from = 0): readonly Span[] {
  const list = memberIn(text, name, from);
  if (list === undefined || text[list.from] !== '[') return [];
  const spans: Span[] = [];
  for (let at = skipBlanks(text, list.from + 1); at < list.to - 1 && text[at] !== ']'; ) {
    const to = endOfValue(text, at);
    spans.push({ from: at, to });
    at = skipBlanks(text, to);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return spans;
}

/** Where the value under a name stands in the object that begins at `from`; undefined where it has none. The last one counts, as it does for a parser. */
export function memberIn(text: string, name: string, from = 0): Span | undefined {
  let at = skipBlanks(text, from);
  if (text[at] !== '{') return undefined;
  at = skipBlanks(text, at + 1);
  let found: Span | undefined;
  while (at < text.length && text[at] === '"') {
    const keyEnd = endOfText(text, at);
    const isIt = JSON.parse(text.slice(at, keyEnd)) === name;
    const value = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    const to = endOfValue(text, value);
    if (isIt) found = { from: value, to };
    at = skipBlanks(text, to);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return found;
}

/** The source of an object with more members at its end, its own text untouched. */
export function withMembers(source: string, members: Readonly<Record<string, string>>): string {
  const added = Object.entries(members).map(([name, value]) => `${JSON.stringify(name)}:${value}`);
  if (added.length === 0) return source;
  const end = source.lastIndexOf('}');
  const isEmpty = /^\s*\{\s*$/.test(source.slice(0, end));
  return `${source.slice(0, end)}${isEmpty ? '' : ','}${added.join(',')}}`;
}

function endOfValue(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return endOfText(text, from);
  if (first !== '{' && first !== '[') {
    let at = from;
    while (at < text.length && !',]} \n\r\t'.includes(text[at] ?? '')) at += 1;
    return at;
  }
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfText(text, at) - 1;
    else if (unit === OPEN_OBJECT || unit === OPEN_LIST) depth += 1;
    else if (unit === CLOSE_OBJECT || unit === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** Behind the closing quote: the first quote with an even number of backslashes before it. */
function endOfText(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \n\r\t'.includes(text[at] ?? '')) at += 1;
  return at;
}

const QUOTE = 34;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

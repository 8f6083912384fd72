/** One way of signing in that a server offers (RFC 9110 §11.6.1). */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

const TOKEN = String.raw`[!#$%&'*+\-.^_\x60|~0-9A-Za-z]+`;
const PARAMETER = new RegExp(String.raw`^\s*(${TOKEN})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|(${TOKEN}))\s*(?:,|$)`);
const SCHEME = new RegExp(String.raw`^[\s,]*(${TOKEN})(?=\s|,|$)`);
const TOKEN68 = /^\s*[A-Za-z0-9\-._~+/]+=*\s*(?:,|$)/;

/** The challenges of WWW-Authenticate lines, each of which may hold several; what can't be read is left out. */
export function parseChallenges(lines: readonly string[]): readonly Challenge[] {
  return lines.flatMap(parseLine);
}

function parseLine(line: string): Challenge[] {
  const found: Challenge[] = [];
  let rest = line;
  for (;;) {
    const scheme = SCHEME.exec(rest);
    if (scheme === null) return found;
    rest = rest.slice(scheme[0].length);
    const parameters: Record<string, string> = {};
    let parameter = PARAMETER.exec(rest);
    if (parameter === null && TOKEN68.test(rest) && !SCHEME.test(rest.replace(TOKEN68, ''))) rest = rest.replace(TOKEN68, '');
    while (parameter !== null) {
      const [whole, name = '', quoted, bare] = parameter;
      parameters[name.toLowerCase()] = quoted === undefined ? (bare ?? '') : quoted.replaceAll(/\\(.)/g, '$1');
      rest = rest.slice(whole.length);
      parameter = PARAMETER.exec(rest);
    }
    found.push({ scheme: (scheme[1] ?? '').toLowerCase(), parameters });
  }
}

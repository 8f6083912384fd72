/** Where two texts say the same, whatever the order, folding and case in which they say it. This is the tests' own reading, on purpose. */
export function contentOf(text: string): readonly string[] {
  const lines = text
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const stack: string[][] = [[]];
  const names: string[] = [];
  for (const line of lines) {
    const [, mark, name = ''] = /^(BEGIN|END):(.*)$/i.exec(line) ?? [];
    if (mark?.toUpperCase() === 'BEGIN') {
      stack.push([]);
      names.push(name.toUpperCase());
    } else if (mark?.toUpperCase() === 'END') {
      const inner = stack.pop() ?? [];
      stack.at(-1)?.push(`${names.pop() ?? '?'} { ${inner.sort().join(' | ')} }`);
    } else {
      const property = propertyOf(line);
      if (property !== null) stack.at(-1)?.push(property);
    }
  }
  return stack.flat().sort();
}

/** Written by the program that stored the text, not by the person whose it is. */
const OF_PROGRAMS: ReadonlySet<string> = new Set(['REV', 'PRODID']);

function propertyOf(line: string): string | null {
  const colon = outsideQuotes(line, ':')[0] ?? line.length;
  const head = line.slice(0, colon);
  const cuts = [-1, ...outsideQuotes(head, ';'), head.length];
  const [name = '', ...parameters] = cuts.slice(1).map((cut, index) => head.slice((cuts[index] ?? 0) + 1, cut));
  if (OF_PROGRAMS.has(name.toUpperCase())) return null;
  return [name.toUpperCase(), ...new Set(parameters.flatMap(parameterOf).sort())].join(';') + line.slice(colon);
}

function parameterOf(text: string): readonly string[] {
  const [name = '', value = ''] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
  const values = value.replaceAll('"', '').split(',');
  // A list of types is the same as one after the other, in any case (RFC 2426 §4, RFC 6350 §5.6).
  if (name.toUpperCase() === 'TYPE') return values.map((one) => `TYPE=${one.toLowerCase()}`);
  return [`${name.toUpperCase()}=${values.join(',')}`];
}

function outsideQuotes(text: string, character: string): readonly number[] {
  const found: number[] = [];
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '"') isQuoted = !isQuoted;
    else if (text[index] === character && !isQuoted) found.push(index);
  }
  return found;
}

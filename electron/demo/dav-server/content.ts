/** One content line (RFC 6350 §3.3, RFC 5545 §3.1): names in upper case, parameter values unquoted. */
export interface ContentLine {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  readonly value: string;
}

/** What stands between BEGIN and END. */
export interface ContentComponent {
  readonly name: string;
  readonly lines: readonly ContentLine[];
  readonly children: readonly ContentComponent[];
}

interface OpenComponent {
  name: string;
  lines: ContentLine[];
  children: ContentComponent[];
}

/** The components of a vCard or iCalendar text; null where BEGIN and END do not match or something stands outside them. */
export function readComponents(text: string): readonly ContentComponent[] | null {
  const done: ContentComponent[] = [];
  const open: OpenComponent[] = [];
  for (const raw of text.replace(/\r?\n[ \t]/g, '').split(/\r\n|\n|\r/)) {
    if (raw.trim() === '') continue;
    const line = readLine(raw);
    if (line === null) return null;
    if (line.name === 'BEGIN') {
      open.push({ name: line.value.trim().toUpperCase(), lines: [], children: [] });
      continue;
    }
    const current = open.at(-1);
    if (current === undefined) return null;
    if (line.name !== 'END') {
      current.lines.push(line);
      continue;
    }
    if (line.value.trim().toUpperCase() !== current.name) return null;
    open.pop();
    (open.at(-1)?.children ?? done).push(current);
  }
  return open.length === 0 ? done : null;
}

/** The first line of this name. */
export function firstLine(component: ContentComponent, name: string): ContentLine | undefined {
  return component.lines.find((line) => line.name === name);
}

function readLine(raw: string): ContentLine | null {
  const head = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)/.exec(raw);
  const name = head?.[1];
  if (head === null || name === undefined) return null;
  const parameters = new Map<string, readonly string[]>();
  let rest = raw.slice(head[0].length);
  while (rest.startsWith(';')) {
    const parameter = /^;([A-Za-z0-9-]+)(?:=((?:"[^"]*"|[^";:])*))?/.exec(rest);
    if (parameter === null) return null;
    const key = (parameter[1] ?? '').toUpperCase();
    // vCard 2.1 and 3.0 writers leave the name of TYPE out.
    const [realKey, value] = parameter[2] === undefined ? ['TYPE', parameter[1] ?? ''] : [key, parameter[2]];
    parameters.set(realKey, [...(parameters.get(realKey) ?? []), ...splitValues(value)]);
    rest = rest.slice(parameter[0].length);
  }
  if (!rest.startsWith(':')) return null;
  return { name: name.toUpperCase(), parameters, value: rest.slice(1) };
}

function splitValues(text: string): readonly string[] {
  return (text.match(/"[^"]*"|[^",]+/g) ?? []).map((value) => value.replaceAll('"', ''));
}

import { diffParts } from '../../words/text-diff.ts';

/** Lines of two bodies beside each other; a run of equal lines beyond its edges is folded. */
export type RawLine =
  | { readonly type: 'equal'; readonly text: string }
  | { readonly type: 'changed'; readonly before?: string; readonly after?: string }
  | { readonly type: 'folded'; readonly lines: readonly string[] };

const CONTEXT = 2;

/** Both bodies line by line, as far as `longest` lines each. */
export function rawLines(before: string | undefined, after: string | undefined, longest: number): RawLine[] {
  const lines: RawLine[] = [];
  const stretches = diffParts(linesOf(before, longest), linesOf(after, longest));
  let index = 0;
  while (index < stretches.length) {
    const stretch = stretches[index];
    const next = stretches[index + 1];
    if (stretch === undefined) break;
    if (stretch.side === 'both') {
      lines.push(...fold(stretch.parts, index === 0, index === stretches.length - 1));
    } else if (next !== undefined && next.side !== 'both' && next.side !== stretch.side) {
      const [removed, added] = stretch.side === 'before' ? [stretch.parts, next.parts] : [next.parts, stretch.parts];
      lines.push(...pair(removed, added));
      index += 1;
    } else {
      lines.push(...stretch.parts.map((text): RawLine => ({ type: 'changed', [stretch.side === 'before' ? 'before' : 'after']: text })));
    }
    index += 1;
  }
  return lines;
}

function linesOf(text: string | undefined, longest: number): string[] {
  if (text === undefined) return [];
  const lines = text.split(/\r\n|\r|\n/, longest + 1);
  if (lines.at(-1) === '') lines.pop();
  return lines.slice(0, longest);
}

function pair(removed: readonly string[], added: readonly string[]): RawLine[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index): RawLine => {
    const before = removed[index];
    const after = added[index];
    return { type: 'changed', ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  });
}

function fold(equal: readonly string[], isFirst: boolean, isLast: boolean): RawLine[] {
  const head = isFirst ? 0 : CONTEXT;
  const tail = isLast ? 0 : CONTEXT;
  if (equal.length <= head + tail + 1) return equal.map((text) => ({ type: 'equal', text }));
  const line = (text: string): RawLine => ({ type: 'equal', text });
  return [...equal.slice(0, head).map(line), { type: 'folded', lines: equal.slice(head, equal.length - tail) }, ...equal.slice(equal.length - tail).map(line)];
}

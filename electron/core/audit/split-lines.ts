import type { Piece, Splitter } from './pieces.ts';

/** Web servers refuse requests that are nearly as long. */
const LONGEST_LINE = 65_536;

/** Parts text into its lines, blank ones left out. */
export function splitLines(): Splitter<string> {
  let [held, line, isDiscarding] = ['', 1, false];

  function* take(isLast: boolean): Generator<Piece<string>> {
    const parts = held.split(/\r\n|\r(?!$)|\n/);
    const rest = isLast ? '' : (parts.pop() ?? '');
    for (const [index, part] of parts.entries()) {
      const text = part.endsWith('\r') ? part.slice(0, -1) : part;
      if (isDiscarding) isDiscarding = false;
      else if (text.length > LONGEST_LINE) yield { line, problem: 'audit-row-too-large' };
      else if (text.trim() !== '') yield { line, content: text, ...(isLast && index === parts.length - 1 ? { isUnended: true } : {}) };
      line += 1;
    }
    held = rest;
    if (held.length > LONGEST_LINE) {
      if (!isDiscarding) yield { line, problem: 'audit-row-too-large' };
      isDiscarding = true;
      held = '';
    }
  }

  return {
    *push(text) {
      held += text;
      yield* take(false);
    },
    *end() {
      yield* take(true);
    },
  };
}

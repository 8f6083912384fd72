import { AppError } from '../../../shared/errors.ts';
import type { ContentLine } from '../content-lines/content-line.ts';

/** Real calendars nest four deep at most (VCALENDAR, VEVENT, VALARM, one more of some vendor). */
const DEEPEST = 16;

/** A component with what stands in it, in the order of the body (RFC 5545 §3.6). */
export interface Component {
  /** In upper case; empty for the body itself. */
  readonly name: string;
  /** Number of its BEGIN line within the body. */
  readonly line: number;
  readonly lines: readonly ContentLine[];
  readonly children: readonly Component[];
  /** False: its END is missing. */
  readonly closed: boolean;
}

interface OpenComponent {
  readonly name: string;
  readonly line: number;
  readonly lines: ContentLine[];
  readonly children: Component[];
}

/**
 * The tree of a body's components under a nameless root. A missing END closes at the END of what is around it, an END of nothing
 * open is passed over; nesting deeper than any calendar's is refused, so that no body can exhaust the stack.
 */
export function componentTree(lines: readonly ContentLine[]): Component {
  const root: OpenComponent = { name: '', line: 1, lines: [], children: [] };
  const open: OpenComponent[] = [root];
  for (const line of lines) {
    const current = open[open.length - 1] ?? root;
    if (line.name === 'BEGIN') {
      if (open.length > DEEPEST) throw new AppError('record-unreadable', { context: { line: line.line, depth: open.length } });
      open.push({ name: line.value.trim().toUpperCase(), line: line.line, lines: [], children: [] });
    } else if (line.name === 'END') {
      closeUpTo(open, line.value.trim().toUpperCase());
    } else current.lines.push(line);
  }
  while (open.length > 1) closeLast(open, false);
  return { ...root, closed: true };
}

function closeUpTo(open: OpenComponent[], name: string): void {
  const at = open.findLastIndex((component) => component.name === name);
  if (at < 1) return;
  while (open.length > at + 1) closeLast(open, false);
  closeLast(open, true);
}

function closeLast(open: OpenComponent[], closed: boolean): void {
  const component = open.pop();
  const parent = open[open.length - 1];
  if (component !== undefined && parent !== undefined) parent.children.push({ ...component, closed });
}

/** The first property of that name in a component itself. */
export function propertyOf(component: Component, name: string): ContentLine | undefined {
  return component.lines.find((line) => line.name === name);
}

/** The value of that property without white space around it; undefined where it is absent or empty. */
export function valueOf(component: Component, name: string): string | undefined {
  const value = propertyOf(component, name)?.value.trim();
  return value === '' ? undefined : value;
}

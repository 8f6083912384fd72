import type { Trace } from '../../../shared/records.ts';
import type { ContentLine } from '../content-lines/content-line.ts';
import { unescapeText } from '../content-lines/escape.ts';
import { membersOf } from './line-text.ts';

/** The marks that programs left in a card: PRODID, every X- property and parameter, categories, and links into Outlook. Sorted, each once. */
export function vcardTraces(lines: readonly ContentLine[]): Trace[] {
  const traces: Trace[] = [];
  for (const line of lines) {
    const { name } = line;
    if (name === 'PRODID' || name.startsWith('X-') || name.startsWith('VND-')) addTrace(traces, name, line.value);
    else if (name === 'CATEGORIES') for (const category of membersOf(line)) addTrace(traces, 'category', category);
    // What Outlook for iOS exports names the mailbox item it came from.
    else if (name === 'URL' && /^ms-outlook/i.test(line.value)) addTrace(traces, name, line.value, LONGEST_LINK);
    for (const param of line.params) if (param.name.startsWith('X-')) addTrace(traces, param.name, param.values.join(','));
  }
  return traces.length > 1 ? sortedOnce(traces) : traces;
}

const LONGEST_VALUE = 200;
// An item's id takes most of it, and what tells one export from the next stands at its end.
const LONGEST_LINK = 1000;

function addTrace(traces: Trace[], name: string, value: string, longest = LONGEST_VALUE): void {
  // Twice the limit is enough before escapes are undone, and spares a picture's megabytes.
  const text = unescapeText(value.slice(0, 2 * longest)).slice(0, longest);
  traces.push({ namespace: 'vcard', name, value: text });
}

function sortedOnce(traces: Trace[]): Trace[] {
  traces.sort((one, other) => (one.name === other.name ? compare(one.value, other.value) : compare(one.name, other.name)));
  return traces.filter((trace, at) => at === 0 || trace.name !== traces[at - 1]?.name || trace.value !== traces[at - 1]?.value);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

import type { Attendee, Bag, Item } from './item.ts';
import { textOf } from './item.ts';
import { PROP } from './known-properties.ts';
import { daysOf } from './recurrence.ts';

/** One occurrence of a series, or a single event, with the properties that it has. */
export interface Occurrence {
  readonly item: Item;
  /** When the series has it; null for a single event. */
  readonly originalStart: string | null;
  readonly isException: boolean;
  readonly bag: Bag;
  readonly attendees: readonly Attendee[];
}

/** What of an item lies in [from, to): the event itself, or the occurrences of a series, changed ones where they were moved to. */
export function occurrencesIn(item: Item, from: string, to: string): readonly Occurrence[] {
  if (item.recurrence === null) return overlaps(item.bag, from, to) ? [{ item, originalStart: null, isException: false, bag: item.bag, attendees: item.attendees }] : [];
  return [...allOccurrences(item, to)].filter((one) => overlaps(one.bag, from, to));
}

/** One occurrence by the start that the series gives it; undefined where there is none or it was taken out. */
export function occurrenceAt(item: Item, originalStart: string): Occurrence | undefined {
  for (const one of allOccurrences(item, isoOf(Date.parse(originalStart) + 86_400_000))) if (one.originalStart === originalStart) return one;
  return undefined;
}

/** The starts that a series gives its occurrences, those taken out included, for ever where it has no end. */
export function* startsOf(item: Item): Generator<string> {
  if (item.recurrence === null) return;
  const time = textOf(item.bag, PROP.start).slice(10);
  for (const day of daysOf(item.recurrence, '9999-12-31')) yield `${day}${time}`;
}

/** ISO 8601 in UTC to the second, as every time in a mailbox is kept. */
export function isoOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function* allOccurrences(item: Item, until: string): Generator<Occurrence> {
  if (item.recurrence === null) return;
  const start = textOf(item.bag, PROP.start);
  const length = Date.parse(textOf(item.bag, PROP.end)) - Date.parse(start);
  const exceptions = new Map(item.exceptions.map((one) => [one.originalStart, one]));
  const cancelled = new Set(item.cancelled);
  // An occurrence may have been moved into the span from a day after it.
  const farthest = item.exceptions.reduce((latest, one) => (one.originalStart > latest ? one.originalStart : latest), until);
  for (const day of daysOf(item.recurrence, farthest)) {
    const originalStart = `${day}${start.slice(10)}`;
    if (cancelled.has(originalStart)) continue;
    const exception = exceptions.get(originalStart);
    const bag = new Map(item.bag);
    bag.set(PROP.start, originalStart);
    bag.set(PROP.end, isoOf(Date.parse(originalStart) + length));
    for (const [key, value] of exception?.bag ?? []) bag.set(key, value);
    yield { item, originalStart, isException: exception !== undefined, bag, attendees: exception?.attendees ?? item.attendees };
  }
}

function overlaps(bag: Bag, from: string, to: string): boolean {
  const [start, end] = [Date.parse(textOf(bag, PROP.start)), Date.parse(textOf(bag, PROP.end))];
  return start < Date.parse(to) && (end > Date.parse(from) || (start === end && start >= Date.parse(from)));
}

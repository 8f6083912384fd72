import type { ContentLine } from './content-line.ts';

/** How a property that was sent differs from what a server holds. */
export interface PropertyDifference {
  /** Its name in upper case. */
  readonly property: string;
  /** `added` is no loss: servers add UID, REV and properties of their own. */
  readonly kind: 'lost' | 'changed' | 'added' | 'parameters';
}

/** What a line says, free of how it is written: two lines with equal meanings say the same. */
export interface Meaning {
  readonly property: string;
  readonly value: string;
  /** Equal for equal parameters whatever their order. */
  readonly parameters: string;
}

/** What the lines of a format mean: one meaning a line, several for a list, none for what is not compared. */
export type MeaningsOf = (line: ContentLine) => readonly Meaning[];

/**
 * What of `sent` is not in `held`, whatever the order of the lines: each property's values are paired, equal ones first, then those
 * that differ in parameters alone, then the rest. Sorted by property. No lines differ from no lines in nothing.
 */
export function compareLines(sent: readonly ContentLine[], held: readonly ContentLine[], meaningsOf: MeaningsOf): readonly PropertyDifference[] {
  const sentByName = byProperty(sent, meaningsOf);
  const heldByName = byProperty(held, meaningsOf);
  const names = [...new Set([...sentByName.keys(), ...heldByName.keys()])].sort();
  return names.flatMap((property) => differencesOf(property, sentByName.get(property) ?? [], heldByName.get(property) ?? []));
}

function byProperty(lines: readonly ContentLine[], meaningsOf: MeaningsOf): Map<string, Meaning[]> {
  const found = new Map<string, Meaning[]>();
  for (const line of lines) {
    for (const meaning of meaningsOf(line)) {
      const known = found.get(meaning.property);
      if (known === undefined) found.set(meaning.property, [meaning]);
      else known.push(meaning);
    }
  }
  return found;
}

function differencesOf(property: string, sent: readonly Meaning[], held: readonly Meaning[]): readonly PropertyDifference[] {
  const exact = pairOff(sent, held, (meaning) => JSON.stringify([meaning.value, meaning.parameters]));
  const byValue = pairOff(exact.sent, exact.held, (meaning) => meaning.value);
  const changed = Math.min(byValue.sent.length, byValue.held.length);
  return [
    ...repeated({ property, kind: 'parameters' }, byValue.pairs),
    ...repeated({ property, kind: 'changed' }, changed),
    ...repeated({ property, kind: 'lost' }, byValue.sent.length - changed),
    ...repeated({ property, kind: 'added' }, byValue.held.length - changed),
  ];
}

/** Takes out of both sides, one for one, what is equal under `key`. */
function pairOff(sent: readonly Meaning[], held: readonly Meaning[], key: (meaning: Meaning) => string): { readonly sent: Meaning[]; readonly held: Meaning[]; readonly pairs: number } {
  const waiting = new Map<string, Meaning[]>();
  for (const meaning of held) {
    const same = waiting.get(key(meaning));
    if (same === undefined) waiting.set(key(meaning), [meaning]);
    else same.push(meaning);
  }
  const left = sent.filter((meaning) => waiting.get(key(meaning))?.pop() === undefined);
  return { sent: left, held: [...waiting.values()].flat(), pairs: sent.length - left.length };
}

function repeated(difference: PropertyDifference, times: number): readonly PropertyDifference[] {
  return Array.from({ length: times }, () => difference);
}

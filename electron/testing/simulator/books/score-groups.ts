/** How well groups name the pairs that are one person's. */
export interface PairScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

interface ScoredGroup {
  readonly confidence: number;
  readonly records: readonly { readonly key: string }[];
  readonly maybe: readonly { readonly key: string; readonly confidence: number }[];
}

/** Counts the pairs that groups of at least `confidence` join, against the person that each key is of. */
export function scoreGroups(groups: readonly ScoredGroup[], personOf: ReadonlyMap<string, number>, confidence: number): PairScore {
  let found = 0;
  let right = 0;
  for (const group of groups) {
    if (group.confidence < confidence) continue;
    const keys = [...group.records, ...group.maybe.filter((record) => record.confidence >= confidence)].map(({ key }) => key);
    const people = new Map<number, number>();
    for (const key of keys) {
      const person = personOf.get(key) ?? -1;
      people.set(person, (people.get(person) ?? 0) + 1);
    }
    found += pairsOf(keys.length);
    for (const count of people.values()) right += pairsOf(count);
  }
  const cards = new Map<number, number>();
  for (const person of personOf.values()) cards.set(person, (cards.get(person) ?? 0) + 1);
  let all = 0;
  for (const count of cards.values()) all += pairsOf(count);
  const precision = found === 0 ? 1 : right / found;
  const recall = all === 0 ? 1 : right / all;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** How far confidences are from the truth: the mean square of their error over every pair that the groups name. */
export function brierScore(groups: readonly ScoredGroup[], personOf: ReadonlyMap<string, number>): number {
  let pairs = 0;
  let sum = 0;
  const note = (confidence: number, one: string, other: string): void => {
    pairs += 1;
    sum += (confidence - (personOf.get(one) === personOf.get(other) ? 1 : 0)) ** 2;
  };
  for (const { confidence, records, maybe } of groups) {
    records.forEach(({ key }, index) => records.slice(index + 1).forEach((other) => note(confidence, key, other.key)));
    for (const record of maybe) for (const { key } of records) note(record.confidence, key, record.key);
  }
  return pairs === 0 ? 0 : sum / pairs;
}

/** The best balance of both that any bar on confidence gives. */
export function bestScore(groups: readonly ScoredGroup[], personOf: ReadonlyMap<string, number>): PairScore & { readonly confidence: number } {
  return Array.from({ length: 14 }, (_, step) => 0.3 + step * 0.05)
    .map((confidence) => ({ confidence, ...scoreGroups(groups, personOf, confidence) }))
    .reduce((best, score) => (score.f1 > best.f1 ? score : best));
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

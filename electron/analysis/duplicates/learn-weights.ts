/** How a field's levels are spread among pairs of one person (`m`) and of two (`u`); level 0, missing, says nothing. */
export interface FieldOdds {
  readonly m: readonly number[];
  readonly u: readonly number[];
}

export interface FieldPriors extends FieldOdds {
  readonly name: string;
}

/** What was learnt of a book. */
export interface Weights {
  /** Log-odds that any two records are one person. */
  readonly prior: number;
  readonly fields: readonly FieldOdds[];
}

export interface PairsSeen {
  /** Levels of pairs that meet under some key, a number a field. */
  readonly candidates: readonly (readonly number[])[];
  /** How many candidate pairs each of them stands for. */
  readonly candidateWeight: number;
  /** Levels of pairs drawn by chance. */
  readonly random: readonly (readonly number[])[];
  readonly records: number;
  /** In a book full of typing errors there may be any number of matches. */
  readonly isDamaged: boolean;
}

const ROUNDS = 20;
// How many pairs of each kind experience stands for: a small book is judged by it, a large one by itself.
const PRIOR_PAIRS_M = 60;
const PRIOR_PAIRS_U = 300;
const PRIOR_RECORDS = 300;
const PRIOR_MATCHES = 20;
const HIGHEST_PRIOR = -6.5;
const HIGHEST_PRIOR_DAMAGED = -4;

/**
 * Fellegi and Sunter's weights, without labels: `u` from pairs drawn by chance, `m` and the share of matches by expectation and
 * maximisation over the candidate pairs, both drawn towards experience where the book is small.
 */
export function learnWeights(seen: PairsSeen, priors: readonly FieldPriors[]): Weights {
  const u = priors.map((field, index) => shares(seen.random, index, field.u, PRIOR_PAIRS_U, () => 1));
  const totalPairs = ((seen.records + PRIOR_RECORDS) * (seen.records + PRIOR_RECORDS)) / 2;
  const patterns = countPatterns(seen.candidates);
  let m: readonly (readonly number[])[] = priors.map((field) => field.m);
  let prior = Math.log(PRIOR_MATCHES / totalPairs);
  for (let round = 0; round < ROUNDS; round += 1) {
    let matches = 0;
    const posteriors = patterns.map(({ levels, count }) => {
      const odds = levels.reduce((sum, level, field) => (level === 0 ? sum : sum + Math.log((m[field]?.[level] ?? 1) / (u[field]?.[level] ?? 1))), prior);
      const weight = count / (1 + Math.exp(-odds));
      matches += weight;
      return weight;
    });
    const levels = patterns.map((pattern) => pattern.levels);
    m = priors.map((field, index) => shares(levels, index, field.m, PRIOR_PAIRS_M, (place) => posteriors[place] ?? 0));
    prior = Math.min(seen.isDamaged ? HIGHEST_PRIOR_DAMAGED : HIGHEST_PRIOR, Math.log((matches * seen.candidateWeight + PRIOR_MATCHES) / totalPairs));
  }
  return { prior, fields: priors.map((_, index) => ({ m: m[index] ?? [], u: u[index] ?? [] })) };
}

function shares(levelsOf: readonly (readonly number[])[], field: number, experience: readonly number[], strength: number, weightOf: (place: number) => number): readonly number[] {
  const sums = experience.map((share) => share * strength);
  let total = strength;
  levelsOf.forEach((levels, place) => {
    const level = levels[field] ?? 0;
    if (level === 0) return;
    const weight = weightOf(place);
    sums[level] = (sums[level] ?? 0) + weight;
    total += weight;
  });
  return sums.map((sum) => sum / total);
}

function countPatterns(candidates: readonly (readonly number[])[]): readonly { readonly levels: readonly number[]; readonly count: number }[] {
  const patterns = new Map<number, { readonly levels: readonly number[]; count: number }>();
  for (const levels of candidates) {
    const key = levels.reduce((sum, level) => sum * 8 + level, 0);
    const held = patterns.get(key);
    if (held === undefined) patterns.set(key, { levels, count: 1 });
    else held.count += 1;
  }
  return [...patterns.values()];
}

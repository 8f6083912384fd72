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
  const totalPairs = ((seen.records + PRIOR_RECORDS) * (seen.records + PRIOR_RECORDS)) / 2;
  const candidates = countPatterns(seen.candidates);
  const random = countPatterns(seen.random);
  let u: Shares = priors.map((field, index) => shares(random, index, field.u, PRIOR_PAIRS_U, ({ count }) => count));
  let m: Shares = priors.map((field) => field.m);
  let prior = Math.log(PRIOR_MATCHES / totalPairs);
  for (let round = 0; round < ROUNDS; round += 1) {
    const chance = chanceOf(m, u, prior);
    const matches = candidates.reduce((sum, pattern) => sum + pattern.count * chance(pattern), 0);
    m = priors.map((field, index) => shares(candidates, index, field.m, PRIOR_PAIRS_M, (pattern) => pattern.count * chance(pattern)));
    // In a small list full of copies some of the pairs drawn by chance are one person's.
    u = priors.map((field, index) => floored(shares(random, index, field.u, PRIOR_PAIRS_U, (pattern) => pattern.count * (1 - chance(pattern))), field.u));
    prior = Math.min(seen.isDamaged ? HIGHEST_PRIOR_DAMAGED : HIGHEST_PRIOR, Math.log((matches * seen.candidateWeight + PRIOR_MATCHES) / totalPairs));
  }
  return { prior, fields: priors.map((_, index) => ({ m: m[index] ?? [], u: u[index] ?? [] })) };
}

type Shares = readonly (readonly number[])[];

interface Pattern {
  readonly levels: readonly number[];
  readonly count: number;
}

/** How likely it is that a pair of this pattern is one person's, by what was learnt so far. */
function chanceOf(m: Shares, u: Shares, prior: number): (pattern: Pattern) => number {
  const known = new Map<Pattern, number>();
  return (pattern) => {
    let chance = known.get(pattern);
    if (chance === undefined) {
      const odds = pattern.levels.reduce((sum, level, field) => (level === 0 ? sum : sum + Math.log((m[field]?.[level] ?? 1) / (u[field]?.[level] ?? 1))), prior);
      known.set(pattern, (chance = 1 / (1 + Math.exp(-odds))));
    }
    return chance;
  };
}

// Of what never was seen to agree by chance, so much of experience stays.
const LEAST_OF_EXPERIENCE = 0.02;

function floored(learnt: readonly number[], experience: readonly number[]): readonly number[] {
  return learnt.map((share, level) => Math.max(share, LEAST_OF_EXPERIENCE * (experience[level] ?? 0)));
}

function shares(patterns: readonly Pattern[], field: number, experience: readonly number[], strength: number, weightOf: (pattern: Pattern) => number): readonly number[] {
  const sums = experience.map((share) => share * strength);
  let total = strength;
  for (const pattern of patterns) {
    const level = pattern.levels[field] ?? 0;
    if (level === 0) continue;
    const weight = weightOf(pattern);
    sums[level] = (sums[level] ?? 0) + weight;
    total += weight;
  }
  return sums.map((sum) => sum / total);
}

function countPatterns(pairs: readonly (readonly number[])[]): readonly Pattern[] {
  const patterns = new Map<number, { readonly levels: readonly number[]; count: number }>();
  for (const levels of pairs) {
    const key = levels.reduce((sum, level) => sum * 8 + level, 0);
    const held = patterns.get(key);
    if (held === undefined) patterns.set(key, { levels, count: 1 });
    else held.count += 1;
  }
  return [...patterns.values()];
}

import type { Finding } from '../../../shared/contract/findings.ts';
import type { Truth, TrueIncident } from './types.ts';

/** What was found in a case, beside what happened. */
export interface JudgedCase {
  readonly truth: Truth;
  readonly isBenign: boolean;
  /** Ids of the inventory. */
  readonly declared: readonly string[];
  readonly findings: readonly Finding[];
}

/** A finding with the incident that it is about, where it is about one. */
export interface Match {
  readonly incident: TrueIncident;
  readonly finding: Finding;
  /** Shared keys by all keys of both. */
  readonly jaccard: number;
}

export interface Scores {
  readonly cases: number;
  readonly incidents: number;
  readonly found: number;
  /** Warnings and worse that are about nothing, or a second time about the same. */
  readonly falseFindings: number;
  readonly recall: number;
  readonly precision: number;
  readonly jaccard: number;
  readonly firstGuess: Share;
  readonly firstGuessStrong: Share;
  readonly wrongProved: Share;
  /** Of the first suspects at 0.8 or more, those that were not it. */
  readonly wrongSure: Share;
  /** Suspects called cleared that stand at 0.3 or more, or did it. */
  readonly clearedWrong: Share;
  readonly benignCritical: Share;
  readonly benignWarnings: Share;
  /** Mean squared distance of the first suspect’s probability from what was true. */
  readonly brier: number;
  readonly bins: readonly Bin[];
}

export interface Share {
  readonly count: number;
  readonly of: number;
}

/** First suspects whose probability lies in one tenth. */
export interface Bin {
  readonly from: number;
  readonly count: number;
  readonly meanProbability: number;
  readonly shareRight: number;
}

const SURE = 0.8;
const RANKED = 0.3;
const BINS = 10;

/** Pairs each true incident with one finding of its source and type, those that share most first. */
export function matchFindings(truth: Truth, findings: readonly Finding[]): readonly Match[] {
  const pairs = truth.incidents
    .flatMap((incident) => findings.filter(({ source, type }) => source === incident.source && type === incident.type).map((finding) => ({ incident, finding, jaccard: jaccardOf(incident.keys, finding.records.map(({ key }) => key)) })))
    .filter(({ jaccard }) => jaccard > 0)
    .sort((left, right) => right.jaccard - left.jaccard || apart(left) - apart(right));
  const taken = new Set<TrueIncident | Finding>();
  return pairs.filter(({ incident, finding }) => {
    if (taken.has(incident) || taken.has(finding)) return false;
    taken.add(incident).add(finding);
    return true;
  });
}

/** How far the finding's window is from the incident's, in milliseconds: of two acts on the same records the one of that time. */
function apart({ incident, finding }: Match): number {
  return Math.max(0, Date.parse(incident.window.from) - Date.parse(finding.window.to), Date.parse(finding.window.from) - Date.parse(incident.window.to));
}

/** The figures of a set of cases, each with its counts. */
export function scoreCases(cases: readonly JudgedCase[]): Scores {
  const judged = cases.map((one) => ({ ...one, matches: matchFindings(one.truth, one.findings) }));
  const guesses = judged.flatMap(({ matches, declared }) => matches.map((match) => guessOf(match, declared)));
  const incidents = judged.reduce((sum, { truth }) => sum + truth.incidents.length, 0);
  const falseFindings = judged.reduce((sum, { matches, findings }) => sum + findings.filter((finding) => finding.severity !== 'info' && !matches.some((match) => match.finding === finding)).length, 0);
  const proved = judged.flatMap(({ truth, matches, findings }) => findings.flatMap((finding) => finding.suspects.filter(({ verdict }) => verdict === 'proved').map(({ app }) => ({ app, isRight: isOrigin(app, finding, matches, truth) }))));
  const cleared = judged.flatMap(({ matches }) => matches.flatMap(({ finding, incident }) => finding.suspects.filter(({ verdict }) => verdict === 'cleared').map(({ app, probability }) => probability >= RANKED || app === incident.app)));
  const benign = judged.filter(({ isBenign }) => isBenign).map(falseAlarmsOf);
  const sure = guesses.filter(({ probability }) => probability >= SURE);
  const strong = guesses.filter(({ isStrong }) => isStrong);
  return {
    cases: cases.length,
    incidents,
    found: guesses.length,
    falseFindings,
    recall: shareOf(guesses.length, incidents),
    precision: shareOf(guesses.length, guesses.length + falseFindings),
    jaccard: mean(guesses.map(({ jaccard }) => jaccard)),
    firstGuess: countOf(guesses, ({ isRight }) => isRight),
    firstGuessStrong: countOf(strong, ({ isRight }) => isRight),
    wrongProved: countOf(proved, ({ isRight }) => !isRight),
    wrongSure: countOf(sure, ({ isRight }) => !isRight),
    clearedWrong: countOf(cleared, (isWrong) => isWrong),
    benignCritical: countOf(benign, (severities) => severities.includes('critical')),
    benignWarnings: countOf(benign, (severities) => severities.includes('warning')),
    brier: mean(guesses.map(({ probability, isRight }) => (probability - (isRight ? 1 : 0)) ** 2)),
    bins: binsOf(guesses),
  };
}

interface Guess {
  readonly probability: number;
  readonly isRight: boolean;
  readonly isStrong: boolean;
  readonly jaccard: number;
}

function guessOf({ incident, finding, jaccard }: Match, declared: readonly string[]): Guess {
  const [first] = finding.suspects;
  return { probability: first?.probability ?? 0, isRight: isRightGuess(first?.app, incident, declared), isStrong: incident.isStrong, jaccard };
}

/** Whether a first suspect is the origin; of one that nothing in the case names, `unknown` is the right answer as well. */
export function isRightGuess(app: string | undefined, incident: TrueIncident, declared: readonly string[]): boolean {
  return app === incident.app || (app === 'unknown' && !incident.isStrong && incident.app !== 'user' && !declared.includes(incident.app));
}

function isOrigin(app: string, finding: Finding, matches: readonly Match[], truth: Truth): boolean {
  const match = matches.find((one) => one.finding === finding);
  return match !== undefined ? match.incident.app === app : truth.incidents.some((incident) => incident.app === app && incident.source === finding.source);
}

/** Of a benign case, how grave the findings are that are about nothing, or about what is harmless. */
function falseAlarmsOf({ matches, findings }: JudgedCase & { readonly matches: readonly Match[] }): readonly string[] {
  return findings.filter((finding) => matches.find((match) => match.finding === finding)?.incident.isBenign !== false).map(({ severity }) => severity);
}

function binsOf(guesses: readonly Guess[]): readonly Bin[] {
  return Array.from({ length: BINS }, (_, index) => {
    const here = guesses.filter(({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === index);
    return { from: index / BINS, count: here.length, meanProbability: mean(here.map(({ probability }) => probability)), shareRight: shareOf(here.filter(({ isRight }) => isRight).length, here.length) };
  }).filter(({ count }) => count > 0);
}

function jaccardOf(one: readonly string[], other: readonly string[]): number {
  const [left, right] = [new Set(one), new Set(other)];
  const shared = [...left].filter((key) => right.has(key)).length;
  return shareOf(shared, left.size + right.size - shared);
}

function countOf<Item>(items: readonly Item[], is: (item: Item) => boolean): Share {
  return { count: items.filter(is).length, of: items.length };
}

function shareOf(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}

function mean(values: readonly number[]): number {
  return shareOf(values.reduce((sum, value) => sum + value, 0), values.length);
}

import type { Role, Suspect, Verdict } from '../../../shared/contract/findings.ts';
import type { Incident } from '../findings/types.ts';
import { compareText } from '../normal-text.ts';
import { appOf } from './candidates.ts';
import { type EvidenceClass, factorOf, type FittedModel } from './factors.ts';
import { FITTED_MODEL } from './fitted-model.ts';
import { isProved } from './is-proved.ts';
import { remediesOf } from './remedies-of.ts';
import { scoreOf, valueOf, type Weighed, weighSuspects } from './weigh-suspects.ts';
import type { World } from './types.ts';
import { LIKELY_FROM, PROVED_FROM } from './weights.ts';

// As finely as a verdict is told.
const DIGITS = 10_000;
// Without a log or a trace somebody else always may have done it.
const MOST_INFERRED = 0.9;
// Evidence of a log or a trace that is more than a hint.
const TRACED_FROM = 1.5;

/** The suspects of an incident, the likeliest origin first: their probabilities, `user` and `unknown` among them, sum to one. */
export function rankSuspects(incident: Incident, world: World): readonly Suspect[] {
  const all = weighSuspects(incident, world);
  const probabilities = probabilitiesOf(all);
  const ranked = all
    .map((weighed, index) => ({ weighed, probability: probabilities[index] ?? 0 }))
    .sort((left, right) => right.probability - left.probability || compareText(left.weighed.app, right.weighed.app));
  const rounded = roundToOne(ranked.map(({ probability }) => probability));
  return ranked.map(({ weighed }, index) => suspectOf(weighed, rounded[index] ?? 0, index === 0, incident, world, all));
}

/** How likely each is the origin, in the order given. */
export function probabilitiesOf(all: readonly Weighed[], model: FittedModel = FITTED_MODEL): readonly number[] {
  const scores = all.map((weighed) => scoreOf(weighed, model));
  const highest = Math.max(...scores);
  const first = scores.indexOf(highest);
  const evidenceClass = classOf(all[first]);
  const temperature = model.temperatures[evidenceClass];
  const odds = scores.map((score) => Math.exp((score - highest) / temperature));
  const sum = odds.toSorted((left, right) => left - right).reduce((total, one) => total + one, 0);
  const probabilities = odds.map((one) => one / sum);
  const excess = evidenceClass === 'traced' ? 0 : (probabilities[first] ?? 0) - MOST_INFERRED;
  if (excess <= 0) return probabilities;
  const unknown = all.findIndex(({ app }) => app === 'unknown');
  return probabilities.map((one, index) => one + (index === unknown ? excess : 0) - (index === first ? excess : 0));
}

/** What kind of evidence a first suspect has: a log row or a trace, something weaker, or none. */
export function classOf(first: Weighed | undefined): EvidenceClass {
  const speaking = (first?.evidence ?? []).filter(({ weight, kind }) => weight > 0 && kind !== 'declared');
  if (speaking.some(({ kind, weight }) => (kind === 'audit' || kind === 'provenance') && weight >= TRACED_FROM)) return 'traced';
  return speaking.length > 0 ? 'inferred' : 'silent';
}

function suspectOf(weighed: Weighed, probability: number, isFirst: boolean, incident: Incident, world: World, all: readonly Weighed[]): Suspect {
  const { app, evidence } = weighed;
  const role = roleOf(weighed, isFirst && probability >= LIKELY_FROM);
  return {
    app,
    name: appOf(app, world).name,
    verdict: verdictOf(weighed, probability, isFirst, incident, all),
    probability,
    ...(role === undefined ? {} : { role }),
    evidence: evidence.map((one) => ({ kind: one.kind, text: one.text, weight: Math.round(one.weight * valueOf(factorOf(one)) * 100) / 100, refs: [...one.refs] })),
    remedy: isFirst || probability >= 0.3 ? remediesOf(app, incident, world) : [],
  };
}

/** What may be said of a suspect. */
function verdictOf(weighed: Weighed, probability: number, isFirst: boolean, incident: Incident, all: readonly Weighed[]): Verdict {
  if (weighed.isCleared) return 'cleared';
  if (weighed.app === 'unknown') return 'cannot-tell';
  if (isFirst && probability >= PROVED_FROM && isProved(weighed, all, incident)) return 'proved';
  return probability >= LIKELY_FROM ? 'likely' : 'possible';
}

function roleOf({ app, evidence }: Weighed, isOrigin: boolean): Role | undefined {
  if (app === 'unknown') return undefined;
  if (isOrigin) return 'origin';
  const told = evidence.find(({ role }) => role !== undefined)?.role;
  return told ?? (evidence.some(({ kind, weight }) => kind === 'audit' && weight > 0) ? 'last-writer' : undefined);
}

/** Rounded down, and what is left goes to those that lost most: they sum to one and stay in their order. */
function roundToOne(probabilities: readonly number[]): readonly number[] {
  const parts = probabilities.map((probability) => Math.floor(probability * DIGITS));
  const rest = DIGITS - parts.reduce((total, part) => total + part, 0);
  const first = probabilities
    .map((probability, index) => ({ index, left: probability * DIGITS - (parts[index] ?? 0) }))
    .sort((one, other) => other.left - one.left || one.index - other.index)
    .slice(0, rest);
  const raised = new Set(first.map(({ index }) => index));
  return parts.map((part, index) => (raised.has(index) ? part + 1 : part) / DIGITS);
}

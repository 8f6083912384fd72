import type { Role, Suspect, Verdict } from '../../../shared/contract/findings.ts';
import type { Incident } from '../findings/types.ts';
import { compareText } from '../normal-text.ts';
import { appOf, declaredApps } from './candidates.ts';
import { carriedFrom } from './carried-from.ts';
import { isProved, type Case } from './is-proved.ts';
import { personPrior } from './person-prior.ts';
import { RULES } from './rules/index.ts';
import { storesOf } from './stores.ts';
import type { Evidence, World } from './types.ts';
import { BASE, LIKELY_FROM, PROVED_FROM, WEIGHTS } from './weights.ts';

interface Standing extends Case {
  readonly score: number;
}

// One record that is gone is mostly what a person did; of ten somebody would have to say so.
const ENOUGH = 10;
// Weaker evidence than this for every app leaves room for one that nobody named.
const SPEAKS = 3;
// As finely as a verdict is told.
const DIGITS = 10_000;

/** The suspects of an incident, the likeliest origin first: their probabilities, `user` and `unknown` among them, sum to one. */
export function rankSuspects(incident: Incident, world: World): readonly Suspect[] {
  return rankAfter([], incident, world);
}

function rankAfter(followers: readonly Incident[], incident: Incident, world: World): readonly Suspect[] {
  const own = RULES.flatMap((rule) => rule.weigh(incident, world));
  const upstream = carriedFrom(incident, world);
  const origin = upstream === undefined || followers.includes(upstream) ? undefined : rankAfter([...followers, incident], upstream, world)[0];
  const evidence = upstream === undefined || origin === undefined ? own : [...own, ...ofCarrying(origin.app, upstream, incident, own, world)];
  const ids = new Set([...declaredApps(world), ...evidence.map(({ app }) => app), 'user', 'unknown']);
  const strengths = [...ids].filter((app) => app !== 'unknown').map((app) => evidence.reduce((sum, one) => (one.app === app && one.kind !== 'declared' ? sum + one.weight : sum), 0));
  const silence = Math.max(0, 1 - Math.max(...strengths, 0) / SPEAKS);
  const standings = [...ids].map((app) => standingOf(app, evidence.filter((one) => one.app === app), incident, silence));
  const highest = Math.max(...standings.map(({ score }) => score));
  const odds = standings.map(({ score }) => Math.exp(score - highest));
  const sum = odds.toSorted((left, right) => left - right).reduce((total, one) => total + one, 0);
  const ranked = standings
    .map((standing, index) => ({ ...standing, probability: (odds[index] ?? 0) / sum }))
    .sort((left, right) => right.probability - left.probability || compareText(left.app, right.app));
  const rounded = roundToOne(ranked.map(({ probability }) => probability));
  return ranked.map((standing, index) => suspectOf(standing, rounded[index] ?? 0, index === 0, incident, world, ranked));
}

/** What happened in another source before and was carried here: it is whose it was there, and not what carries between the two. */
function ofCarrying(origin: string, upstream: Incident, incident: Incident, own: readonly Evidence[], world: World): readonly Evidence[] {
  const { source, records } = upstream;
  const refs = records.slice(0, 20).map(({ happening }) => happening.change.key);
  const what = `the same was done to ${records.length} records of ${source.name} before`;
  const reached = [storesOf(source), storesOf(incident.source)];
  const carriers = [...new Set([...declaredApps(world), ...own.map(({ app }) => app)])].filter((id) => {
    const { class: kind, stores } = appOf(id, world);
    return id !== origin && kind !== 'person' && kind !== 'unknown' && reached.every((some) => some.some((store) => stores.includes(store)));
  });
  return [
    ...(origin === 'unknown' ? [] : [{ app: origin, kind: 'causality' as const, text: `${what}, where this suspect comes first`, weight: WEIGHTS.originBefore, refs }]),
    ...carriers.map((app): Evidence => ({ app, kind: 'causality', text: `${what}: it carried that on`, weight: WEIGHTS.carriedOn, refs, role: 'carrier' })),
  ];
}

function standingOf(app: string, evidence: readonly Evidence[], incident: Incident, silence: number): Standing {
  // A log row outweighs what somebody remembers of the time in which an app was there.
  const isLogged = evidence.some(({ kind, weight }) => kind === 'audit' && weight >= 1);
  const isCleared = evidence.some(({ kind, clears }) => clears === true && !(kind === 'declared' && isLogged));
  const base = app === 'user' ? personPrior(incident) : app === 'unknown' ? BASE.unknown + silence * BASE.nothingSpeaks * Math.min(1, incident.records.length / ENOUGH) : BASE.app;
  // In one order, so that the sum is the same to the last bit.
  const sorted = evidence.toSorted((left, right) => right.weight - left.weight || compareText(left.text, right.text) || compareText(left.refs.join(), right.refs.join()));
  const sum = sorted.reduce((total, { weight }) => total + weight, 0);
  return { app, evidence: sorted, isCleared, score: isCleared ? BASE.cleared : base + sum };
}

function suspectOf(standing: Standing, probability: number, isFirst: boolean, incident: Incident, world: World, all: readonly Standing[]): Suspect {
  const { app, evidence } = standing;
  const role = roleOf(standing, isFirst);
  return {
    app,
    name: appOf(app, world).name,
    verdict: verdictOf(standing, probability, isFirst, incident, all),
    probability,
    ...(role === undefined ? {} : { role }),
    evidence: evidence.map(({ kind, text, weight, refs }) => ({ kind, text, weight: Math.round(weight * 100) / 100, refs: [...refs] })),
    remedy: isFirst || probability >= 0.3 ? remediesOf(app, incident, world) : [],
  };
}

/** What may be said of a suspect. */
function verdictOf(standing: Standing, probability: number, isFirst: boolean, incident: Incident, all: readonly Standing[]): Verdict {
  if (standing.isCleared) return 'cleared';
  if (standing.app === 'unknown') return 'cannot-tell';
  if (isFirst && probability >= PROVED_FROM && isProved(standing, all, incident)) return 'proved';
  return probability >= LIKELY_FROM ? 'likely' : 'possible';
}

function roleOf({ app, evidence }: Standing, isFirst: boolean): Role | undefined {
  if (app === 'unknown') return undefined;
  if (isFirst) return 'origin';
  const told = evidence.find(({ role }) => role !== undefined)?.role;
  return told ?? (evidence.some(({ kind, weight }) => kind === 'audit' && weight > 0) ? 'last-writer' : undefined);
}

function remediesOf(app: string, incident: Incident, world: World): string[] {
  const isRecoverable = incident.type === 'records-deleted' && incident.records.some(({ happening }) => happening.change.deletedTo !== undefined);
  return world.knowledge.remedies
    .filter((remedy) => remedy.types.includes(incident.type) && (remedy.app === app || (remedy.app === 'exchange-system' && isRecoverable)))
    .toSorted((left, right) => left.order - right.order || compareText(left.id, right.id))
    .map(({ text, source, isOurs }) => `${text} (${isOurs === true ? 'our advice; on the defect: ' : ''}${source})`);
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

import type { Incident } from '../findings/types.ts';
import { compareText } from '../normal-text.ts';
import { appOf, declaredApps } from './candidates.ts';
import { carriedFrom } from './carried-from.ts';
import { FACTORS, factorOf, type Factor, type FittedModel } from './factors.ts';
import { FITTED_MODEL } from './fitted-model.ts';
import { asPartOfAct } from './part-of-act.ts';
import { personPrior } from './person-prior.ts';
import { RULES } from './rules/index.ts';
import { storesOf } from './stores.ts';
import type { Evidence, World } from './types.ts';
import { BASE, factorBounds, WEIGHTS } from './weights.ts';

/** One suspect with all that speaks for and against it, as the rules say it, and what each factor is multiplied with. */
export interface Weighed {
  readonly app: string;
  /** The weightiest first. */
  readonly evidence: readonly Evidence[];
  readonly isCleared: boolean;
  readonly parts: ReadonlyMap<Factor, number>;
}

// One record that is gone is mostly what a person did; of ten somebody would have to say so.
const ENOUGH = 10;
// Weaker evidence than this for every app leaves room for one that nobody named.
const SPEAKS = 3;

/** Who may have done it, with the evidence of all rules; `user` and `unknown` are always among them. */
export function weighSuspects(incident: Incident, world: World): readonly Weighed[] {
  return weighAfter([], asPartOfAct(incident, world), world);
}

function weighAfter(followers: readonly Incident[], incident: Incident, world: World): readonly Weighed[] {
  const own = RULES.flatMap((rule) => rule.weigh(incident, world));
  const upstream = carriedFrom(incident, world);
  const origin = upstream === undefined || followers.includes(upstream) ? undefined : firstOf(weighAfter([...followers, incident], asPartOfAct(upstream, world), world));
  const evidence = upstream === undefined || origin === undefined ? own : [...own, ...ofCarrying(origin, upstream, incident, own, world)];
  const ids = [...new Set([...declaredApps(world), ...evidence.map(({ app }) => app), 'user', 'unknown'])].sort(compareText);
  const strengths = ids.filter((app) => app !== 'unknown').map((app) => evidence.reduce((sum, one) => (one.app === app && one.kind !== 'declared' ? sum + one.weight : sum), 0));
  const silence = Math.max(0, 1 - Math.max(...strengths, 0) / SPEAKS) * Math.min(1, incident.records.length / ENOUGH);
  return ids.map((app) => weighedOf(app, evidence.filter((one) => one.app === app), incident, silence));
}

/** The likeliest; of equals the one that comes first by name. */
function firstOf(all: readonly Weighed[]): string {
  return all.reduce<Weighed | undefined>((best, one) => (best !== undefined && scoreOf(best) >= scoreOf(one) ? best : one), undefined)?.app ?? 'unknown';
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
    ...(origin === 'unknown' ? [] : [{ app: origin, kind: 'causality' as const, text: `${what}, where this suspect comes first`, weight: WEIGHTS.originBefore, refs, isUpstream: true as const }]),
    ...carriers.map((app): Evidence => ({ app, kind: 'causality', text: `${what}: it carried that on`, weight: WEIGHTS.carriedOn, refs, role: 'carrier' })),
  ];
}

function weighedOf(app: string, evidence: readonly Evidence[], incident: Incident, silence: number): Weighed {
  // A log row outweighs what somebody remembers of the time in which an app was there.
  const isLogged = evidence.some(({ kind, weight }) => kind === 'audit' && weight >= 1);
  // What was carried on from another store is whose it was there.
  const isOrigin = evidence.some(({ isUpstream }) => isUpstream === true);
  const isCleared = evidence.some(({ kind, clears }) => clears === true && !(kind === 'declared' && isLogged) && !(kind === 'causality' && isOrigin));
  // In one order, so that a sum is the same to the last bit.
  const sorted = evidence.toSorted((left, right) => right.weight - left.weight || compareText(left.text, right.text) || compareText(left.refs.join(), right.refs.join()));
  const parts = new Map<Factor, number>();
  if (app === 'user') parts.set('a person', 1).set('the look of a person’s act', personPrior(incident));
  else if (app === 'unknown') parts.set('unknown', 1).set('silence', silence);
  else parts.set('an app', 1);
  for (const one of sorted) parts.set(factorOf(one), (parts.get(factorOf(one)) ?? 0) + one.weight);
  return { app, evidence: sorted, isCleared, parts };
}

/** Log-odds of a suspect under a model. */
export function scoreOf({ isCleared, parts }: Weighed, model: FittedModel = FITTED_MODEL): number {
  if (isCleared) return BASE.cleared;
  return FACTORS.reduce((sum, factor) => sum + (parts.get(factor) ?? 0) * valueOf(factor, model), 0);
}

/** What a factor is worth: as fitted, within what its trap allows, else as set by hand. */
export function valueOf(factor: Factor, model: FittedModel = FITTED_MODEL): number {
  const { least, most, byHand } = factorBounds(factor);
  return Math.min(most, Math.max(least, model.factors[factor] ?? byHand));
}

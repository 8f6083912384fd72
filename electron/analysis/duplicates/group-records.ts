import type { DuplicateReason } from '../../../shared/messages/duplicates.ts';
import type { LearntMatcher, Link, Profile } from './types.ts';

/** From here on records may be merged unseen; a less sure one never weakens a group of these. */
const CERTAIN = 0.9;
/** From here on a link makes a group that a person is asked about; below it is told as a maybe. */
const LIKELY = 0.5;

/** Places of records that are the same thing. */
export interface RecordGroup {
  readonly members: readonly number[];
  /** That of the weakest member. */
  readonly confidence: number;
  readonly reasons: readonly DuplicateReason[];
  readonly maybe: readonly { readonly place: number; readonly confidence: number }[];
  /** They only bear one name. */
  readonly isHomonym: boolean;
}

/** Places of the records that a person called different from the one at a place. */
export type DifferentPlaces = ReadonlyMap<number, ReadonlySet<number>>;

interface Judges<P extends Profile> {
  readonly profiles: readonly P[];
  readonly matcher: LearntMatcher<P>;
  readonly different: DifferentPlaces;
}

interface Cluster {
  members: number[];
  /** Joined by a link that is certain. */
  isCertain: boolean;
  /** One member for each way of contradicting others. */
  vetoes: Map<string, number>;
}

/**
 * Joins linked records into disjoint groups, the surest links first; two clusters are never joined where any of one contradicts any of
 * the other, or a person called two of them different, whatever chain leads from one to the other.
 */
export function groupRecords<P extends Profile>(profiles: readonly P[], links: readonly Link[], matcher: LearntMatcher<P>, different: DifferentPlaces): readonly RecordGroup[] {
  const order = [...links].sort((left, right) => right.confidence - left.confidence || left.left - right.left || left.right - right.right);
  const clusters = new Map<number, Cluster>();
  const clusterOf = (place: number): Cluster => {
    let cluster = clusters.get(place);
    if (cluster === undefined) clusters.set(place, (cluster = { members: [place], isCertain: false, vetoes: new Map([[vetoSignature(profiles, place, matcher), place]]) }));
    return cluster;
  };
  for (const link of order) {
    if (link.confidence < LIKELY) break;
    const [one, other] = [clusterOf(link.left), clusterOf(link.right)];
    const isCertain = link.confidence >= CERTAIN;
    if (one === other || (!isCertain && (one.isCertain || other.isCertain)) || areCalledDifferent(one, other, different) || contradict(one, other, profiles, matcher) || !fitTogether(one, other, profiles, matcher)) continue;
    const [small, large] = one.members.length < other.members.length ? [one, other] : [other, one];
    for (const place of small.members) clusters.set(place, large);
    large.members.push(...small.members);
    large.isCertain = isCertain;
    for (const [signature, place] of small.vetoes) large.vetoes.set(signature, place);
  }
  return describeClusters(clusters, order, { profiles, matcher, different });
}

function describeClusters<P extends Profile>(clusters: ReadonlyMap<number, Cluster>, order: readonly Link[], { profiles, matcher, different }: Judges<P>): readonly RecordGroup[] {
  const best = new Map<number, number>();
  const reasons = new Map<Cluster, Set<DuplicateReason>>();
  const maybe = new Map<number, { readonly cluster: Cluster; readonly confidence: number }>();
  const isGrouped = (place: number): boolean => (clusters.get(place)?.members.length ?? 1) > 1;
  for (const link of order) {
    const [one, other] = [clusters.get(link.left), clusters.get(link.right)];
    if (one !== undefined && one === other) {
      for (const place of [link.left, link.right]) best.set(place, Math.max(best.get(place) ?? 0, link.confidence));
      const told = reasons.get(one) ?? new Set<DuplicateReason>();
      for (const reason of link.reasons) told.add(reason);
      reasons.set(one, told);
    } else if (isGrouped(link.left) !== isGrouped(link.right)) {
      const [cluster, place] = isGrouped(link.left) ? [one, link.right] : [other, link.left];
      // Links come in falling order: the first group that a record may belong to is the likeliest.
      if (cluster === undefined || maybe.has(place) || areCalledDifferent({ members: [place] }, cluster, different) || contradictsAny(place, cluster, profiles, matcher)) continue;
      maybe.set(place, { cluster, confidence: link.confidence });
    }
  }
  const maybeOf = Map.groupBy(maybe, ([, { cluster }]) => cluster);
  return [...new Set(clusters.values())]
    .filter((cluster) => cluster.members.length > 1)
    .map((cluster) => ({
      members: [...cluster.members].sort((left, right) => left - right),
      confidence: Math.min(...cluster.members.map((place) => best.get(place) ?? 0)),
      reasons: [...(reasons.get(cluster) ?? [])],
      isHomonym: false,
      maybe: (maybeOf.get(cluster) ?? []).map(([place, { confidence }]) => ({ place, confidence })).sort((left, right) => right.confidence - left.confidence || left.place - right.place),
    }))
    .sort((left, right) => (left.members[0] ?? 0) - (right.members[0] ?? 0));
}

function areCalledDifferent(one: Pick<Cluster, 'members'>, other: Pick<Cluster, 'members'>, different: DifferentPlaces): boolean {
  if (different.size === 0) return false;
  return one.members.some((place) => {
    const apart = different.get(place);
    return apart !== undefined && other.members.some((member) => apart.has(member));
  });
}

function contradict<P extends Profile>(one: Cluster, other: Cluster, profiles: readonly P[], matcher: LearntMatcher<P>): boolean {
  for (const place of one.vetoes.values()) if (contradictsAny(place, other, profiles, matcher)) return true;
  return false;
}

const MOST_ASKED = 6;
const FEWEST_FITTING = 0.4;

/** Of pairs across both, many enough must fit: one link may be chance. */
function fitTogether<P extends Profile>(one: Cluster, other: Cluster, profiles: readonly P[], matcher: LearntMatcher<P>): boolean {
  if (one.members.length * other.members.length === 1) return true;
  let asked = 0;
  let fitting = 0;
  for (const left of someOf(one.members)) {
    for (const right of someOf(other.members)) {
      const [profile, against] = [profiles[left], profiles[right]];
      if (profile === undefined || against === undefined) continue;
      asked += 1;
      if (matcher.fit(profile, against)) fitting += 1;
    }
  }
  return fitting >= FEWEST_FITTING * asked;
}

function someOf(members: readonly number[]): readonly number[] {
  const step = Math.max(1, Math.ceil(members.length / MOST_ASKED));
  return members.filter((_, index) => index % step === 0);
}

function contradictsAny<P extends Profile>(place: number, cluster: Cluster, profiles: readonly P[], matcher: LearntMatcher<P>): boolean {
  const profile = profiles[place];
  if (profile === undefined) return false;
  for (const other of cluster.vetoes.values()) {
    const member = profiles[other];
    if (member !== undefined && matcher.contradict(profile, member)) return true;
  }
  return false;
}

function vetoSignature<P extends Profile>(profiles: readonly P[], place: number, matcher: LearntMatcher<P>): string {
  const profile = profiles[place];
  return profile === undefined ? '' : matcher.vetoSignature(profile);
}

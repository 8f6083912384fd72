// Quiet for so long, and for as long as the acts around it took, an act is over.
const QUIET_MS = 15 * 60_000;
// Fewer are no act of their own, but stand apart from one.
const LEAST_ACT = 3;
// So much of what has a time lies in acts; else it goes on all the time.
const IN_ACTS = 0.7;
// Acts that follow each other as evenly are one that comes again.
const MOST_UNEVEN = 1.5;

/**
 * Tells acts of one kind apart by when each of their records was written: several bursts with hours of quiet between them are several acts,
 * and what lies alone beside them is none of them. What comes in an even rhythm, or goes on all the time, is one. What has no time goes with
 * the largest. The last list holds what lies alone, where there is any.
 */
export function splitByTime<Item>(items: readonly Item[], timeOf: (item: Item) => number | undefined): readonly (readonly Item[])[] {
  const timed = items.flatMap((item) => ({ item, at: timeOf(item) })).filter(hasTime).sort((left, right) => left.at - right.at);
  const bursts = burstsOf(timed);
  const acts = bursts.filter((burst) => burst.length >= LEAST_ACT);
  const inActs = acts.reduce((sum, { length }) => sum + length, 0);
  if (bursts.length < 2 || acts.length === 0 || inActs < IN_ACTS * timed.length || isRhythm(acts)) return [items];
  const largest = acts.reduce((one, other) => (other.length > one.length ? other : one));
  const timeless = items.filter((item) => timeOf(item) === undefined);
  const alone = bursts.filter((burst) => burst.length < LEAST_ACT).flat();
  return [...acts.map((burst) => [...burst.map(({ item }) => item), ...(burst === largest ? timeless : [])]), ...(alone.length === 0 ? [] : [alone.map(({ item }) => item)])];
}

interface Timed<Item> {
  readonly item: Item;
  readonly at: number;
}

function hasTime<Item>(one: { readonly item: Item; readonly at: number | undefined }): one is Timed<Item> {
  return one.at !== undefined;
}

function burstsOf<Item>(timed: readonly Timed<Item>[]): readonly (readonly Timed<Item>[])[] {
  const bursts: Timed<Item>[][] = [];
  for (const one of timed) {
    const last = bursts.at(-1);
    if (last === undefined || one.at - endOf(last) >= QUIET_MS) bursts.push([one]);
    else last.push(one);
  }
  return joinPauses(bursts);
}

/** Bursts that are no further apart than one of them is long are one: a pause in a long act is no end of it. */
function joinPauses<Item>(bursts: readonly (readonly Timed<Item>[])[]): readonly (readonly Timed<Item>[])[] {
  const joined: Timed<Item>[][] = [];
  for (const burst of bursts) {
    joined.push([...burst]);
    for (let [one, other] = joined.slice(-2); one !== undefined && other !== undefined && startOf(other) - endOf(one) < Math.max(lengthOf(one), lengthOf(other)); [one, other] = joined.slice(-2)) {
      for (const timed of other) one.push(timed);
      joined.pop();
    }
  }
  return joined;
}

function isRhythm<Item>(acts: readonly (readonly Timed<Item>[])[]): boolean {
  const gaps = acts.slice(1).map((act, index) => startOf(act) - startOf(acts[index] ?? act));
  return gaps.length > 1 && Math.max(...gaps) <= MOST_UNEVEN * Math.min(...gaps);
}

function startOf<Item>(burst: readonly Timed<Item>[]): number {
  return burst[0]?.at ?? 0;
}

function endOf<Item>(burst: readonly Timed<Item>[]): number {
  return burst.at(-1)?.at ?? 0;
}

function lengthOf<Item>(burst: readonly Timed<Item>[]): number {
  return endOf(burst) - startOf(burst);
}

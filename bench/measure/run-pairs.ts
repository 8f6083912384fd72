/** What is measured in turn. */
export type Measure<Taken> = (run: number) => Promise<Taken>;

/** Measures two things alternately, A B, B A, A B …, so that neither profits from going second. */
export async function runPairs<First, Second>(
  pairs: number,
  first: Measure<First>,
  second: Measure<Second>,
): Promise<{ readonly first: readonly First[]; readonly second: readonly Second[] }> {
  const taken = { first: [] as First[], second: [] as Second[] };
  for (let pair = 0; pair < pairs; pair += 1) {
    if (pair % 2 === 0) taken.first.push(await first(pair));
    taken.second.push(await second(pair));
    if (pair % 2 === 1) taken.first.push(await first(pair));
  }
  return taken;
}

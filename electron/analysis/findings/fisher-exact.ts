/**
 * One-sided p of Fisher's exact test: how likely it is that at least `inside` of `insideOf` have a value which `inside + outside` of all
 * have, were it spread by chance.
 */
export function fisherExact(inside: number, insideOf: number, outside: number, outsideOf: number): number {
  const having = inside + outside;
  const all = insideOf + outsideOf;
  const most = Math.min(insideOf, having);
  let sum = 0;
  for (let count = inside; count <= most; count += 1) {
    if (having - count > outsideOf) continue;
    sum += Math.exp(logChoose(insideOf, count) + logChoose(outsideOf, having - count) - logChoose(all, having));
  }
  return Math.min(1, sum);
}

/** Benjamini and Hochberg's correction: for each p the share of false ones among all that are at most as large. */
export function adjustForMany(all: readonly number[]): readonly number[] {
  const order = all.map((p, index) => ({ p, index })).sort((left, right) => right.p - left.p || right.index - left.index);
  const adjusted: number[] = [];
  let least = 1;
  order.forEach(({ p, index }, place) => {
    least = Math.min(least, (p * all.length) / (all.length - place));
    adjusted[index] = least;
  });
  return adjusted;
}

function logChoose(of: number, choose: number): number {
  return logFactorial(of) - logFactorial(choose) - logFactorial(of - choose);
}

/** Stirling's series, exact to ten digits from 10 on; below it a sum. */
function logFactorial(n: number): number {
  if (n < 10) {
    let sum = 0;
    for (let factor = 2; factor <= n; factor += 1) sum += Math.log(factor);
    return sum;
  }
  const x = n + 1;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
}

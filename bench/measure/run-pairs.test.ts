import { expect, it } from 'vitest';
import { runPairs } from './run-pairs.ts';

it('lets each half of a pair go first in turn and keeps pairs together', async () => {
  const order: string[] = [];
  const measure = (name: string, value: number) => async (run: number) => {
    order.push(`${name}${run}`);
    return value + run;
  };
  expect(await runPairs(3, measure('a', 10), measure('b', 20))).toEqual({ first: [10, 11, 12], second: [20, 21, 22] });
  expect(order).toEqual(['a0', 'b0', 'b1', 'a1', 'a2', 'b2']);
});

/** Seeds of every scenario that weights are fitted on. */
export const TRAINING_SEEDS = seedsFrom(1001, 8);

/** Others, on which probabilities are set right. */
export const CALIBRATION_SEEDS = seedsFrom(2001, 5);

/** Others again, kept apart: nothing is built or fitted by what they show. */
export const MEASURING_SEEDS = seedsFrom(5101, 5);

function seedsFrom(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

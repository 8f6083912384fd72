import type { Incident } from '../findings/types.ts';

const BY_PATTERN: Readonly<Record<string, number>> = {
  'single': 2.5,
  // New values that stand nowhere else came from somebody who knew them.
  'changed': 3.5,
  'clean-up': 0.5,
  'same-value': 1,
  'older-value': -0.5,
  'other-field': -2,
  'reformatted': -2,
  'garbled': -1.5,
  'scientific': -1.5,
  'birthday': -2,
  'offset': -1,
  'moved': 1.2,
  'made-anew': 1.5,
  'doubling': -3,
  'cut': -2,
};

const TYPED: ReadonlySet<string> = new Set(['changed', 'single']);
// A reset is done once.
const AGAIN = -3;
// Nobody types a value in less time.
const FASTEST_MS = 1000;
// Of more, the rule on rhythm speaks.
const FEW = { from: 3, below: 20 } as const;

/**
 * How likely, before any evidence, a person did it by hand, in log-odds: a few records in different ways are a person's, one deed on very many
 * records hardly ever is.
 */
export function personPrior({ records, pattern, type, times, steps, properties }: Incident): number {
  const count = records.length;
  const written = pattern.split(' ')[0] ?? '';
  // Nobody gives many people one name.
  const lead = written === 'same-value' && properties.includes('name') ? 'other-field' : written;
  // Each value of its own has to be typed, while one deed on many records is one.
  const byTyping = TYPED.has(lead) ? (count < 50 ? 0 : count < 200 ? -1.5 : -3) : 0;
  const bySize = count < 3 ? 1.2 : count < 10 ? 0.3 : count < 20 ? -0.3 : -1;
  const byType = type === 'duplicates-introduced' && count >= 5 ? -0.8 : 0;
  const byPace = TYPED.has(lead) && isFasterThanTyped(times) ? -4 : 0;
  return bySize + byTyping + byType + byPace + (BY_PATTERN[lead] ?? 0) + (lead === 'made-anew' && steps.length > 1 ? AGAIN : 0);
}

function isFasterThanTyped(times: readonly number[]): boolean {
  if (times.length < FEW.from || times.length >= FEW.below) return false;
  return (times.at(-1) ?? 0) - (times[0] ?? 0) < (times.length - 1) * FASTEST_MS;
}

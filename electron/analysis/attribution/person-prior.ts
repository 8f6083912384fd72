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
  'doubling': -3,
  'cut': -2,
};

const TYPED: ReadonlySet<string> = new Set(['changed', 'single']);

/**
 * How likely, before any evidence, a person did it by hand, in log-odds: a few records in different ways are a person's, one deed on very many
 * records hardly ever is.
 */
export function personPrior({ records, pattern, type }: Incident): number {
  const count = records.length;
  const lead = pattern.split(' ')[0] ?? '';
  // Each value of its own has to be typed, while one deed on many records is one.
  const byTyping = TYPED.has(lead) ? (count < 50 ? 0 : count < 200 ? -1.5 : -3) : 0;
  const bySize = count < 3 ? 1.2 : count < 10 ? 0.3 : count < 20 ? -0.3 : -1;
  const byType = type === 'duplicates-introduced' && count >= 5 ? -0.8 : 0;
  return bySize + byTyping + byType + (BY_PATTERN[lead] ?? 0);
}

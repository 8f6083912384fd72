import { describe, expect, it } from 'vitest';
import { durationText, parseDuration, readableDuration } from './duration.ts';

function both(text: string): readonly [string, string] | undefined {
  const duration = parseDuration(text);
  return duration === undefined ? undefined : [durationText(duration), readableDuration(duration)];
}

describe('durations', () => {
  it('have one writing for one meaning', () => {
    expect(both('PT90M')).toEqual(['PT1H30M', '1 hour 30 minutes']);
    expect(both('-P1W')).toEqual(['-P7D', '7 days']);
    expect(both('+PT0S')).toEqual(['PT0S', '0 minutes']);
    expect(both('P1DT5S')).toEqual(['P1DT5S', '1 day 5 seconds']);
  });

  it.each(['', 'P', '-P', '1H', 'PT1', 'P1Y', 'PT1H ', `PT${'9'.repeat(50_000)}H`])('are not %#', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

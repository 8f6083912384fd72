import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Every colour of the style sheet that is given as a pair, light and dark. */
const COLOURS = new Map(
  [...readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8').matchAll(/--color-([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(([, name = '', light = '', dark = '']) => [name, { light, dark }] as const),
);
const LOOKS = ['light', 'dark'] as const;
const SURFACES = ['chrome', 'page', 'raised'];
const TONES = ['added', 'removed', 'modified', 'moved', 'recreated', 'cosmetic', 'practice'];

const TEXTS: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-2', 'ink-3', 'accent'].flatMap((text) => [...SURFACES, 'hover', 'accent-tint'].map((surface) => [text, surface] as const)),
  ...TONES.flatMap((tone) => [['page', tone], ['raised', tone], [`${tone}-tint`, tone]].map(([surface = '', text = '']) => [text, surface] as const)),
  ...['added-tint', 'removed-tint', 'cosmetic-tint', 'modified-tint', 'added-mark', 'removed-mark'].map((surface) => ['ink', surface] as const),
  ['on-accent', 'accent'],
];
const PARTS: readonly (readonly [string, string])[] = ['edge', 'focus'].flatMap((part) => SURFACES.map((surface) => [part, surface] as const));

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2: the ratio of the lighter to the darker, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function tooLow(pairs: readonly (readonly [string, string])[], least: number): string[] {
  return LOOKS.flatMap((look) =>
    pairs.flatMap(([front, back]) => {
      const ratio = contrast(COLOURS.get(front)?.[look] ?? '', COLOURS.get(back)?.[look] ?? '');
      return ratio >= least ? [] : [`${look}: ${front} on ${back} ${ratio.toFixed(2)}`];
    }),
  );
}

describe('colours', () => {
  it('give text a contrast of 4.5 or more, light and dark', () => {
    expect(tooLow(TEXTS, 4.5)).toEqual([]);
  });

  it('give borders of fields and the focus a contrast of 3 or more', () => {
    expect(tooLow(PARTS, 3)).toEqual([]);
  });
});

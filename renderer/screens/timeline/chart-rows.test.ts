import { describe, expect, it } from 'vitest';
import type { ListedFinding } from '../../../shared/contract/findings.ts';
import type { ChangeCounts } from '../../../shared/contract/timeline.ts';
import { fakeFindings } from '../../testing/fake-findings.ts';
import { barParts, countsText, findingRows, fullestSide, placeOf } from './chart-rows.ts';

const counts = (some: Partial<ChangeCounts>): ChangeCounts => ({ added: 0, removed: 0, modified: 0, moved: 0, recreated: 0, cosmetic: 0, ...some });

describe('a bar of changes', () => {
  it('stacks what came or changed above the middle line, and what went below it', () => {
    expect(barParts(counts({ added: 5, modified: 5, removed: 2 }), 10)).toEqual([
      { change: 'added', y: -0.5, height: 0.5 },
      { change: 'modified', y: -1, height: 0.5 },
      { change: 'removed', y: 0, height: 0.2 },
    ]);
  });

  it('is scaled by its fuller side and leaves cosmetic changes out, but says them', () => {
    expect(fullestSide(counts({ added: 3, removed: 7, cosmetic: 90 }))).toBe(7);
    expect(barParts(counts({ cosmetic: 90 }), 90)).toEqual([]);
    expect(countsText(counts({ added: 3, cosmetic: 90 }))).toBe('+3 added, ≈90 cosmetic');
  });
});

describe('findings on the axis of time', () => {
  const finding = (from: string, to: string): ListedFinding => ({ ...fakeFindings[0]!, window: { from: `2026-03-0${from}T00:00:00Z`, to: `2026-03-0${to}T00:00:00Z` } });

  it('share a row where they do not overlap', () => {
    expect(findingRows([finding('1', '2'), finding('1', '3'), finding('4', '5')]).map(({ row }) => row)).toEqual([0, 1, 0]);
  });

  it('stand where their time is within the range', () => {
    expect(placeOf(150, { fromMs: 100, toMs: 200 }, 800)).toBe(400);
  });
});

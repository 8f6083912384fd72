import { describe, expect, it } from 'vitest';
import { rawLines } from './raw-lines.ts';

describe('two bodies as stored, beside each other', () => {
  it('pair a changed line and fold what is equal far from it', () => {
    const before = 'BEGIN\r\nA\r\nB\r\nC\r\nTEL:1\r\nEND\r\n';
    const after = 'BEGIN\r\nA\r\nB\r\nC\r\nTEL:2\r\nEND\r\n';
    expect(rawLines(before, after, 100)).toEqual([
      { type: 'folded', lines: ['BEGIN', 'A'] },
      { type: 'equal', text: 'B' },
      { type: 'equal', text: 'C' },
      { type: 'changed', before: 'TEL:1', after: 'TEL:2' },
      { type: 'equal', text: 'END' },
    ]);
  });

  it('show one side where there is only one', () => {
    expect(rawLines(undefined, 'A\nB', 100)).toEqual([
      { type: 'changed', after: 'A' },
      { type: 'changed', after: 'B' },
    ]);
  });

  it('stop at the longest', () => {
    expect(rawLines('1\n2\n3\n4', undefined, 2)).toEqual([
      { type: 'changed', before: '1' },
      { type: 'changed', before: '2' },
    ]);
  });
});

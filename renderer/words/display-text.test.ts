import { describe, expect, it } from 'vitest';
import { displayText } from './display-text.ts';

describe('data as it may be shown', () => {
  it('leaves ordinary text of any script alone', () => {
    expect(displayText('Zoë 李雷 مريم 👩‍👩‍👧\tline\nnext', 200)).toBe('Zoë 李雷 مريم 👩‍👩‍👧\tline\nnext');
  });

  it('makes controls and marks of direction visible', () => {
    expect(displayText('evil\u202Efdp.exe\u0000\u007F', 200)).toBe('evil⟪202E⟫fdp.exe␀␡');
  });

  it('cuts long text without splitting a surrogate pair', () => {
    expect(displayText('abc😀def', 4)).toBe('abc…');
    expect(displayText('x'.repeat(100_000), 10)).toBe(`${'x'.repeat(10)}…`);
  });

  it('replaces lone surrogates', () => {
    expect(displayText('a\uD800b', 9)).toBe('a\uFFFDb');
  });
});

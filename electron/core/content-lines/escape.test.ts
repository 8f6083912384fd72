import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, splitUnescaped, unescapeList, unescapeText } from './escape.ts';

describe('escapes of text', () => {
  it('are undone where they mean something, and any other backslash stays', () => {
    expect(unescapeText('a\\nb\\N\\,\\;\\\\n\\:\\"')).toBe('a\nb\n,;\\n:"');
    expect(unescapeText('C:\\temp\\')).toBe('C:\\temp\\');
  });

  it('bring every text back', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '\\', 'n', ',', ';', ':', '"', '\n', 'ß') }), (text) => {
      expect(unescapeText(escapeText(text))).toBe(text);
    }));
    expect(escapeText('a\r\nb\rc')).toBe('a\\nb\\nc');
  });

  it('keep separators in a part apart from those between parts', () => {
    expect(splitUnescaped('a\\;b;c\\\\;d', ';')).toEqual(['a\\;b', 'c\\\\', 'd']);
    expect(unescapeList('a\\,b,c,')).toEqual(['a,b', 'c', '']);
  });

  it('bring every list back', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\\', ',', ';', '\n', 'n') });
    fc.assert(fc.property(fc.array(text, { minLength: 1 }), (texts) => {
      expect(unescapeList(texts.map(escapeText).join(','))).toEqual(texts);
      expect(splitUnescaped(texts.map(escapeText).join(';'), ';').map(unescapeText)).toEqual(texts);
    }));
  });
});

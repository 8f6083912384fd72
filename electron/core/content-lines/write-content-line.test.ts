import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContentLines } from './read-content-lines.ts';
import { writeContentLine } from './write-content-line.ts';

const utf8 = new TextEncoder();

describe('writing a content line', () => {
  it('folds at 75 octets, never within a character', () => {
    const written = writeContentLine('NOTE', [], '😀'.repeat(60));
    const lines = written.split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => utf8.encode(line).length)).toEqual([73, 73, 73, 29]);
    expect(lines.every((line, at) => at === 0 || line.startsWith(' '))).toBe(true);
    expect(written.isWellFormed()).toBe(true);
  });

  it('is read back as it was, whatever is in values and parameters', () => {
    const value = fc.string({ unit: 'binary', maxLength: 200 }).map((text) => text.replace(/[\r\n\ud800-\udfff]/g, ''));
    const param = fc.record({ name: fc.constantFrom('X-A', 'LABEL'), values: fc.array(value.map((text) => text.replace(/\u0000/g, '')), { minLength: 1, maxLength: 3 }) });
    fc.assert(fc.property(fc.array(param, { maxLength: 3 }), value, (params, text) => {
      const written = writeContentLine('X-TEST', params, text);
      expect(readContentLines(utf8.encode(`BEGIN:X\r\n${written}END:X\r\n`)).lines[1]).toEqual({ line: 2, group: '', name: 'X-TEST', params, value: text });
    }));
  });

  it('lets no line break end the property', () => {
    expect(writeContentLine('NOTE', [{ name: 'X', values: ['a\r\nb'] }], 'a\r\nEND:VCARD')).toBe('NOTE;X=a^nb:a\\nEND:VCARD\r\n');
  });
});

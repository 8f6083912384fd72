import { describe, expect, it } from 'vitest';
import { plain, plainLines, table, tableOr } from './table.ts';

describe('table', () => {
  it('shows foreign text without what could steer a terminal', () => {
    expect(table(['title', 'key'], [['Anna\u001b]0;owned\u0007\u001b[31m', 'a\u202egpj.vcf\r\n']])).toEqual(['title               key', 'Anna ]0;owned [31m  a gpj.vcf']);
  });

  it('holds more rows than a call takes arguments', () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => [String(index), 'x']);
    expect(table(['a', 'b'], rows)).toHaveLength(200_001);
  });
});

it('says of an empty list what that means', () => {
  const told = (items: readonly string[]) => tableOr('None yet.', ['name'], items, (name) => [name]);
  expect([told([]), told(['a'])]).toEqual([['None yet.'], ['name', 'a']]);
});

describe('plainLines', () => {
  it('keeps line ends and tabs and nothing else of control characters', () => {
    expect(plainLines('BEGIN:VCARD\r\n\tFN:A\u001b[2J\nEND')).toBe('BEGIN:VCARD\r\n\tFN:A [2J\nEND');
    expect(plain('a\nb')).toBe('a b');
  });
});

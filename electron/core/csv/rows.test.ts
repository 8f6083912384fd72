import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, sniffTable, type Separator } from './rows.ts';

function cells(text: string, separator: Separator = ','): readonly (readonly string[])[] {
  return [...csvRows(text, separator)].map((row) => row.cells);
}

describe('rows of a table', () => {
  it('hold quotes, separators and line breaks within quotes (RFC 4180)', () => {
    expect(cells('a,"b,""c""\r\nd",e\r\n"",f\n\n,\rg')).toEqual([['a', 'b,"c"\r\nd', 'e'], ['', 'f'], ['', ''], ['g']]);
  });

  it('take quotes within a value, and what follows a closing quote, as they stand', () => {
    expect(cells('5" pipe,"a" b,"c"d"\n')).toEqual([['5" pipe', 'a b', 'cd"']]);
  });

  it('know their line and whether the text ends within them', () => {
    expect([...csvRows('a,b\n"x\ny",z\n\nlast,"open\n', ',')].map(({ line, ended, quoteOpen }) => ({ line, ended, quoteOpen }))).toEqual([
      { line: 1, ended: true, quoteOpen: false }, { line: 2, ended: true, quoteOpen: false }, { line: 5, ended: false, quoteOpen: true },
    ]);
  });

  it('give back every value that was written by the rules', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é') }), { minLength: 2, maxLength: 4 }), { maxLength: 6 }), fc.constantFrom<Separator>(',', ';', '\t'), (table, separator) => {
        const text = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\r\n');
        expect(cells(text, separator)).toEqual(table);
      }),
    );
  });

  it('are read in time proportional to their length', () => {
    for (const shape of ['"', '""', '",', ',', '\n', '"\n', 'a"b']) {
      const begun = performance.now();
      expect([...csvRows(shape.repeat(600_000 / shape.length), ',')].length).toBeGreaterThanOrEqual(0);
      expect(performance.now() - begun).toBeLessThan(2000);
    }
  });
});

describe('a table’s separator', () => {
  it('is the one that parts most cells of the first row, or the one Excel tells', () => {
    expect(sniffTable('a;b,c;d\n')).toEqual({ separator: ';', start: 0 });
    expect(sniffTable('"a;b;c",d\n')).toEqual({ separator: ',', start: 0 });
    expect(sniffTable('\ufeffa\tb\n')).toEqual({ separator: '\t', start: 1 });
    expect(sniffTable('sep=;\r\na,b,c;d')).toEqual({ separator: ';', start: 7 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterValues } from './content-line.ts';
import { readContentLines } from './read-content-lines.ts';

const utf8 = new TextEncoder();
const octets = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : part)));
const brief = (raw: Uint8Array | string) => readContentLines(typeof raw === 'string' ? utf8.encode(raw) : raw)
  .lines.map(({ group, name, params, value }) => [group === '' ? name : `${group}.${name}`, ...params.map((param) => `${param.name}=${param.values.join('|')}`), value]);

describe('lines', () => {
  it('end with CRLF, LF, CR or several CR, and are numbered by where they begin', () => {
    const { lines } = readContentLines(utf8.encode('A:1\r\nB:2\nC:3\rD:4\r\r\n\r\nE:5\r\n 6\r\nF:7'));
    expect(lines.map(({ line, name, value }) => [line, name, value])).toEqual([[1, 'A', '1'], [2, 'B', '2'], [3, 'C', '3'], [4, 'D', '4'], [6, 'E', '56'], [8, 'F', '7']]);
  });

  it('go on behind white space, even over a blank line, and lose just that one white space', () => {
    expect(brief('NOTE:one\r\n  two\r\n\tthree\r\r\n\r\n  four\r\nX:1')).toEqual([['NOTE', 'one twothree four'], ['X', '1']]);
  });

  it('keep their text where they have no name', () => {
    expect(brief('FN:A\n# a remark\nhttp colon: no name\n:nothing')).toEqual([['FN', 'A'], ['', '# a remark'], ['', 'http colon: no name'], ['', ':nothing']]);
  });

  it('have a group and a name in upper case, blanks around it tolerated', () => {
    expect(brief('item1.x-ABLabel:Work\nTel :1')).toEqual([['item1.X-ABLABEL', 'Work'], ['TEL', '1']]);
  });
});

describe('parameters', () => {
  it('hold quoted values, lists and RFC 6868 escapes', () => {
    expect(brief(`ADR;TYPE="a;b:c",home;LABEL=x^ny^^z^'q^x:v`)).toEqual([['ADR', 'TYPE=a;b:c|home', `LABEL=x\ny^z"q^x`, 'v']]);
  });

  it('of vCard 2.1 stand under the name that their value implies', () => {
    expect(brief('TEL;WORK;Voice;:1\nPHOTO;BASE64;JPEG:AA\nURL;INLINE;UTF-8:x')).toEqual([
      ['TEL', 'TYPE=WORK', 'TYPE=Voice', '1'], ['PHOTO', 'ENCODING=BASE64', 'TYPE=JPEG', 'AA'], ['URL', 'VALUE=INLINE', 'CHARSET=UTF-8', 'x'],
    ]);
  });

  it('are read as far as they go where a quote is never closed or stands in the middle', () => {
    expect(brief('A;X="open:v\nB;X=a"b:v')).toEqual([['A', 'X="open', 'v'], ['B', 'X=a"b', 'v']]);
  });

  it('are gathered over repetitions', () => {
    const [line] = readContentLines(utf8.encode('TEL;TYPE=a,b;X=1;TYPE=c:1')).lines;
    expect(line && parameterValues(line, 'TYPE')).toEqual(['a', 'b', 'c']);
    expect(line && parameterValues(line, 'NONE')).toEqual([]);
  });
});

describe('transfer encodings', () => {
  it('undoes quoted-printable with its soft line breaks, and no others', () => {
    expect(brief('NOTE;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=C3=9Fe=\r\n aus =3D=\r\nKöln=0D=0A=ZZ\r\nKEY;BASE64:QQ==\r\nFN:x=')).toEqual([
      ['NOTE', 'ENCODING=QUOTED-PRINTABLE', 'Grüße aus =Köln\r\n=ZZ'], ['KEY', 'ENCODING=BASE64', 'QQ=='], ['FN', 'x='],
    ]);
  });

  it('does not take the end of the card into a value that ends in an equals sign', () => {
    expect(brief('NOTE;QUOTED-PRINTABLE:abc=\r\nEND:VCARD')).toEqual([['NOTE', 'ENCODING=QUOTED-PRINTABLE', 'abc'], ['END', 'VCARD']]);
  });

  it('joins base64 whose lines have no white space in front, up to a blank line', () => {
    expect(brief('PHOTO;ENCODING=BASE64;TYPE=GIF:R0lG\r\nODlh\r\nAQ==\r\n\r\nABCD\r\nFN:A')).toEqual([
      ['PHOTO', 'ENCODING=BASE64', 'TYPE=GIF', 'R0lGODlhAQ=='], ['', 'ABCD'], ['FN', 'A'],
    ]);
  });

  it('joins what follows a backslash at the end of a line, as an escaped line break', () => {
    expect(brief('ADR:;;Hill 3\\\r\nBack door;Town\r\nFN:A\\\\\r\nB')).toEqual([['ADR', ';;Hill 3\\nBack door;Town'], ['FN', 'A\\\\'], ['', 'B']]);
  });
});

describe('character sets', () => {
  const values = (raw: Uint8Array): unknown => {
    const { lines, charsetGuessed } = readContentLines(raw);
    return [charsetGuessed, ...lines.map((line) => line.value)];
  };

  it('is UTF-8 with or without a mark, and UTF-16 by its mark or its zeros', () => {
    expect(values(octets([0xef, 0xbb, 0xbf], 'FN:Zo', [0xc3, 0xab]))).toEqual([false, 'Zoë']);
    const wide = octets(...Array.from('FN:Z', (letter) => `${letter}\0`), [0xeb, 0]);
    expect(values(wide)).toEqual([false, 'Zë']);
    expect(values(octets([0xff, 0xfe], Array.from(wide)))).toEqual([false, 'Zë']);
    expect(values(octets([0xfe, 0xff], '\0F\0N\0:\0Z'))).toEqual([false, 'Z']);
  });

  it('is UTF-8 that was folded within a character', () => {
    expect(values(octets('FN:Zo', [0xc3], '\r\n ', [0xab], '\r\nN:B'))).toEqual([false, 'Zoë', 'B']);
  });

  it('is what CHARSET says, line by line, in values, quoted-printable and parameters', () => {
    const raw = octets(
      'FN;CHARSET=Shift_JIS:', [0x83, 0x5c, 0x83, 0x76], '\r\nNOTE;CHARSET=WINDOWS-1251;ENCODING=QUOTED-PRINTABLE:=CF=F0\r\n',
      'N;CHARSET=ISO-2022-JP:', [0x1b], '$B$=', [0x1b], '(B;x\r\nTEL;TYPE=', [0xc3, 0xa9], ':1',
    );
    expect(values(raw)).toEqual([false, 'ソプ', 'Пр', 'そ;x', '1']);
    expect(values(octets('N;CHARSET=ISO-2022-JP:', [0x1b], '$B$=', [0x1b], '(B'))).toEqual([false, 'そ']);
  });

  it('is UTF-8 where that fits, whatever CHARSET claims', () => {
    expect(values(octets('FN;CHARSET=ISO-8859-1:Zo', [0xc3, 0xab]))).toEqual([false, 'Zoë']);
  });

  it('is guessed as Windows-1252 where nothing tells it, and that is said', () => {
    expect(values(octets('FN:Zo', [0xeb], ' ', [0x80]))).toEqual([true, 'Zoë €']);
    expect(values(octets('FN;CHARSET=unheard-of:Zo', [0xeb]))).toEqual([true, 'Zoë']);
    expect(values(octets('FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Zo=EB'))).toEqual([true, 'Zoë']);
  });

  it('stays UTF-8 where a text was cut within a character, or surrogates were written one by one', () => {
    expect(values(octets('FN:', [0xc3, 0xab, 0xc3, 0xab, 0xc3]))).toEqual([true, 'ëë\ufffd']);
    expect(values(octets('FN:hi ', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]))).toEqual([true, 'hi 😀']);
  });
});

describe('hostile bodies', () => {
  it('keep NUL, control characters and lone surrogates without an error', () => {
    expect(brief(octets('NOTE:a\0b', [1, 0x1b, 0x7f]))).toEqual([['NOTE', 'a\0b\u0001\u001b\u007f']]);
    expect(brief(octets('NOTE:a', [0xed, 0xa0, 0x80]))).toHaveLength(1);
  });

  it('are read whatever the bytes, every logical line kept', () => {
    const piece = fc.constantFrom('A', ':', ';', '=', '"', ',', '\\', '\r', '\n', ' ', '^', 'ENCODING=QUOTED-PRINTABLE', 'BASE64', 'CHARSET=x', '=C3', '\0', '\u00e9', 'BEGIN:VCARD');
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.array(piece, { maxLength: 80 }).map((parts) => utf8.encode(parts.join('')))), (raw) => {
      for (const line of readContentLines(raw).lines) expect([typeof line.value, line.name, line.line > 0]).toEqual(['string', line.name.toUpperCase(), true]);
    }));
  });

  it.each([
    ['parameters', `A${';X="='.repeat(500_000)}:1`],
    ['values of a parameter', `A;X=${',"'.repeat(1_000_000)}:1`],
    ['lines without a colon', 'a\n'.repeat(1_000_000)],
    ['soft line breaks', `A;QUOTED-PRINTABLE:${'=\n'.repeat(1_000_000)}`],
    ['carriage returns', '\r'.repeat(4_000_000)],
    ['folds', `A:${'b\r\n '.repeat(1_000_000)}`],
  ])('take time by their size alone: millions of %s', (_, body) => {
    expect(readContentLines(utf8.encode(body)).lines.length).toBeLessThanOrEqual(1_000_000);
  }, 10_000);
});

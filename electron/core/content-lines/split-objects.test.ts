import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitObjects } from './split-objects.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const text = (raw: Uint8Array): string => Array.from(raw, (byte) => String.fromCharCode(byte)).join('');
const pieces = (input: string) => [...splitObjects(bytes(input), 'VCARD')].map(({ raw, line, problem }) => [line, text(raw), ...(problem === undefined ? [] : [problem])]);

describe('splitting a file into its objects', () => {
  it('yields each card with its own line ends and nothing between them', () => {
    const first = 'BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n';
    const second = 'begin:vcard\nFN:B\nEnd:VCard \n';
    expect(pieces(`\r\n${first} \r\n\n${second}\n`)).toEqual([[2, first], [7, second]]);
  });

  it('takes a bare CR for a line end, and CR CR LF for one', () => {
    expect(pieces('BEGIN:VCARD\rFN:A\rEND:VCARD\rBEGIN:VCARD\rFN:B\rEND:VCARD')).toEqual([
      [1, 'BEGIN:VCARD\rFN:A\rEND:VCARD\r'],
      [4, 'BEGIN:VCARD\rFN:B\rEND:VCARD'],
    ]);
    expect(pieces('BEGIN:VCARD\r\r\nFN:A\r\r\nEND:VCARD\r\r\nBEGIN:VCARD\r\r\nEND:VCARD\r\r\n').map(([line]) => line)).toEqual([1, 4]);
  });

  it('tells a card that the next one cuts off from a card that the end of the file cuts off', () => {
    expect(pieces('BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C')).toEqual([
      [1, 'BEGIN:VCARD\nFN:A\n', 'record-cut-off'],
      [3, 'BEGIN:VCARD\nFN:B\nEND:VCARD\n'],
      [6, 'BEGIN:VCARD\nFN:C', 'file-cut-off'],
    ]);
  });

  it('keeps what stands outside any card, and a card without a beginning, as problems', () => {
    expect(pieces('hello\nBEGIN:VCARD\nEND:VCARD\nFN:B\nEND:VCARD\nFN:C')).toEqual([
      [1, 'hello\n', 'record-unreadable'],
      [2, 'BEGIN:VCARD\nEND:VCARD\n'],
      [4, 'FN:B\nEND:VCARD\n', 'record-unreadable'],
      [6, 'FN:C', 'record-unreadable'],
    ]);
  });

  it('leaves the card of an agent within its card, and only that', () => {
    const card = 'BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nTEL:1\nEND:VCARD\n';
    expect(pieces(card + card)).toEqual([[1, card], [9, card]]);
  });

  it('parts cards that were put together without a line end', () => {
    expect(pieces('BEGIN:VCARD\nFN:A\nEND:VCARDBEGIN:VCARD\nFN:B\nEND:VCARD \u00ef\u00bb\u00bfbegin:vcard\nEND:VCARD')).toEqual([
      [1, 'BEGIN:VCARD\nFN:A\nEND:VCARD'],
      [3, 'BEGIN:VCARD\nFN:B\nEND:VCARD '],
      [5, '\u00ef\u00bb\u00bfbegin:vcard\nEND:VCARD'],
    ]);
    expect(pieces('BEGIN:VCARD\nEND:VCARDEND:VCARD')).toEqual([[1, 'BEGIN:VCARD\nEND:VCARDEND:VCARD', 'file-cut-off']]);
  });

  it('does not take a folded line for a delimiter, but finds delimiters in a file indented throughout', () => {
    const folded = 'BEGIN:VCARD\nNOTE:x\n END:VCARD\nEND:VCARD\n';
    const indented = '  BEGIN:VCARD\n  FN:A\n  END:VCARD\n';
    expect(pieces(folded + indented)).toEqual([[1, folded], [5, indented]]);
  });

  it('finds cards behind byte order marks and in UTF-16', () => {
    const mark = '\u00ef\u00bb\u00bf';
    expect(pieces(`${mark}BEGIN:VCARD\nEND:VCARD\n${mark}BEGIN:VCARD\nEND:VCARD\n`)).toEqual([
      [1, `${mark}BEGIN:VCARD\nEND:VCARD\n`],
      [3, `${mark}BEGIN:VCARD\nEND:VCARD\n`],
    ]);
    const wide = (input: string): string => Array.from(input, (letter) => `${letter}\0`).join('');
    expect(pieces(`\u00ff\u00fe${wide('BEGIN:VCARD\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:A')}`)).toEqual([
      [1, `\u00ff\u00fe${wide('BEGIN:VCARD\r\nEND:VCARD\r\n')}`],
      [3, wide('BEGIN:VCARD\r\nFN:A'), 'file-cut-off'],
    ]);
  });

  it('gives back every byte but white space between pieces, in order, however the file is chunked', () => {
    const line = fc.constantFrom('BEGIN:VCARD', 'END:VCARD', 'END:VCARDBEGIN:VCARD', 'AGENT:', 'FN:Zo\u00eb', ' folded', '', '\u00ef\u00bb\u00bfBEGIN:VCARD', 'junk', '\0\0', ' END:VCARD', '\u00ff\u00fe');
    const end = fc.constantFrom('\r\n', '\n', '\r', '\r\r\n', '');
    const file = fc.array(fc.tuple(line, end), { maxLength: 40 }).map((lines) => bytes(lines.flat().join('')));
    fc.assert(fc.property(fc.oneof(file, fc.uint8Array({ maxLength: 200 })), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (input, sizes) => {
      const whole = [...splitObjects(input, 'VCARD')];
      const chunked = [...splitObjects(chunksOf(input, sizes), 'VCARD')];
      expect(chunked).toEqual(whole);
      let at = 0;
      for (const piece of whole) {
        expect(text(input.slice(at, piece.offset)).replace(/[\0\s\x1a\u00ef\u00bb\u00bf\u00ff\u00fe]/g, '')).toBe('');
        expect(piece.raw).toEqual(input.slice(piece.offset, piece.offset + piece.raw.length));
        at = piece.offset + piece.raw.length;
      }
      expect(text(input.slice(at)).replace(/[\0\s\x1a\u00ef\u00bb\u00bf\u00ff\u00fe]/g, '')).toBe('');
    }));
  });
});

function chunksOf(input: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < input.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(input.slice(at, at + size));
    at += size;
  }
  return chunks;
}

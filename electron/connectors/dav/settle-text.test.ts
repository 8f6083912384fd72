import { describe, expect, it } from 'vitest';
import { settleText } from './settle-text.ts';

describe('the bytes behind a text', () => {
  const crlf = 'BEGIN:VCARD\r\nFN:Ümläut\r\nEND:VCARD\r\n';
  const lf = crlf.replaceAll('\r', '');

  it.each([
    ['as it was sent', crlf, crlf],
    ['with the CR that was lost', lf, crlf],
    ['with LF where that is stored', lf, lf],
    ['with the last line end that was trimmed', lf.trimEnd(), crlf],
    ['without a last line end that was added', lf, crlf.trimEnd()],
  ])('are those of the form whose length is right: %s', (_, text, stored) => {
    expect(settleText(text, Buffer.byteLength(stored))?.toString()).toBe(stored);
  });

  it('are not known where no form has the length: the text was converted or cut', () => {
    expect(settleText(crlf.slice(0, 20), Buffer.byteLength(crlf))).toBeUndefined();
  });

  it('are not known where a form has the length only by chance', () => {
    const withControl = crlf.replace('FN:', 'FN:\u0001');
    const inLatin = Buffer.from('BEGIN:VCARD\r\nFN:Zo\u00eb\r\nEND:VCARD\r\n', 'latin1');
    expect(settleText(crlf, Buffer.byteLength(withControl))).toBeUndefined();
    expect(settleText(inLatin.toString('utf8'), inLatin.length)).toBeUndefined();
  });

  it('are those of the text where no length is given, with CRLF where it has no CR at all', () => {
    expect([crlf, lf, 'a\r\nb\nc\rd'].map((text) => settleText(text, undefined)?.toString())).toEqual([crlf, crlf, 'a\r\nb\nc\rd']);
  });
});

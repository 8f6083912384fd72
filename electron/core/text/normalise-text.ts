/**
 * Words with one space or line feeds between them, of characters that NFC leaves alone whatever stands beside them (ASCII, Latin, Cyrillic,
 * kana, CJK, Hangul): the usual case, which needs no work.
 */
const PLAIN = /^[!-~\u00a1-\u024f\u0400-\u0481\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uac00-\ud7a3]+(?:(?: |\n+)[!-~\u00a1-\u024f\u0400-\u0481\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uac00-\ud7a3]+)*$/;

/** A text as it is compared: NFC, line ends LF, runs of blanks as one space, none at the ends of lines, marks without a width dropped. */
export function normaliseText(text: string): string {
  if (PLAIN.test(text)) return text;
  return withoutBlanksAround(unixLineEnds(text).replace(INVISIBLE, '').normalize('NFC'));
}

/** The same text with LF as its only line end. */
export function unixLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Direction marks, zero-width spaces and byte order marks; the joiners that some scripts need stay. */
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

function withoutBlanksAround(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
  return lines.join('\n').trim();
}

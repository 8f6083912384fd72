import { bytesAsText, textAsBytes } from './bytes-as-text.ts';
import { decodeBytes, decodeUtf8, decoderFor, utf16Flavour, type DecodedText } from './charset.ts';
import { parameterValue, parameterValues, type ContentLine, type Parameter } from './content-line.ts';
import { parseLine } from './parse-line.ts';
import { decodeQuotedPrintable } from './quoted-printable.ts';
import { unfold } from './unfold.ts';

/** What a body's bytes say, line by line. */
export interface ContentLines {
  readonly lines: readonly ContentLine[];
  /** True: some text is in no known character set; it was read as Windows-1252, or as UTF-8 with replacement characters. */
  readonly charsetGuessed: boolean;
}

/**
 * Reads a body of vCard 2.1/3.0/4.0 or iCalendar into content lines. Never throws: whatever the bytes, each logical line is there.
 * Character sets: UTF-8 where it is UTF-8, UTF-16 by its mark or zeros, else line by line what CHARSET says, else guessed.
 */
export function readContentLines(raw: Uint8Array): ContentLines {
  const utf16 = utf16Flavour(raw);
  if (utf16 !== undefined) return readText(new TextDecoder(utf16).decode(raw));
  const text = decodeUtf8(raw);
  return text === undefined ? readOctets(raw) : readText(text);
}

function readText(text: string): ContentLines {
  let charsetGuessed = false;
  const decode = (value: DecodedText): string => {
    charsetGuessed ||= value.guessed;
    return value.text;
  };
  const lines = unfold(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).map(({ text: logical, line }) => {
    const parsed = parseLine(logical, line);
    if (parsed.params.length === 0) return parsed;
    const charset = parameterValue(parsed, 'CHARSET');
    if (isQuotedPrintable(parsed)) {
      return { ...parsed, value: decodeQuotedPrintable(parsed.value, 0x7f, (octets) => decode(decodeBytes(octets, charset))) };
    }
    // ISO-2022-JP is the one set whose octets pass for UTF-8 text.
    const declared = charset === undefined || !parsed.value.includes('\u001b') ? undefined : decoderFor(charset);
    if (declared === undefined || !declared.encoding.startsWith('iso-2022')) return parsed;
    return { ...parsed, value: declared.decode(textAsBytes(parsed.value)) };
  });
  return { lines, charsetGuessed };
}

/** A body that is not UTF-8 as a whole: perhaps another set, perhaps several, perhaps UTF-8 folded within a character. */
function readOctets(raw: Uint8Array): ContentLines {
  const parsed = unfold(bytesAsText(raw)).map(({ text, line }) => parseLine(text, line));
  const usual = parsed.map((line) => parameterValue(line, 'CHARSET')).find((charset) => charset !== undefined);
  let charsetGuessed = false;
  const decode = (octets: Uint8Array, charset: string | undefined): string => {
    const decoded = decodeBytes(octets, charset ?? usual);
    charsetGuessed ||= decoded.guessed;
    return decoded.text;
  };
  const lines = parsed.map((line) => {
    const charset = parameterValue(line, 'CHARSET');
    const decodeText = (text: string): string => (isAscii(text) && charset === undefined ? text : decode(textAsBytes(text), charset));
    return {
      line: line.line,
      group: line.group,
      name: line.name,
      params: line.params.map(({ name, values }): Parameter => ({ name, values: values.map(decodeText) })),
      value: isQuotedPrintable(line) ? decodeQuotedPrintable(line.value, 0xff, (octets) => decode(octets, charset)) : decodeText(line.value),
    };
  });
  return { lines, charsetGuessed };
}

function isQuotedPrintable(line: ContentLine): boolean {
  return parameterValues(line, 'ENCODING').some((encoding) => /^(?:quoted-printable|q)$/i.test(encoding));
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 0x7f) return false;
  }
  return true;
}

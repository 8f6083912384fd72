import { decodeBase64 } from '../content-lines/base64.ts';
import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import { unescapeText } from '../content-lines/escape.ts';
import type { Link, UnknownProperty } from '../jscalendar/types.ts';
import type { ReadContext } from '../reading.ts';

/** Longer values of properties that we don't know are compared by their digest and shown by their beginning. */
const SHOWN_LENGTH = 2000;

/** An ATTACH or IMAGE (RFC 5545 §3.8.1.1, RFC 7986 §5.10): a URI, or embedded data by name, type, size and digest. */
export function readLink(line: ContentLine, linkContext: string, context: ReadContext): Link {
  if (!isBinary(line)) return { context: linkContext, text: line.value.trim() };
  const bytes = decodeBase64(line.value);
  const name = parameterValue(line, 'FILENAME') ?? parameterValue(line, 'X-FILENAME') ?? parameterValue(line, 'X-APPLE-FILENAME');
  const parts = [name, parameterValue(line, 'FMTTYPE'), sizeText(bytes.length)].filter((part) => part !== undefined);
  return { context: linkContext, text: parts.join(', '), key: context.digest(bytes) };
}

/** A property that no field of ours fits, with its value as a person reads it. */
export function readUnknown(line: ContentLine, context: ReadContext): UnknownProperty {
  if (isBinary(line)) {
    const bytes = decodeBase64(line.value);
    return { name: line.name, value: sizeText(bytes.length), key: context.digest(bytes) };
  }
  const value = unescapeText(line.value);
  if (value.length <= SHOWN_LENGTH) return { name: line.name, value };
  return { name: line.name, value: `${value.slice(0, SHOWN_LENGTH)}…`, key: context.digest(new TextEncoder().encode(value)) };
}

function isBinary(line: ContentLine): boolean {
  return parameterValue(line, 'ENCODING')?.toUpperCase() === 'BASE64' || parameterValue(line, 'VALUE')?.toUpperCase() === 'BINARY';
}

function sizeText(length: number): string {
  return `${String(length).replace(/\B(?=(?:\d{3})+$)/g, ',')} bytes`;
}

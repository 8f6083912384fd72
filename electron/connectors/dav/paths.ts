import { isUtf8 } from 'node:buffer';

/**
 * Paths of resources as keys: percent-decoded, because servers list one resource as `a%3Ab`, `a:b` or with other hex case. Escapes are
 * kept where they must be: a slash within a name, bytes that are no UTF-8, and a percent sign that would look like one.
 */
export function decodePath(pathname: string): string {
  return pathname.split('/').map(decodeSegment).join('/');
}

/** The path to send for a key; the inverse of `decodePath`. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeSegment).join('/');
}

/** The last segment of a path that does not end in a slash, or the one before it. */
export function lastSegment(path: string): string {
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path;
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** Whether two paths name the same resource, a slash at the end apart. */
export function isSamePath(a: string, b: string): boolean {
  return withoutSlash(a) === withoutSlash(b);
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Stands for a percent sign that is part of a name, until it is known what follows it; half a pair, which no text in UTF-8 holds alone. */
const PERCENT = '\uD800';

function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  const decoded = segment.split(/((?:%[0-9a-f]{2})+)/i).map((part, index) => (index % 2 === 0 ? part.replaceAll('%', PERCENT) : decodeRun(part)));
  return decoded.join('').replaceAll(/\uD800(?=[0-9a-f]{2})/giu, '%25').replaceAll(/\uD800/gu, '%');
}

/** A run of escapes as text; a slash, and each byte that is no UTF-8, stays an escape. */
function decodeRun(run: string): string {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = utf8Length(bytes, at);
    const character = length === 0 ? escapeOf(bytes[at] ?? 0) : bytes.toString('utf8', at, at + length);
    text += character === '/' ? '%2F' : character === '%' ? PERCENT : character;
    at += Math.max(length, 1);
  }
  return text;
}

/** How many bytes the character at a place has; 0 where there is none (RFC 3629 §4). */
function utf8Length(bytes: Buffer, at: number): number {
  for (const length of [1, 2, 3, 4]) {
    const part = bytes.subarray(at, at + length);
    if (part.length === length && isUtf8(part)) return length;
  }
  return 0;
}

function escapeOf(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function encodeSegment(segment: string): string {
  return segment
    .split(/(%[0-9a-f]{2})/i)
    .map((part, index) => (index % 2 === 0 ? encodeURIComponent(part.toWellFormed()) : part))
    .join('');
}

/** The segments of an encoded path, decoded; null where the encoding is broken, or a segment could climb or hides a slash. */
export function decodePath(path: string): readonly string[] | null {
  const segments: string[] = [];
  for (const part of path.split('/')) {
    if (part === '') continue;
    const segment = decodeSegment(part);
    if (segment === null || segment === '.' || segment === '..' || segment.includes('/')) return null;
    segments.push(segment);
  }
  return segments;
}

/** The href of a resource: each segment percent-encoded, a slash at the end of a collection. */
export function encodePath(segments: readonly string[], isCollection: boolean): string {
  const path = `/${segments.map(encodeURIComponent).join('/')}`;
  return isCollection && path !== '/' ? `${path}/` : path;
}

/** The path of an href in a request body, which may be absolute (RFC 4918 §8.3). */
export function pathOfHref(href: string): string {
  const withoutOrigin = href.trim().replace(/^https?:\/\/[^/]*/i, '');
  return withoutOrigin.replace(/[?#].*$/s, '');
}

function decodeSegment(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

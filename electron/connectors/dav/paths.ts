/**
 * Paths of resources as keys: percent-decoded, because servers list one resource as `a%3Ab`, `a:b` or with other hex case.
 * A slash within a name stays `%2F`; bytes that are no UTF-8 stay as they were sent.
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

function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment).replaceAll('/', '%2F');
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}

function encodeSegment(segment: string): string {
  if (isUndecodable(segment)) return segment;
  return segment.split('%2F').map(encodeURIComponent).join('%2F');
}

/** A name in Latin-1, say, was kept as it was sent and goes back so. */
function isUndecodable(segment: string): boolean {
  if (!/%[0-9a-f]{2}/i.test(segment)) return false;
  try {
    decodeURIComponent(segment);
    return false;
  } catch (error) {
    if (error instanceof URIError) return true;
    throw error;
  }
}

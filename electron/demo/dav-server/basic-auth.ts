import type { DavHandler } from './messages.ts';
import { plain } from './replies.ts';

/** Lets only the user through, by Basic authentication in UTF-8 (RFC 7617); discovery needs none. */
export function requireBasic(user: string, password: string, next: DavHandler): DavHandler {
  const expected = `${user}:${password}`;
  return (request) => {
    if (request.path.startsWith('/.well-known/')) return next(request);
    const match = /^basic +([A-Za-z0-9+/=]+)$/i.exec(request.headers['authorization'] ?? '');
    if (Buffer.from(match?.[1] ?? '', 'base64').toString('utf8') === expected) return next(request);
    return plain(401, { 'www-authenticate': 'Basic realm="SyncTrace practice server", charset="UTF-8"' });
  };
}

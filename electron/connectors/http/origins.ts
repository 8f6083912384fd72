import { AppError } from '../../../shared/errors.ts';

/** The account's URL; throws where it is none, holds a user, or would send a password in the clear over the network. */
export function requireAccountUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AppError('nothing-found-at-url');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AppError('nothing-found-at-url');
  if (url.username !== '' || url.password !== '') throw new AppError('usage', { context: { what: 'the URL holds no user or password; give --user and --password-env' } });
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new AppError('plain-http-refused');
  url.hash = '';
  return url;
}

/** Throws `redirect-refused` unless the target is on the same scheme, host and port: only there credentials may go. */
export function requireSameOrigin(target: URL, account: URL): void {
  if (target.origin === account.origin && target.username === '' && target.password === '') return;
  throw new AppError('redirect-refused', { context: { host: target.host } });
}

/** The loopback networks: nothing leaves the machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

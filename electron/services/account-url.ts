import { GRAPH_URL } from '../../shared/clouds.ts';
import { AppError } from '../../shared/errors.ts';
import type { SourceKind } from '../store/types.ts';

/** The address of an account as it is kept; refuses what is none, what holds a password, and plain http to anywhere but this machine. */
export function accountUrl(kind: SourceKind, text: string | undefined): string | undefined {
  if (text === undefined) return kind === 'graph' ? GRAPH_URL : undefined;
  const url = checkedUrl(text);
  if (kind !== 'graph') return url.href;
  // The bare server means its current version; links of answers are followed as they come.
  return url.pathname === '/' ? new URL('/v1.0', url).href : url.href.replace(/\/$/, '');
}

/** Whether an address names the place of EWS itself, so that nothing has to be found. */
export function isEwsUrl(url: string): boolean {
  return /\.asmx$/i.test(new URL(url).pathname);
}

/** Whether an address is on this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function checkedUrl(text: string): URL {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const withScheme = hasScheme ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) throw new AppError('usage', { context: { what: 'the URL is not one' } });
  const url = new URL(withScheme);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AppError('usage', { context: { what: 'the URL begins with https://' } });
  if (!hasScheme && !url.hostname.includes('.') && !isLoopback(url.hostname)) throw new AppError('usage', { context: { what: 'the URL is not one; it looks like https://dav.example.com' } });
  if (url.username !== '' || url.password !== '') throw new AppError('usage', { context: { what: 'the URL holds no user or password; give --user and --password-env' } });
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new AppError('plain-http-refused');
  return url;
}

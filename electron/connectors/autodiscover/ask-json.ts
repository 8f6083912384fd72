import { readJsonObject } from '../json-object.ts';
import { readText } from './read-text.ts';
import type { Search } from './search.ts';

/** What a place said of a mailbox: the address of its service, another place to ask, or nothing. */
export type Told = { readonly type: 'service'; readonly url: URL } | { readonly type: 'place'; readonly url: URL } | { readonly type: 'nothing' };

/**
 * Autodiscover V2 at one place, without signing in (CSS-Exchange, Get-ProtocolEndpointViaAutoDv2). A place that does not know it, or not
 * this mailbox, says nothing.
 */
export async function askJson(search: Search, place: URL, signal: AbortSignal): Promise<Told> {
  const url = new URL(`/autodiscover/autodiscover.json/v1.0/${encodeURIComponent(search.email)}?Protocol=EWS`, place);
  const answer = await search.transport.exchange({ method: 'GET', url, headers: { accept: 'application/json', 'user-agent': 'SyncTrace' }, answerMs: search.limits.answerMs }, signal);
  const text = await readText(answer);
  const location = answer.headers['location'];
  if (answer.status >= 300 && answer.status < 400 && location !== undefined && URL.canParse(location, url.href)) return { type: 'place', url: new URL(location, url) };
  if (answer.status !== 200) return { type: 'nothing' };
  const found = urlIn(text);
  return found === undefined ? { type: 'nothing' } : { type: 'service', url: found };
}

/** Nothing where a web server gives a page of its own in place of the answer. */
function urlIn(text: string): URL | undefined {
  const url = readJsonObject(text)?.['Url'];
  return typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
}

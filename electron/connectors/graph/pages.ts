import { AppError } from '../../../shared/errors.ts';
import { textAt } from '../../core/graph/json.ts';
import { requireSameOrigin } from '../http/origins.ts';
import { type Row, requireObject, requireRows } from './answers.ts';
import { isLostState } from './errors.ts';
import { PREFER_IMMUTABLE, refusalOf } from './http.ts';
import { type GraphSession, urlOf } from './session.ts';

export interface Page {
  readonly rows: readonly Row[];
  /** How many there are in all, where that was asked for. */
  readonly count?: number;
  /** Where the next delta query begins; the last page of one has it. */
  readonly deltaLink?: string;
}

export interface PageOptions {
  readonly permission: string;
  /** For delta queries, where `$top` would limit the whole (corso). */
  readonly maxPageSize?: number;
}

/** Every page has a new link; so many pages no mailbox has. */
const MOST_PAGES = 100_000;

/**
 * The pages of a list or delta query, one after the other, none held. Links are followed whole, and only on the service's own origin. A link that comes
 * again ends in `answer-malformed`, a state that is not known any more in `cursor-expired`.
 */
export async function* readPages(session: GraphSession, first: URL, options: PageOptions, signal: AbortSignal): AsyncGenerator<Page> {
  const headers = options.maxPageSize === undefined ? {} : { prefer: `${PREFER_IMMUTABLE}, odata.maxpagesize=${options.maxPageSize}` };
  const seen = new Set<string>();
  for (let url: URL | undefined = first; url !== undefined; ) {
    if (seen.has(url.href) || seen.size >= MOST_PAGES) throw new AppError('answer-malformed', { context: { pages: seen.size } });
    seen.add(url.href);
    const answer = await session.http.send({ method: 'GET', url, headers, permission: options.permission }, signal);
    if (isLostState(refusalOf(answer))) throw new AppError('cursor-expired', { context: { status: answer.status, requestId: answer.requestId } });
    const body = requireObject(answer, options.permission);
    const count = body['@odata.count'];
    const deltaLink = textAt(body, '@odata.deltaLink');
    yield { rows: requireRows(answer, body), ...(typeof count === 'number' ? { count } : {}), ...(deltaLink === '' ? {} : { deltaLink }) };
    url = nextOf(session, textAt(body, '@odata.nextLink'), url);
  }
}

function nextOf(session: GraphSession, link: string, from: URL): URL | undefined {
  if (link === '') return undefined;
  if (!URL.canParse(link, from.href)) throw new AppError('answer-malformed');
  const next = new URL(link, from);
  requireSameOrigin(next, session.base);
  return next;
}

/**
 * Every row of a short list. The service counts them too: where it counts more than it gives, the list is read once more, and then
 * `listing-contradicted` is thrown, so that a page that was cut hides nothing.
 */
export async function readAll(session: GraphSession, path: string, query: Readonly<Record<string, string>>, permission: string, signal: AbortSignal): Promise<readonly Row[]> {
  for (let attempt = 1; ; attempt += 1) {
    const { rows, count } = await readCounted(session, path, query, permission, signal);
    if (rows.length >= count) return rows;
    if (attempt > 1) throw new AppError('listing-contradicted', { retry: 'later', context: { rows: rows.length, count } });
  }
}

async function readCounted(session: GraphSession, path: string, query: Readonly<Record<string, string>>, permission: string, signal: AbortSignal) {
  const rows: Row[] = [];
  let count = 0;
  const read = async (url: URL) => {
    for await (const page of readPages(session, url, { permission }, signal)) {
      rows.push(...page.rows);
      count = Math.max(count, page.count ?? 0);
    }
  };
  try {
    await read(urlOf(session, path, { ...query, $count: 'true' }));
  } catch (error) {
    signal.throwIfAborted();
    if (rows.length > 0 || !(error instanceof AppError) || error.context['status'] !== 400) throw error;
    // Not every list can be counted.
    await read(urlOf(session, path, query));
  }
  return { rows, count };
}

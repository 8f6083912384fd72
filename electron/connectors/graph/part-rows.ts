import { AppError } from '../../../shared/errors.ts';
import { type JsonObject, isObject, textAt } from '../../core/graph/json.ts';
import { requireSameOrigin } from '../http/origins.ts';
import { readAll } from './pages.ts';
import type { GraphSession } from './session.ts';

/** The rows of a list that came within a batch, with those of its further pages. */
export async function requireRowsOf(session: GraphSession, body: JsonObject, permission: string, signal: AbortSignal): Promise<readonly JsonObject[]> {
  const value = body['value'];
  if (!Array.isArray(value) || !value.every(isObject)) throw new AppError('answer-malformed', { retry: 'later' });
  const link = textAt(body, '@odata.nextLink');
  if (link === '') return value;
  if (!URL.canParse(link, session.base.href)) throw new AppError('answer-malformed');
  const next = new URL(link, session.base);
  requireSameOrigin(next, session.base);
  return [...value, ...(await readAll(session, next, permission, signal)).map(({ json }) => json)];
}

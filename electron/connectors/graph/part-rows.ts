import { type JsonObject, isObject, textAt } from '../../core/graph/json.ts';
import { readAll } from './pages.ts';
import type { GraphSession } from './session.ts';

/** The rows of a list that came within a batch; one that is not all there, or not as many as the service counts, is read by itself. */
export async function requireRowsOf(session: GraphSession, body: JsonObject, list: { readonly path: string; readonly query: Readonly<Record<string, string>>; readonly permission: string }, signal: AbortSignal): Promise<readonly JsonObject[]> {
  const value = body['value'];
  const count = body['@odata.count'];
  const isWhole = textAt(body, '@odata.nextLink') === '' && Array.isArray(value) && value.every(isObject);
  if (isWhole && (typeof count !== 'number' || value.length >= count)) return value;
  return (await readAll(session, list.path, list.query, list.permission, signal)).map(({ json }) => json);
}

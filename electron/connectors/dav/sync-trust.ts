import { AppError } from '../../../shared/errors.ts';
import type { DavCursor } from './cursor.ts';
import { traitsOf } from './products.ts';
import { syncCollectionBody } from './request-bodies.ts';
import { DAV } from './names.ts';
import type { DavSession } from './session.ts';

/** A token that no server has issued. */
const NEVER_ISSUED = 'urn:uuid:0b6a3f0e-6f1c-4c53-9d0e-2f9b6f4f3a11';

/**
 * Whether the server tells when it no longer knows a token. DAViCal and SOGo answer an unknown one with a listing of what is there, without
 * a word of what is gone: there a deletion since an old token can't be seen. So a token that was never issued is tried once.
 */
export async function refusesUnknownTokens(session: DavSession, url: URL, product: string, before: DavCursor | null, signal: AbortSignal): Promise<boolean> {
  const known = traitsOf(product).refusesOldTokens;
  if (known !== 'ask') return known === 'yes';
  if (before !== null && before.product === product && !before.isTrusted) return false;
  const request = {
    method: 'REPORT',
    url,
    headers: { 'depth': '0', 'content-type': 'application/xml; charset=utf-8' },
    body: syncCollectionBody(NEVER_ISSUED, [`${DAV}getetag`]),
    attempts: 1,
  };
  try {
    return await session.http.request(
      request,
      async (answer) => {
        answer.discard();
        return answer.status >= 400;
      },
      signal,
    );
  } catch (error) {
    signal.throwIfAborted();
    // A refusal by 500 (Xandikos) is a refusal; one for other reasons says nothing.
    if (error instanceof AppError) return error.code === 'server-error';
    throw error;
  }
}

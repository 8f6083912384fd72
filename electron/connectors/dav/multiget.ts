import { AppError } from '../../../shared/errors.ts';
import { type WantedItem, itemUrl } from './get-item.ts';
import { type MultistatusRow, readMultistatus } from './multistatus.ts';
import { DAV } from './names.ts';
import { DATA_NAME, multigetBody } from './request-bodies.ts';
import { stateOfRow, targetOf } from './rows.ts';
import type { DavSession } from './session.ts';
import type { ItemState } from './versions.ts';

export interface MultigetRow extends ItemState {
  readonly text: string;
}

const PROPERTIES: readonly string[] = [`${DAV}getetag`, `${DAV}getcontentlength`];

/**
 * One multiget (RFC 6352 §8.7, RFC 4791 §7.9): by key the items that came with data. A key that is missing may be gone, left out or
 * without data: that is for the caller to find out. Fails as a whole where the server does so for one missing href (sabre/dav 1.8).
 */
export async function multiget(session: DavSession, url: URL, items: readonly WantedItem[], data: string, signal: AbortSignal): Promise<ReadonlyMap<string, MultigetRow>> {
  const { name } = session.kind;
  const asked = new Set(items.map((item) => item.key));
  // Absolute paths, never URLs: iCloud answers 400 to those.
  const paths = items.map((item) => itemUrl(session, item).pathname);
  const request = {
    method: 'REPORT',
    url,
    headers: { 'depth': '1', 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-cache' },
    body: multigetBody(name, PROPERTIES, data, paths),
  };
  // Where no lengths are listed, a chunk may turn out to be large: it is asked for again in smaller ones.
  const limit = items.length === 1 ? session.limits.maxHeldBytes : session.limits.chunkBytes * 4;
  return session.http.request(
    request,
    async (answer) => {
      const rows = new Map<string, MultigetRow>();
      let held = 0;
      await readMultistatus(answer, (row) => {
        const target = targetOf(row.href, answer.url);
        const text = dataOf(row, name);
        if (target === undefined || target.isForeign || text === undefined || !asked.has(target.key)) return;
        held += text.length;
        if (held > limit) throw new AppError('answer-too-large', { context: { limit } });
        rows.set(target.key, { text, ...stateOfRow(row) });
      });
      return rows;
    },
    signal,
  );
}

function dataOf(row: MultistatusRow, kind: 'carddav' | 'caldav'): string | undefined {
  const text = row.found.get(DATA_NAME[kind])?.text;
  return text === undefined || text.trim() === '' ? undefined : text;
}

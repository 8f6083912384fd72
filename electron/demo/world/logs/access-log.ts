import { pad } from '../../sample-person.ts';
import type { SeededRandom } from '../../seeded-random.ts';
import type { Deed, Store } from '../store.ts';
import type { SyncApp } from '../sync-app.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const METHODS = { Create: 'PUT', Update: 'PUT', Move: 'MOVE', MoveToDeletedItems: 'DELETE', SoftDelete: 'DELETE', HardDelete: 'DELETE' } as const;

/** The access log of a DAV server in the combined format; each pass of a client reads before it writes, and some requests fail. */
export function accessLog(store: Store, deeds: readonly Deed[], readers: readonly { readonly app: SyncApp; readonly atMs: number }[], random: SeededRandom): string {
  const home = store.itemKinds.includes('contact') ? '/dav/addressbooks/robin/contacts/' : '/dav/calendars/robin/personal/';
  const lines = [
    ...readers.flatMap(({ app, atMs }) => [
      lineOf(atMs, 'PROPFIND', home, 207, app),
      ...(random.chance(0.2) ? [lineOf(atMs + 1000, 'REPORT', home, 401, app)] : []),
      lineOf(atMs + 2000, 'REPORT', home, 207, app),
    ]),
    ...deeds.flatMap((deed) => {
      const path = `${home}${deed.key.split('/').map(encodeURIComponent).join('/')}`;
      const method = METHODS[deed.operation];
      const line = lineOf(deed.atMs, method, path, deed.operation === 'Create' ? 201 : 204, deed.app);
      return random.chance(0.02) ? [lineOf(deed.atMs - 1000, method, path, 412, deed.app), line] : [line];
    }),
  ];
  return lines
    .toSorted((left, right) => left.atMs - right.atMs)
    .map(({ text }) => `${text}\n`)
    .join('');
}

function lineOf(atMs: number, method: string, path: string, status: number, app: SyncApp): { readonly atMs: number; readonly text: string } {
  const at = new Date(atMs);
  const stamp = `${pad(at.getUTCDate(), 2)}/${MONTHS[at.getUTCMonth()] ?? ''}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;
  return { atMs, text: `192.0.2.${20 + (app.id.length % 30)} - robin [${stamp}] "${method} ${path} HTTP/1.1" ${status} 0 "-" "${app.dav?.userAgent ?? '-'}"` };
}

import { PLAIN_APP, type SyncApp } from '../world/sync-app.ts';

/** A mail program with address books on DAV servers; lists of people do not come through. */
export const thunderbird: SyncApp = {
  ...PLAIN_APP,
  id: 'thunderbird',
  stores: ['nextcloud', 'davserver', 'google'],
  everyMinutes: 30,
  dav: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.10.1', isItsOwn: true },
  leave: ({ before }) => ({ ...before, lines: [...(before?.lines ?? []).filter((line) => !line.startsWith('X-MOZILLA-HTML')), 'X-MOZILLA-HTML:FALSE'] }),
};

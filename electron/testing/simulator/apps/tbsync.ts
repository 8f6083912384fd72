import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** An add-on of Thunderbird for DAV and ActiveSync. */
export const tbsync: SyncApp = {
  ...PLAIN_APP,
  id: 'tbsync',
  stores: ['nextcloud', 'davserver', 'google'],
  everyMinutes: 30,
  dav: { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Thunderbird CalDAV/CardDAV', isItsOwn: true },
};

import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A DAV client of no name. */
export const carddavClient: SyncApp = {
  ...PLAIN_APP,
  id: 'carddav-client',
  stores: ['nextcloud', 'davserver'],
  dav: { userAgent: 'okhttp/4.9.3', isItsOwn: false },
};

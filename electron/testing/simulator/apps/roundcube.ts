import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A mail page that reads the address book every hour. */
export const roundcube: SyncApp = {
  ...PLAIN_APP,
  id: 'roundcube',
  kinds: ['contact'],
  stores: ['nextcloud', 'davserver'],
  everyMinutes: 60,
  dav: { userAgent: 'RCM CardDAV plugin/5.1.0', isItsOwn: false },
};

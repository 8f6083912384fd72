import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A mail page with a copy of the address book, which it puts back whole. */
export const rainloop: SyncApp = {
  ...PLAIN_APP,
  id: 'rainloop',
  kinds: ['contact'],
  stores: ['nextcloud', 'davserver'],
  dav: { userAgent: 'Mozilla/5.0 (compatible; PHP)', isItsOwn: false },
};

import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A service with one contact for each address. */
export const hubspot: SyncApp = {
  ...PLAIN_APP,
  id: 'hubspot',
  kinds: ['contact', 'event'],
  stores: ['exchange', 'google'],
  mailbox: { client: 'Client=REST;Client=RESTSystem;UserAgent=[NoUserAgent][AppId=c1f0a3d2-8e57-4b9a-9d64-7750b1c2e8aa]', appId: 'c1f0a3d2-8e57-4b9a-9d64-7750b1c2e8aa', logon: 'service', isItsOwn: false },
};

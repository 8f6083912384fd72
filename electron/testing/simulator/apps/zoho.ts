import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A service that carries so many changes in one pass and the rest in the next. */
export const zoho: SyncApp = {
  ...PLAIN_APP,
  id: 'zoho',
  stores: ['exchange', 'google'],
  mailbox: { client: 'Client=REST;Client=RESTSystem;UserAgent=[NoUserAgent][AppId=2b7e8f14-6a0d-4f3c-8c21-90d5e4a7b613]', appId: '2b7e8f14-6a0d-4f3c-8c21-90d5e4a7b613', logon: 'service', isItsOwn: false },
};

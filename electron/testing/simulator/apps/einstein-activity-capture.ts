import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A service that a person connects; its application has no published id. */
export const einsteinActivityCapture: SyncApp = {
  ...PLAIN_APP,
  id: 'einstein-activity-capture',
  kinds: ['contact', 'event'],
  stores: ['exchange'],
  mailbox: { client: 'Client=REST;Client=RESTSystem;UserAgent=[NoUserAgent][AppId=5f2d5b1e-7c33-4c1b-9f0e-3a6d7e2b9c10]', appId: '5f2d5b1e-7c33-4c1b-9f0e-3a6d7e2b9c10', logon: 'service', isItsOwn: false },
};

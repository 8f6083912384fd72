import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Bridges several accounts; two bridges over the same accounts feed each other. */
export const contactsPlus: SyncApp = {
  ...PLAIN_APP,
  id: 'contacts-plus',
  kinds: ['contact'],
  stores: ['icloud', 'google', 'exchange'],
  mailbox: { client: 'Client=REST;Client=RESTSystem;UserAgent=[NoUserAgent][AppId=90f2c7b4-1d5e-4a38-b6c9-e2a4d8f01733]', appId: '90f2c7b4-1d5e-4a38-b6c9-e2a4d8f01733', logon: 'service', isItsOwn: false },
};

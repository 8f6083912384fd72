import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Contacts that a service keeps in a folder of the mailbox and takes away when it is switched off; no row tells of it. */
export const linkedin: SyncApp = {
  ...PLAIN_APP,
  id: 'linkedin',
  kinds: ['contact'],
  stores: ['exchange'],
  direction: 'one-way',
  secondsAnItem: 3600,
  mailbox: { client: 'Client=REST;Client=RESTSystem;', logon: 'service', isItsOwn: false, isUnaudited: true },
};

import { PLAIN_APP, type SyncApp } from '../world/sync-app.ts';

/** A service that works through one folder, with the rights of a service account. */
export const lightningSync: SyncApp = {
  ...PLAIN_APP,
  id: 'lightning-sync',
  kinds: ['contact', 'event'],
  stores: ['exchange'],
  mailbox: { client: 'Client=WebServices;ExchangeServicesClient/15.00.0913.015', logon: 'service', isItsOwn: false },
};

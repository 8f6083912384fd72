import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Pushes a directory one way into a folder of the mailbox and overwrites what stands there. */
export const cirasync: SyncApp = {
  ...PLAIN_APP,
  id: 'cirasync',
  kinds: ['contact', 'event'],
  stores: ['exchange'],
  direction: 'one-way',
  mailbox: { client: 'Client=WebServices;ExchangeServicesClient/15.00.0913.015', logon: 'service', isItsOwn: false },
};

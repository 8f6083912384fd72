import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A service that mirrors the contacts of a CRM into a folder of its own every half hour. */
export const smartcloudConnect: SyncApp = {
  ...PLAIN_APP,
  id: 'smartcloud-connect',
  stores: ['exchange'],
  everyMinutes: 30,
  mailbox: { client: 'Client=WebServices;ExchangeServicesClient/15.00.0913.015', logon: 'service', isItsOwn: false },
};

import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A service that works through a folder of its own name. */
export const linkpointConnect: SyncApp = {
  ...PLAIN_APP,
  id: 'linkpoint-connect',
  stores: ['exchange'],
  mailbox: { client: 'Client=WebServices;ExchangeServicesClient/15.00.0913.015', logon: 'service', isItsOwn: false },
};

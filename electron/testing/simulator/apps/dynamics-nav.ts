import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Writes contacts into Outlook and learns their ids late. */
export const dynamicsNav: SyncApp = {
  ...PLAIN_APP,
  id: 'dynamics-nav',
  stores: ['exchange'],
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
};

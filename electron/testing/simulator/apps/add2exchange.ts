import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Copies one folder into another without looking what is there. */
export const add2exchange: SyncApp = {
  ...PLAIN_APP,
  id: 'add2exchange',
  stores: ['exchange'],
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
};

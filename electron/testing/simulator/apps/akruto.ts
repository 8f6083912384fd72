import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A program on a PC to which phones come over the local network. */
export const akruto: SyncApp = {
  ...PLAIN_APP,
  id: 'akruto',
  stores: ['exchange'],
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
};

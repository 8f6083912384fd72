import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A program on a PC that unites both sides when it starts. */
export const companionlink: SyncApp = {
  ...PLAIN_APP,
  id: 'companionlink',
  stores: ['exchange', 'google'],
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
};

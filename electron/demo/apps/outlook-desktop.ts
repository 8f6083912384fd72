import { PLAIN_APP, type SyncApp } from '../world/sync-app.ts';

/** Classic Outlook on a PC: what its add-ins write bears the same string. */
export const outlookDesktop: SyncApp = {
  ...PLAIN_APP,
  id: 'outlook-desktop',
  stores: ['exchange'],
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
};

import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A tool that a person runs over the folders of Outlook. */
export const easy2sync: SyncApp = {
  ...PLAIN_APP,
  id: 'easy2sync',
  stores: ['exchange'],
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
};

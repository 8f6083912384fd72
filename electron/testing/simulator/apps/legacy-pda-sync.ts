import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A sync of the days of handhelds. */
export const legacyPdaSync: SyncApp = {
  ...PLAIN_APP,
  id: 'legacy-pda-sync',
  stores: ['exchange'],
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
};

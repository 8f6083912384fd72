import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** An add-in that leaves no mark of its own and writes as any add-in of Outlook does. */
export const salesforceForOutlook: SyncApp = {
  ...PLAIN_APP,
  id: 'salesforce-for-outlook',
  stores: ['exchange'],
  direction: 'salesforce->exchange',
  everyMinutes: 10,
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
};

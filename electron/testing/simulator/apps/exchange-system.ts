import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** The mailbox server itself: policies, assistants, generated folders. */
export const exchangeSystem: SyncApp = {
  ...PLAIN_APP,
  id: 'exchange-system',
  stores: ['exchange'],
  secondsAnItem: 0.2,
  mailbox: { client: 'Client=TBA;Service=MSExchangeMailboxAssistants;Action=ELCAssistant;', logon: 'service', isItsOwn: true },
};

import { hexDigits, PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

const PUBLIC_STRINGS = 'String {00020329-0000-0000-C000-000000000046} Name';

/** Keeps the calendars of Outlook and Google equal, and notes on each event which one it belongs to. */
export const ogcs: SyncApp = {
  ...PLAIN_APP,
  id: 'ogcs',
  kinds: ['event'],
  stores: ['exchange'],
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
  leave: ({ random, before }) => ({ ...before, properties: { ...before?.properties, [`${PUBLIC_STRINGS} googleEventID`]: hexDigits(random, 26), [`${PUBLIC_STRINGS} googleCalendarID`]: 'robin.sample@example.test' } }),
  hasOwnMarks: true,
};

import { PLAIN_APP, upperUuid, type SyncApp } from '../../../demo/world/sync-app.ts';

/** An add-in that moves what stands in Outlook into iCloud, with the fields that only Outlook has. */
export const icloudForWindows: SyncApp = {
  ...PLAIN_APP,
  id: 'icloud-for-windows',
  stores: ['exchange', 'icloud'],
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
  spelling: 'apple',
  makeUid: upperUuid,
  leave: ({ random, before, origin }) => (origin === undefined ? (before ?? {}) : { prodid: '-//Apple Inc.//iCloud for Windows//EN', lines: [`X-APPLE-OL-CUSTOMER-ID:${random.integer(1000, 9999)}`, 'X-APPLE-OL-INITIALS:'] }),
  hasOwnMarks: true,
};

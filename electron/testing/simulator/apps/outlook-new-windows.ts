import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** The new Outlook for Windows. */
export const outlookNewWindows: SyncApp = {
  ...PLAIN_APP,
  id: 'outlook-new-windows',
  stores: ['exchange'],
  mailbox: { client: 'Client=OutlookService;OneOutlook/1.2024.425.100', logon: 'owner', isItsOwn: true },
};

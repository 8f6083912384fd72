import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Outlook for Android, which keeps its contacts in the mailbox. */
export const outlookMobileAndroid: SyncApp = {
  ...PLAIN_APP,
  id: 'outlook-mobile-android',
  kinds: ['contact', 'event'],
  stores: ['exchange'],
  mailbox: { client: 'Client=OutlookService;Outlook-Android/2.0;', appId: 'e9b154d0-7658-433b-bb25-6b8e0a8a7c59', logon: 'owner', isItsOwn: true },
};

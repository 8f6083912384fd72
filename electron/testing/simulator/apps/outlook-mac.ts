import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Outlook for Mac over EWS. */
export const outlookMac: SyncApp = {
  ...PLAIN_APP,
  id: 'outlook-mac',
  stores: ['exchange'],
  mailbox: { client: 'Client=WebServices;MacOutlook/16.83.24031120 (Intelx64 Mac OS X Version 14.4 (Build 23E214))', logon: 'owner', isItsOwn: true },
};

import { PLAIN_APP, type SyncApp } from '../world/sync-app.ts';

/** An add-in of Outlook for DAV servers; keeps the PRODID that it finds. */
export const caldavSynchronizer: SyncApp = {
  ...PLAIN_APP,
  id: 'caldav-synchronizer',
  stores: ['exchange', 'nextcloud', 'davserver', 'google'],
  everyMinutes: 30,
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
  dav: { userAgent: 'CalDavSynchronizer/4.4', isItsOwn: true },
  leave: ({ before }) => before ?? {},
};

import { PLAIN_APP, type SyncApp } from '../world/sync-app.ts';

/** Contacts and calendars of an Android phone on a DAV server. */
export const davx5: SyncApp = {
  ...PLAIN_APP,
  id: 'davx5',
  stores: ['nextcloud', 'davserver'],
  everyMinutes: 240,
  dav: { userAgent: 'DAVx5/4.3.16-gplay (2024/05/10; dav4jvm; okhttp/4.12.0) Android/14', isItsOwn: true },
  spelling: 'davx5',
  leave: ({ before }) => ({ ...before, prodid: '+//IDN bitfire.at//DAVx5/4.3.16-gplay ez-vcard/0.12.1' }),
  hasOwnMarks: true,
};

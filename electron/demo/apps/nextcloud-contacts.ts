import { PLAIN_APP, type SyncApp } from '../world/sync-app.ts';

/** The address book’s own page of a Nextcloud. */
export const nextcloudContacts: SyncApp = {
  ...PLAIN_APP,
  id: 'nextcloud-contacts',
  kinds: ['contact'],
  stores: ['nextcloud'],
  dav: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0', isItsOwn: false },
  spelling: 'nextcloud',
  leave: ({ before }) => ({ ...before, prodid: '-//Nextcloud Contacts v5.5.3' }),
  hasOwnMarks: true,
};

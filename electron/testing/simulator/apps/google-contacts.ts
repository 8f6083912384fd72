import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** The server of Google’s address book: what it does not know it drops. */
export const googleContacts: SyncApp = {
  ...PLAIN_APP,
  id: 'google-contacts',
  kinds: ['contact'],
  stores: ['google'],
  secondsAnItem: 0.1,
  spelling: 'google',
  leave: () => ({}),
};

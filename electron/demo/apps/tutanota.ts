import { PLAIN_APP, upperUuid, type SyncApp } from '../world/sync-app.ts';

/** Contacts of a mail service in the phone’s own list. */
export const tutanota: SyncApp = {
  ...PLAIN_APP,
  id: 'tutanota',
  kinds: ['contact'],
  stores: ['icloud'],
  spelling: 'apple',
  makeUid: upperUuid,
  leave: ({ before }) => ({ ...before, prodid: '-//Apple Inc.//iOS 17.4.1//EN' }),
};

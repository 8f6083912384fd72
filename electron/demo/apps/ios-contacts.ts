import { PLAIN_APP, upperUuid, type SyncApp } from '../world/sync-app.ts';

/** Contacts on an iPhone or iPad. */
export const iosContacts: SyncApp = {
  ...PLAIN_APP,
  id: 'ios-contacts',
  kinds: ['contact', 'event', 'task'],
  stores: ['icloud', 'nextcloud', 'davserver', 'google'],
  dav: { userAgent: 'iOS/17.4.1 (21E236) dataaccessd/1.0', isItsOwn: true },
  spelling: 'apple',
  makeUid: upperUuid,
  leave: ({ before }) => ({ ...before, prodid: '-//Apple Inc.//iOS 17.4.1//EN' }),
};

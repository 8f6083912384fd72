import { PLAIN_APP, upperUuid, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Contacts on a Mac. */
export const macosContacts: SyncApp = {
  ...PLAIN_APP,
  id: 'macos-contacts',
  kinds: ['contact'],
  stores: ['icloud', 'nextcloud', 'davserver', 'google'],
  dav: { userAgent: 'macOS/14.4.1 (23E224) AddressBookCore/2612.500.71', isItsOwn: true },
  spelling: 'apple',
  makeUid: upperUuid,
  leave: ({ before, random }) => ({ prodid: '-//Apple Inc.//macOS 14.4.1//EN', lines: [...(before?.lines ?? []).filter((line) => !line.startsWith('X-ABUID')), `X-ABUID:${upperUuid(random)}:ABPerson`] }),
  hasOwnMarks: true,
};

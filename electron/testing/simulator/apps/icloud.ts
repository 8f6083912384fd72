import { PLAIN_APP, upperUuid, type SyncApp } from '../../../demo/world/sync-app.ts';

/** The cloud itself, its page and its restore. */
export const icloud: SyncApp = {
  ...PLAIN_APP,
  id: 'icloud',
  stores: ['icloud'],
  secondsAnItem: 0.1,
  spelling: 'apple',
  makeUid: upperUuid,
  leave: ({ before }) => ({ ...before, prodid: '-//Apple Inc.//iCloud Web Address Book 2412B20//EN' }),
  hasOwnMarks: true,
};

import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A DAV server that writes anew what it holds. */
export const carddavServer: SyncApp = {
  ...PLAIN_APP,
  id: 'carddav-server',
  stores: ['nextcloud', 'davserver'],
  direction: 'any',
  secondsAnItem: 0.1,
  spelling: 'sabre',
  leave: ({ before }) => ({ ...before, prodid: '-//Sabre//Sabre VObject 4.5.4//EN' }),
  hasOwnMarks: true,
};

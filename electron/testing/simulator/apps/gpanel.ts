import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Pushes a directory into Google accounts once a day. */
export const gpanel: SyncApp = {
  ...PLAIN_APP,
  id: 'gpanel',
  kinds: ['contact'],
  stores: ['google'],
  direction: 'one-way',
  everyMinutes: 1440,
  spelling: 'google',
  leave: () => ({}),
};

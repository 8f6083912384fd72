import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Keeps two clouds equal, and carries foreign marks along. */
export const contactBridge: SyncApp = {
  ...PLAIN_APP,
  id: 'contact-bridge',
  kinds: ['contact'],
  stores: ['icloud', 'google'],
  spelling: 'ez-vcard',
  leave: ({ before }) => before ?? {},
};

import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** An add-on of Thunderbird that writes cards of its own spelling. */
export const cardbook: SyncApp = {
  ...PLAIN_APP,
  id: 'cardbook',
  kinds: ['contact'],
  stores: ['nextcloud', 'davserver', 'google'],
  everyMinutes: 30,
  dav: { userAgent: 'Mozilla/5.0 Thunderbird CardBook/91.1', isItsOwn: true },
  leave: () => ({ prodid: 'Thunderbird CardBook V91.1//EN' }),
  hasOwnMarks: true,
};

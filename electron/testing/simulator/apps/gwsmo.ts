import { changeContact } from '../../../demo/world/content.ts';
import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Outlook over a Google account: no Exchange log knows of it. */
export const gwsmo: SyncApp = {
  ...PLAIN_APP,
  id: 'gwsmo',
  stores: ['google'],
  everyMinutes: 20,
  secondsAnItem: 1,
  spelling: 'google',
  carry: (content) => changeContact(content, () => ({ categories: [] })),
};

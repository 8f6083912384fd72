import { changeContact } from '../../../demo/world/content.ts';
import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A gateway through which a phone writes cards: it builds each anew and loses what the phone does not know. */
export const zPush: SyncApp = {
  ...PLAIN_APP,
  id: 'z-push',
  stores: ['nextcloud', 'davserver'],
  spelling: 'z-push',
  carry: (content) => changeContact(content, () => ({ department: '', nickname: '', categories: [] })),
  leave: () => ({ prodid: 'Z-Push' }),
  hasOwnMarks: true,
};

import { changeContact } from '../../../demo/world/content.ts';
import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** An older sync of Android contacts that sends a small fixed set of fields. */
export const dmfsCarddavSync: SyncApp = {
  ...PLAIN_APP,
  id: 'dmfs-carddav-sync',
  kinds: ['contact'],
  stores: ['nextcloud', 'davserver'],
  everyMinutes: 60,
  dav: { userAgent: 'CardDAV-Sync/0.4.20 (samsung; SM-G960F; Android 9; en_GB; org.dmfs.carddav.sync/104)', isItsOwn: true },
  carry: (content) => changeContact(content, () => ({ categories: [], nickname: '' })),
  leave: () => ({ prodid: '-//dmfs.org//mimedir.vcard//EN' }),
  hasOwnMarks: true,
};

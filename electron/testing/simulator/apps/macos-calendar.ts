import { PLAIN_APP, upperUuid, type SyncApp } from '../../../demo/world/sync-app.ts';

/** The calendar on a Mac. */
export const macosCalendar: SyncApp = {
  ...PLAIN_APP,
  id: 'macos-calendar',
  kinds: ['event', 'task'],
  stores: ['icloud', 'nextcloud', 'davserver', 'google'],
  everyMinutes: 15,
  dav: { userAgent: 'Mac+OS+X/10.15.7 (19H15) CalendarAgent/930.5.1', isItsOwn: true },
  makeUid: upperUuid,
  leave: () => ({ prodid: '-//Apple Inc.//Mac OS X 10.15.7//EN' }),
  hasOwnMarks: true,
};

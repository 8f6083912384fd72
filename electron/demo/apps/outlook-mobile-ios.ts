import { changeContact } from '../world/content.ts';
import { hexDigits, PLAIN_APP, upperUuid, type SyncApp } from '../world/sync-app.ts';

const IOS = '-//Apple Inc.//iOS 17.4.1//EN';

/** Outlook for iOS: Save Contacts writes mailbox contacts into the phone and so into iCloud, each with a link to the item it came from. */
export const outlookMobileIos: SyncApp = {
  ...PLAIN_APP,
  id: 'outlook-mobile-ios',
  kinds: ['contact', 'event'],
  stores: ['exchange', 'icloud'],
  direction: 'exchange->icloud',
  secondsAnItem: 4,
  mailbox: { client: 'Client=OutlookService;Outlook-iOS/2.0;', appId: '27922004-5251-4030-b22d-91ecd9a37ea4', logon: 'owner', isItsOwn: true },
  spelling: 'apple',
  makeUid: upperUuid,
  carry: (content) => changeContact(content, () => ({ categories: [] })),
  leave({ random, atMs, origin, before }) {
    if (origin === undefined) return before ?? { prodid: IOS };
    // Seconds since 2001, in which Apple counts.
    const exportedAt = Math.round(atMs / 1000) - 978_307_200;
    return { prodid: IOS, lines: [`item1.URL:ms-outlook://people/${origin.key}?accountKey=${hexDigits(random, 32)}&accountExportedAt=${exportedAt}`, 'item1.X-ABLabel:Outlook'] };
  },
  hasOwnMarks: true,
};

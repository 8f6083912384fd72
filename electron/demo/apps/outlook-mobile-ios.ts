import { changeContact } from '../world/content.ts';
import { PLAIN_APP, upperUuid, type SyncApp } from '../world/sync-app.ts';

const IOS = '-//Apple Inc.//iOS 17.4.1//EN';
// From 2001 on Apple counts its seconds.
const EPOCH_SECONDS = 978_307_200;

/** Outlook for iOS on the first device of an account. */
export const outlookMobileIos: SyncApp = outlookMobileIosOn('3D0A7C51E6B94F8892C7A1B05E4D6F23');

/**
 * Outlook for iOS on a device that registered with the account under a key of its own: Save Contacts writes mailbox contacts into the
 * phone and so into iCloud, each with a link to the item it came from.
 */
export function outlookMobileIosOn(accountKey: string): SyncApp {
  return {
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
    leave({ atMs, origin, before }) {
      if (origin === undefined) return before ?? { prodid: IOS };
      const exportedAt = Math.round(atMs / 1000) - EPOCH_SECONDS;
      return { prodid: IOS, lines: [`item1.URL:ms-outlook://people/${origin.ids?.id ?? origin.key}?accountKey=${accountKey}&accountExportedAt=${exportedAt}`, 'item1.X-ABLabel:Outlook'] };
    },
    hasOwnMarks: true,
  };
}

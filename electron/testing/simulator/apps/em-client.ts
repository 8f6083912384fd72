import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A mail program that speaks to mailboxes and DAV servers. */
export const emClient: SyncApp = {
  ...PLAIN_APP,
  id: 'em-client',
  stores: ['exchange', 'nextcloud', 'davserver'],
  mailbox: { client: 'Client=WebServices;eM Client/9.2.2230.0', appId: 'e9a7fea1-1cc0-4cd9-a31b-9137ca5deedd', logon: 'owner', isItsOwn: true },
  dav: { userAgent: 'eMClient/9.2.2230.0', isItsOwn: true },
  makeUid: (random) => `urn:uuid:${random.uuid()}`,
  resourceName: (uid) => uid.replace('urn:uuid:', ''),
  leave: () => ({ prodid: '-//MailClient.VObject/9.2.2230.0' }),
  hasOwnMarks: true,
};

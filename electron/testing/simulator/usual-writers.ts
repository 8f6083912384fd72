import { davx5 } from '../../demo/apps/davx5.ts';
import { googleContacts } from './apps/google-contacts.ts';
import { iosContacts } from '../../demo/apps/ios-contacts.ts';
import { outlookDesktop } from '../../demo/apps/outlook-desktop.ts';
import { outlookWeb } from '../../demo/apps/outlook-web.ts';
import { nextcloudContacts } from '../../demo/apps/nextcloud-contacts.ts';
import { thunderbird } from '../../demo/apps/thunderbird.ts';
import { icloud } from './apps/icloud.ts';
import type { StoreKind, SyncApp } from '../../demo/world/sync-app.ts';

const WRITERS: Readonly<Record<StoreKind, readonly SyncApp[]>> = {
  exchange: [outlookDesktop, outlookWeb],
  icloud: [iosContacts, iosContacts, icloud],
  google: [googleContacts],
  nextcloud: [nextcloudContacts, thunderbird, davx5],
  davserver: [thunderbird, iosContacts],
};

/** The programs that people mostly write an account’s records with. */
export function usualWriters(kind: StoreKind): readonly SyncApp[] {
  return WRITERS[kind];
}

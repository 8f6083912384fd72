import type { SyncApp } from '../../../demo/world/sync-app.ts';
import { add2exchange } from './add2exchange.ts';
import { akruto } from './akruto.ts';
import { caldavSynchronizer } from '../../../demo/apps/caldav-synchronizer.ts';
import { cardbook } from './cardbook.ts';
import { carddavClient } from './carddav-client.ts';
import { carddavServer } from './carddav-server.ts';
import { cirasync } from './cirasync.ts';
import { companionlink } from './companionlink.ts';
import { contactBridge } from './contact-bridge.ts';
import { contactsPlus } from './contacts-plus.ts';
import { davx5 } from '../../../demo/apps/davx5.ts';
import { dmfsCarddavSync } from './dmfs-carddav-sync.ts';
import { dynamics365Outlook } from './dynamics-365-outlook.ts';
import { dynamics365ServerSideSync } from './dynamics-365-server-side-sync.ts';
import { dynamicsNav } from './dynamics-nav.ts';
import { easPhone } from '../../../demo/apps/eas-phone.ts';
import { easy2sync } from './easy2sync.ts';
import { einsteinActivityCapture } from './einstein-activity-capture.ts';
import { emClient } from './em-client.ts';
import { exchangeSystem } from './exchange-system.ts';
import { googleContacts } from './google-contacts.ts';
import { gpanel } from './gpanel.ts';
import { gwsmo } from './gwsmo.ts';
import { hubspot } from './hubspot.ts';
import { icloud } from './icloud.ts';
import { icloudForWindows } from './icloud-for-windows.ts';
import { iosContacts } from '../../../demo/apps/ios-contacts.ts';
import { legacyPdaSync } from './legacy-pda-sync.ts';
import { lightningSync } from '../../../demo/apps/lightning-sync.ts';
import { linkedin } from './linkedin.ts';
import { linkpointConnect } from './linkpoint-connect.ts';
import { macosCalendar } from './macos-calendar.ts';
import { macosContacts } from './macos-contacts.ts';
import { microsoftTodo } from './microsoft-todo.ts';
import { nextcloudContacts } from '../../../demo/apps/nextcloud-contacts.ts';
import { ogcs } from './ogcs.ts';
import { outlookDesktop } from '../../../demo/apps/outlook-desktop.ts';
import { outlookMac } from './outlook-mac.ts';
import { outlookMobileAndroid } from './outlook-mobile-android.ts';
import { outlookMobileIos } from '../../../demo/apps/outlook-mobile-ios.ts';
import { outlookNewWindows } from './outlook-new-windows.ts';
import { outlookWeb } from '../../../demo/apps/outlook-web.ts';
import { powershellScript } from './powershell-script.ts';
import { rainloop } from './rainloop.ts';
import { roundcube } from './roundcube.ts';
import { salesforceForOutlook } from './salesforce-for-outlook.ts';
import { smartcloudConnect } from './smartcloud-connect.ts';
import { tbsync } from './tbsync.ts';
import { thunderbird } from '../../../demo/apps/thunderbird.ts';
import { tutanota } from '../../../demo/apps/tutanota.ts';
import { zPush } from './z-push.ts';
import { zoho } from './zoho.ts';

/** Every app of the world: those of the practice cases, which ship, and the others. */
export const SYNC_APPS: readonly SyncApp[] = [
  add2exchange,
  akruto,
  caldavSynchronizer,
  cardbook,
  carddavClient,
  carddavServer,
  cirasync,
  companionlink,
  contactBridge,
  contactsPlus,
  davx5,
  dmfsCarddavSync,
  dynamics365Outlook,
  dynamics365ServerSideSync,
  dynamicsNav,
  easPhone,
  easy2sync,
  einsteinActivityCapture,
  emClient,
  exchangeSystem,
  googleContacts,
  gpanel,
  gwsmo,
  hubspot,
  icloud,
  icloudForWindows,
  iosContacts,
  legacyPdaSync,
  lightningSync,
  linkedin,
  linkpointConnect,
  macosCalendar,
  macosContacts,
  microsoftTodo,
  nextcloudContacts,
  ogcs,
  outlookDesktop,
  outlookMac,
  outlookMobileAndroid,
  outlookMobileIos,
  outlookNewWindows,
  outlookWeb,
  powershellScript,
  rainloop,
  roundcube,
  salesforceForOutlook,
  smartcloudConnect,
  tbsync,
  thunderbird,
  tutanota,
  zPush,
  zoho,
];

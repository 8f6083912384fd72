import type { Cadence } from './types.ts';

/** How often apps run. */
export const CADENCES: readonly Cadence[] = [
  { id: 'cad-003', app: 'salesforce-for-outlook', minutes: [10, 30, 60, 240], text: 'every 10 minutes while the PC is in use, later every 30, 60 and 240', source: 'https://advologixpm-legacy.screenstepslive.com/a/39861-syncing-salesforce-for-outlook' },
  { id: 'cad-006', app: 'smartcloud-connect', minutes: [30], text: 'every 30 minutes', source: 'https://smartcloudconnect.io/docs/fast-channel/articles/Synchronization-of-Contacts/' },
  { id: 'cad-008', app: 'gwsmo', minutes: [20], text: 'contacts every 20 minutes', source: 'https://support.google.com/a/users/answer/6209363 (mirror https://google-support.mirrorblogs.com/a/users/answer/6209363)' },
  { id: 'cad-009', app: 'gwsmo', minutes: [10], text: 'calendar every 10 minutes', source: 'https://support.google.com/a/users/answer/6209363 (mirror https://google-support.mirrorblogs.com/a/users/answer/6209363)' },
  { id: 'cad-010', app: 'gwsmo', minutes: [120], text: 'tasks every two hours', source: 'https://support.google.com/a/users/answer/6209363 (mirror https://google-support.mirrorblogs.com/a/users/answer/6209363)' },
  { id: 'cad-011', app: 'thunderbird', minutes: [30], text: 'every 30 minutes', source: 'thunderbird/thunderbird-desktop:mailnews/addrbook/modules/CardDAVDirectory.jsm' },
  { id: 'cad-012', app: 'davx5', minutes: [240], text: 'every four hours', source: 'bitfireAT/davx5-ose:core/src/main/kotlin/at/bitfire/davdroid/settings/DefaultsProvider.kt' },
  { id: 'cad-013', app: 'roundcube', minutes: [60], text: 'every hour', source: 'blind-coder/rcmcarddav:carddav.php' },
  { id: 'cad-014', app: 'macos-calendar', minutes: [15], text: 'every 15 minutes', source: 'apple/ccs-calendarserver:contrib/performance/loadtest/ical.py' },
  { id: 'cad-015', app: 'caldav-synchronizer', minutes: [30, 15], text: 'every 30 minutes, 15 in one profile', source: 'aluxnimm/outlookcaldavsynchronizer:CalDavSynchronizer/ProfileTypes/ProfileTypeBase.cs, ArubaProfile.cs; README.md' },
  { id: 'cad-019', app: 'dynamics-365-server-side-sync', minutes: [5], text: 'about every 5 minutes', source: 'MicrosoftDocs/dynamics-365-customer-engagement:ce/outlook-addin/user-guide/frequently-asked-questions-synchronizing-records.md' },
  { id: 'cad-020', app: 'dynamics-365-outlook', minutes: [15], text: 'every 15 minutes', source: 'MicrosoftDocs/dynamics-365-customer-engagement:ce/outlook-addin/user-guide/synchronize-records-manually.md' },
  { id: 'cad-021', app: 'gpanel', minutes: [1440], text: 'daily', source: 'https://promevo.com/knowledge/contact-sync-faq' },
];

import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

const SET = '{00020329-0000-0000-C000-000000000046}';
const PUBLIC_STRINGS = `String ${SET} Name`;
const ORGANIZATION = '{7D3B6C1A-52F4-4E0B-8A6E-19C2B7F0D455}';

/** The old add-in of a CRM: crm properties on what it has linked. */
export const dynamics365Outlook: SyncApp = {
  ...PLAIN_APP,
  id: 'dynamics-365-outlook',
  stores: ['exchange'],
  everyMinutes: 15,
  mailbox: { client: 'Client=MSExchangeRPC', logon: 'owner', process: 'OUTLOOK.EXE', isItsOwn: false },
  leave: ({ random, before }) => ({
    ...before,
    properties: { ...before?.properties, [`${PUBLIC_STRINGS} crmid`]: `{${random.uuid().toUpperCase()}}`, [`${PUBLIC_STRINGS} crmorgid`]: ORGANIZATION, [`Double ${SET} Name crmLinkState`]: '2' },
  }),
  hasOwnMarks: false,
};

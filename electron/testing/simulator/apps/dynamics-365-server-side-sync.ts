import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

const SET = '{00020329-0000-0000-C000-000000000046}';
const PUBLIC_STRINGS = `String ${SET} Name`;
const ORGANIZATION = '{7D3B6C1A-52F4-4E0B-8A6E-19C2B7F0D455}';

/** The server’s own sync of a CRM: an application id of its own, and crm properties on what it has linked. */
export const dynamics365ServerSideSync: SyncApp = {
  ...PLAIN_APP,
  id: 'dynamics-365-server-side-sync',
  stores: ['exchange'],
  everyMinutes: 5,
  mailbox: { client: 'Client=WebServices;ExchangeWebServicesProxy/CrossSite/EXCH;AppId=00000007-0000-0000-c000-000000000000', appId: '00000007-0000-0000-c000-000000000000', logon: 'service', isItsOwn: true },
  leave: ({ random, before }) => ({
    ...before,
    properties: { ...before?.properties, [`${PUBLIC_STRINGS} crmid`]: `{${random.uuid().toUpperCase()}}`, [`${PUBLIC_STRINGS} crmorgid`]: ORGANIZATION, [`Double ${SET} Name crmLinkState`]: '2' },
  }),
};

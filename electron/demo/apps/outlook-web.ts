import { PLAIN_APP, type SyncApp } from '../world/sync-app.ts';

/** A person at work in the mailbox, in a browser. */
export const outlookWeb: SyncApp = {
  ...PLAIN_APP,
  id: 'outlook-web',
  stores: ['exchange'],
  direction: 'two-way',
  mailbox: { client: 'Client=OWA;Action=ViaProxy', appId: '9199bf20-a13f-4107-85dc-02114787ef48', logon: 'owner', isItsOwn: true },
};

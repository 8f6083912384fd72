import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** A script with the rights of whoever runs it. */
export const powershellScript: SyncApp = {
  ...PLAIN_APP,
  id: 'powershell-script',
  stores: ['exchange'],
  secondsAnItem: 0.5,
  mailbox: { client: 'Client=REST;Client=RESTSystem;UserAgent=PowerShell/7.4.2 Invoke-MgGraphRequest[AppId=14d82eec-204b-4c2f-b7e8-296a70dab67e]', appId: '14d82eec-204b-4c2f-b7e8-296a70dab67e', logon: 'owner', isItsOwn: true },
};

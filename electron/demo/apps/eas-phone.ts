import { PLAIN_APP, type SyncApp } from '../world/sync-app.ts';

/** The built-in account of a phone, over ActiveSync: it gets notes cut to the size it asked for, and no large picture. */
export const easPhone: SyncApp = {
  ...PLAIN_APP,
  id: 'eas-phone',
  stores: ['exchange'],
  secondsAnItem: 2,
  mailbox: { client: 'Client=ActiveSync;UserAgent=Apple-iPhone15C4/2104.219;Version=161;DeviceType=iPhone', appId: 'f8d98a96-0999-43f5-8af3-69971c7bb423', logon: 'owner', isItsOwn: true },
};

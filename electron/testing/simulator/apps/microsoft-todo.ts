import { PLAIN_APP, type SyncApp } from '../../../demo/world/sync-app.ts';

/** Tasks of the mailbox; a repeating one that is done makes the next. */
export const microsoftTodo: SyncApp = {
  ...PLAIN_APP,
  id: 'microsoft-todo',
  kinds: ['task'],
  stores: ['exchange'],
  mailbox: { client: 'Client=REST;Client=RESTSystem;UserAgent=[NoUserAgent][AppId=c830ddb0-63e6-4f22-bd71-2ad47198a23e]', appId: 'c830ddb0-63e6-4f22-bd71-2ad47198a23e', logon: 'owner', isItsOwn: true },
};

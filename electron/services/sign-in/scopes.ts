/**
 * What an account is opened for. A sign-in asks for `read` alone until something else is started, so that nobody grants more than is used:
 * `write` when a restore begins, `audit` for a query of the audit log, `deleted` for the items that only the import and export interface shows.
 */
export const ACCESS_KINDS = ['read', 'write', 'audit', 'deleted'] as const;
export type Access = (typeof ACCESS_KINDS)[number];

const SCOPES: Readonly<Record<Access, readonly string[]>> = {
  read: ['Contacts.Read', 'Calendars.Read', 'Tasks.Read', 'MailboxSettings.Read', 'User.Read'],
  write: ['Contacts.ReadWrite', 'Calendars.ReadWrite', 'Tasks.ReadWrite', 'MailboxSettings.Read', 'User.Read'],
  audit: ['AuditLogsQuery-Exchange.Read.All'],
  deleted: ['MailboxFolder.Read', 'MailboxItem.Read', 'MailboxItem.ImportExport'],
};

/** The permissions of a kind of access, without those that every sign-in has. */
export function permissionsFor(access: Access): readonly string[] {
  return SCOPES[access];
}

/** The same as scopes of the cloud's Graph; refreshing without a person (`offline_access`) is added by the sign-in itself. */
export function scopesFor(access: Access, graphHost: string): string[] {
  return SCOPES[access].map((permission) => `https://${graphHost}/${permission}`);
}

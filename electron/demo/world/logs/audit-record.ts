import type { SeededRandom } from '../../seeded-random.ts';
import type { Deed } from '../store.ts';
import { logonNumber } from './audited.ts';

/** Whose mailbox a log is about. */
export interface Mailbox {
  readonly owner: string;
  readonly guid: string;
  readonly organization: string;
}

/** One record of the unified audit log about deeds of one program, one operation and one moment (`AuditData`). */
export function auditRecord(deeds: readonly Deed[], mailbox: Mailbox, random: SeededRandom): Readonly<Record<string, unknown>> {
  const [deed] = deeds;
  if (deed === undefined) throw new Error('no deed');
  const isGroup = ['MoveToDeletedItems', 'SoftDelete', 'HardDelete', 'Move'].includes(deed.operation);
  const { mailbox: signs } = deed.app;
  const userId = signs?.logon === 'owner' ? mailbox.owner : signs?.logon === 'administrator' ? 'admin@example.test' : 'sync-service@example.test';
  return {
    // UTC, although no zone stands there.
    CreationTime: new Date(deed.atMs).toISOString().slice(0, 19),
    Id: random.uuid(),
    Operation: deed.operation,
    OrganizationId: mailbox.organization,
    RecordType: isGroup ? 3 : 2,
    ResultStatus: 'Succeeded',
    UserKey: userId,
    UserType: signs?.logon === 'service' ? 5 : 0,
    Version: 1,
    Workload: 'Exchange',
    UserId: userId,
    ...(signs?.appId === undefined ? {} : { AppId: signs.appId, ClientAppId: signs.appId }),
    ClientIPAddress: `192.0.2.${20 + (deed.app.id.length % 30)}`,
    ClientInfoString: signs?.client ?? '',
    ...(signs?.process === undefined ? {} : { ClientProcessName: signs.process, ClientVersion: '16.0.17328.20346' }),
    ExternalAccess: false,
    InternalLogonType: 0,
    LogonType: logonNumber(deed),
    MailboxGuid: mailbox.guid,
    MailboxOwnerUPN: mailbox.owner,
    OrganizationName: 'example.test',
    OriginatingServer: 'VI1PR0100MB0001 (15.20.4200.000)\r\n',
    ...(isGroup
      ? {
          AffectedItems: deeds.map((one) => ({ ...itemOf(one), ParentFolder: { Id: folderIdOf(one), Path: pathOf(one.folder) } })),
          CrossMailboxOperation: false,
          Folder: { Id: folderIdOf(deed), Path: pathOf(deed.folder) },
          ...(deed.operation === 'MoveToDeletedItems' ? { DestFolder: { Path: '\\Deleted Items' } } : {}),
        }
      : { Item: { ...itemOf(deed), ParentFolder: { Id: folderIdOf(deed), Path: pathOf(deed.folder) } } }),
  };
}

/** Folders as the log spells them: with backslashes, below the default one of their kind. */
export function pathOf(folder: string): string {
  return ['Contacts', 'Calendar', 'Tasks', 'Deleted Items', 'Inbox'].includes(folder) ? `\\${folder}` : `\\Contacts\\${folder}`;
}

function itemOf({ ids, title }: Deed): object {
  return { Id: ids?.auditId ?? '', ImmutableId: ids?.immutableId ?? '', Subject: title };
}

// All items of a folder begin alike.
function folderIdOf({ ids }: Deed): string {
  return Buffer.from(Buffer.from(ids?.auditId ?? '', 'base64').subarray(0, 46)).toString('base64');
}

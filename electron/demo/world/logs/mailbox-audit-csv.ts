import { pad } from '../../sample-person.ts';
import type { SeededRandom } from '../../seeded-random.ts';
import type { Deed } from '../store.ts';
import { pathOf, type Mailbox } from './audit-record.ts';
import { csvText } from './csv-text.ts';

const COLUMNS = [
  'Operation', 'OperationResult', 'LogonType', 'ExternalAccess', 'DestFolderPathName', 'FolderPathName', 'ClientInfoString', 'ClientIPAddress', 'ClientMachineName',
  'ClientProcessName', 'ClientVersion', 'InternalLogonType', 'MailboxGuid', 'MailboxOwnerUPN', 'MailboxResolvedOwnerName', 'LogonUserDisplayName', 'ItemId', 'ItemSubject',
  'SourceItemIdsList', 'SourceItemSubjectsList', 'SourceItemFolderPathNamesList', 'DirtyProperties', 'OriginatingServer', 'LastAccessed', 'Identity', 'IsValid', 'ObjectState',
];

/** `Search-MailboxAuditLog -ShowDetails | Export-Csv`: the time is written as the machine that exported writes it. */
export function mailboxAuditCsv(deeds: readonly Deed[], mailbox: Mailbox, random: SeededRandom): string {
  const writeTime = random.pick([isoTime, germanTime, americanTime]);
  const rows = deeds.map((deed) => {
    const { mailbox: signs } = deed.app;
    const logon = { owner: 'Owner', administrator: 'Admin', delegate: 'Delegate', service: 'Admin' }[signs?.logon ?? 'owner'];
    const isMove = deed.operation !== 'Update' && deed.operation !== 'Create';
    const id = deed.ids?.auditId ?? '';
    const values: Readonly<Record<string, string>> = {
      Operation: deed.operation,
      OperationResult: 'Succeeded',
      LogonType: logon,
      ExternalAccess: 'False',
      DestFolderPathName: deed.operation === 'MoveToDeletedItems' ? '\\Deleted Items' : '',
      FolderPathName: pathOf(deed.folder),
      ClientInfoString: signs?.client ?? '',
      ClientIPAddress: '192.0.2.20',
      ClientMachineName: signs?.process === undefined ? '' : 'PC-17',
      ClientProcessName: signs?.process ?? '',
      ClientVersion: signs?.process === undefined ? '' : '16.0.17328.20346',
      InternalLogonType: logon,
      MailboxGuid: mailbox.guid,
      MailboxOwnerUPN: mailbox.owner,
      MailboxResolvedOwnerName: 'Robin Sample',
      LogonUserDisplayName: logon === 'Owner' ? 'Robin Sample' : 'Sync Service',
      ItemId: isMove ? '' : id,
      ItemSubject: isMove ? '' : deed.title,
      SourceItemIdsList: isMove ? id : '',
      SourceItemSubjectsList: isMove ? deed.title : '',
      SourceItemFolderPathNamesList: isMove ? pathOf(deed.folder) : '',
      DirtyProperties: '',
      OriginatingServer: 'EX01 (15.02.1258.012)',
      LastAccessed: writeTime(deed.atMs),
      Identity: `RgAAA${random.uuid().replaceAll('-', '')}`,
      IsValid: 'True',
      ObjectState: 'New',
    };
    return COLUMNS.map((column) => values[column] ?? '');
  });
  return csvText(COLUMNS, rows);
}

function isoTime(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}

function germanTime(atMs: number): string {
  const [date = '', time = ''] = isoTime(atMs).split(' ');
  return `${date.split('-').toReversed().join('.')} ${time}`;
}

function americanTime(atMs: number): string {
  const at = new Date(atMs);
  const hour = at.getUTCHours();
  return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${hour % 12 === 0 ? 12 : hour % 12}:${pad(at.getUTCMinutes(), 2)}:${pad(at.getUTCSeconds(), 2)} ${hour < 12 ? 'AM' : 'PM'}`;
}

import { isObject, textAt, type JsonObject } from '../../graph/json.ts';
import { type AuditEntry, filled } from '../entry.ts';
import type { TableFormat } from '../format.ts';
import { parseLogTime } from '../log-times.ts';
import { READS, WRITES } from '../operations.ts';
import type { Row } from '../table-row.ts';

const TIMES = ['lastaccessed', 'lastaccessedtime'];

/** `Search-MailboxAuditLog -ShowDetails | Export-Csv`, and what scripts make of it; its times are those of the clock of the machine that ran it. */
export const mailboxAuditCsv: TableFormat = {
  name: 'mailbox-audit-csv',
  shape: 'table',
  stopsAt: [50_000, 1000],
  times: TIMES,
  isOf: (columns) => columns.has('operation') && TIMES.some((name) => columns.has(name)),
  read(row, reading) {
    const operation = row.cell('operation');
    const time = parseLogTime(row.cell(...TIMES), reading);
    if (time.type !== 'instant') return { type: 'skipped', code: operation === '' ? 'audit-row-unreadable' : time.type === 'ambiguous' ? 'audit-date-ambiguous' : 'audit-time-unreadable' };
    const { at } = time;
    if (!WRITES.has(operation.toLowerCase())) return { type: 'passed', because: READS.test(operation) ? 'reads' : 'other', at };
    if (/^fail/i.test(row.cell('operationresult'))) return { type: 'passed', because: 'failed', at };
    const appId = row.cell('clientappid', 'appid');
    const client = row.cell('clientinfostring', 'clientprocessname');
    const given = {
      id: '',
      at,
      operation,
      ...filled({
        actor: row.cell('logonuserdisplayname', 'logonuserupn'),
        client: appId === '' || client.includes(appId) ? client : `${client} [AppId=${appId}]`.trim(),
        mailbox: row.cell('mailboxownerupn'),
      }),
      document: row.document(),
    };
    return { type: 'kept', entries: itemsOf(row).map((item, index): AuditEntry => ({ ...given, ...(index === 0 ? {} : { part: index + 1 }), ...item })) };
  },
};

type Named = Partial<Pick<AuditEntry, 'item' | 'subject' | 'folder'>>;

/** Moves and deletions list their items; the other operations have one. */
function itemsOf(row: Row): readonly Named[] {
  const folder = row.cell('folderpathname', 'sourcefolderpathnameslist');
  const listed = sourceItems(row.cell('sourceitems'));
  if (listed.length > 0) return listed.map((item) => filled({ item: textAt(item, 'SourceItemId'), subject: textAt(item, 'SourceItemSubject'), folder: textAt(item, 'SourceItemFolderPathName') || folder }));
  const ids = row.cell('itemid', 'sourceitemidslist').split(/[\s,;|]+/).filter((id) => id !== '');
  const subject = row.cell('itemsubject', 'sourceitemsubjectslist', 'subject');
  if (ids.length < 2) return [filled({ item: ids[0], subject, folder })];
  // Subjects may hold commas themselves.
  const subjects = subject.split(/\s*[,;|]\s*/);
  return ids.map((item, index) => filled({ item, subject: subjects.length === ids.length ? subjects[index] : '', folder }));
}

function sourceItems(cell: string): readonly JsonObject[] {
  if (!cell.startsWith('[')) return [];
  try {
    const value: unknown = JSON.parse(cell);
    return Array.isArray(value) ? value.filter(isObject) : [];
  } catch {
    // The other columns name the items as well.
    return [];
  }
}

import { type JsonObject, parseJsonText } from '../../graph/json.ts';
import type { TableFormat } from '../format.ts';
import { readPurviewRow } from '../purview-row.ts';
import type { Row } from '../table-row.ts';

/** Spreadsheets cut cells at this length. */
const SPREADSHEET_CELL = 32_767;

/** The table of the Purview portal and of `Search-UnifiedAuditLog | Export-Csv`, whose rows are JSON in a cell, or parted into columns by a tool. */
export const purviewCsv: TableFormat = {
  name: 'purview-csv',
  shape: 'table',
  stopsAt: [50_000, 5000, 100],
  // Those inside AuditData count, and they are in UTC.
  times: [],
  isOf: (columns) => columns.has('auditdata') || columns.has('auditdata.operation') || columns.has('auditdata.creationtime'),
  read(row, reading) {
    const cell = row.cell('auditdata');
    const data = cell === '' ? fromColumns(row) : parseJsonText(cell);
    if (data === undefined) return { type: 'skipped', code: cell.length === SPREADSHEET_CELL ? 'audit-row-cut-off' : 'audit-row-unreadable' };
    const around = { id: row.cell('recordid', 'identity', 'id'), time: row.cell('creationdate', 'creationtime'), operation: row.cell('operations', 'operation'), actor: row.cell('userids', 'userid', 'user') };
    return readPurviewRow(data, around, cell === '' ? row.document() : cell, reading);
  },
};

const PARTED = ['CreationTime', 'Id', 'Operation', 'UserId', 'ResultStatus', 'ClientInfoString', 'ActorInfoString', 'UserAgent', 'ClientProcessName', 'AppId', 'ClientAppId', 'MailboxOwnerUPN'] as const;

function fromColumns(row: Row): JsonObject {
  const at = (name: string): string => row.cell(`auditdata.${name.toLowerCase()}`);
  return {
    ...Object.fromEntries(PARTED.map((name) => [name, at(name)])),
    Folder: { Path: at('Folder.Path') },
    Item: { Id: at('Item.Id'), ImmutableId: at('Item.ImmutableId'), Subject: at('Item.Subject'), ParentFolder: { Path: at('Item.ParentFolder.Path') } },
  };
}

import { AppError } from '../../shared/errors.ts';
import type { SourceId } from '../../shared/records.ts';
import type { AuditLog, AuditOrigin, AuditStore, StoredAuditRow } from './audit-types.ts';
import { sha256Of } from './body-row.ts';
import type { CaseFile } from './case-file.ts';
import type { Sources } from './sources.ts';

interface Row {
  readonly rowId: string;
  readonly at: string;
  readonly operation: string;
  readonly actor: string | null;
  readonly client: string | null;
  readonly item: string | null;
  readonly subject: string | null;
  readonly folder: string | null;
  readonly origin: AuditOrigin;
  readonly document: string;
  readonly mailbox: string | null;
  readonly log: string | null;
}
type StoredRow = Row & { readonly sourceId: SourceId | null; readonly sha256: Buffer };

const COLUMNS = 'a.row_id AS rowId, a.at, a.operation, a.actor, a.client, a.item, a.subject, a.folder, a.origin, a.document, a.mailbox, a.log, a.sha256, s.public_id AS sourceId';
const ROWS = 'FROM audit_rows a LEFT JOIN sources s ON s.id = a.source';

/** Audit rows of an open case: each is kept once and has its hash in it. */
export function auditRows(file: CaseFile, sources: Sources): AuditStore {
  const insert = file.prepare(
    `INSERT INTO audit_rows (source, row_id, at, at_ms, operation, actor, client, item, subject, folder, origin, document, mailbox, log, sha256)
     VALUES (@source, @rowId, @at, @atMs, @operation, @actor, @client, @item, @subject, @folder, @origin, @document, @mailbox, @log, @sha256)
     ON CONFLICT (row_id) DO NOTHING`,
  );
  const list = file.prepare<[], StoredRow>(`SELECT ${COLUMNS} ${ROWS} ORDER BY a.at_ms, a.id`);
  const insertLog = file.prepare('INSERT INTO audit_logs (log_id, source, facts, sha256) VALUES (@id, @source, @facts, @sha256) ON CONFLICT DO NOTHING');
  const logs = file.prepare<[], StoredLog>('SELECT l.log_id AS id, l.facts, l.sha256, s.public_id AS sourceId FROM audit_logs l LEFT JOIN sources s ON s.id = l.source ORDER BY l.id');
  const one = file.prepare<[string], StoredRow>(`SELECT ${COLUMNS} ${ROWS} WHERE a.row_id = ?`);
  // Both of the index of times alone: the rows themselves are long.
  const count = file.prepare<[], number>('SELECT count(*) FROM audit_rows').pluck();
  const counts = file.prepare<[{ readonly fromMs: number; readonly toMs: number; readonly parts: number }], { readonly part: number; readonly rows: number }>(
    `SELECT min(@parts - 1, CAST((at_ms - @fromMs) * @parts / max(1, @toMs - @fromMs) AS INTEGER)) AS part, count(*) AS rows
     FROM audit_rows WHERE at_ms BETWEEN @fromMs AND @toMs GROUP BY part`,
  );
  return {
    add(rows, from) {
      return file.write(() => {
        const { sourceId, origin, log = null } = from;
        const source = sourceId === undefined ? null : sources.rowId(sourceId);
        let added = 0;
        for (const { id, at, operation, document, ...more } of rows) {
          const { actor = null, client = null, item = null, subject = null, folder = null, mailbox = null } = more;
          const row: Row = { rowId: id, at, operation, actor, client, item, subject, folder, origin, document, mailbox, log };
          added += insert.run({ ...row, source, atMs: Date.parse(at), sha256: rowSha256(row) }).changes;
        }
        return added;
      });
    },
    *list() {
      for (const row of list.iterate()) yield storedRow(row);
    },
    rows(ids) {
      const found = [...new Set(ids)].flatMap((id) => one.get(id) ?? []);
      return found.map(storedRow).sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
    },
    count: () => count.get() ?? 0,
    countIn(range, parts) {
      const rows = Array.from({ length: parts }, () => 0);
      for (const part of counts.all({ ...range, parts })) rows[part.part] = part.rows;
      return rows;
    },
    addLog({ id, sourceId, facts }) {
      file.write(() => {
        const text = JSON.stringify(facts);
        const source = sourceId === undefined ? null : sources.rowId(sourceId);
        insertLog.run({ id, source, facts: text, sha256: sha256Of(Buffer.from(JSON.stringify([text, sourceId ?? null]), 'utf8')) });
      });
    },
    logs: () => logs.all().map(storedLog),
  };
}

interface StoredLog {
  readonly id: string;
  readonly facts: string;
  readonly sha256: Buffer;
  readonly sourceId: SourceId | null;
}

function storedLog({ id, facts, sha256, sourceId }: StoredLog): AuditLog {
  if (!sha256Of(Buffer.from(JSON.stringify([facts, sourceId]), 'utf8')).equals(sha256)) throw new AppError('case-damaged');
  return { id, facts: JSON.parse(facts) as AuditLog['facts'], ...(sourceId === null ? {} : { sourceId }) };
}

function storedRow({ sha256, sourceId, ...row }: StoredRow): StoredAuditRow {
  if (!rowSha256(row).equals(sha256)) throw new AppError('case-damaged');
  const { rowId, at, operation, origin, document, ...optional } = row;
  const given = Object.fromEntries(Object.entries({ ...optional, sourceId }).filter(([, value]) => value !== null)) as Partial<Pick<StoredAuditRow, 'actor' | 'client' | 'item' | 'subject' | 'folder' | 'mailbox' | 'log' | 'sourceId'>>;
  return { id: rowId, at, operation, origin, document, ...given };
}

function rowSha256(row: Row): Buffer {
  const { rowId, at, operation, actor, client, item, subject, folder, origin, document, mailbox, log } = row;
  // Rows of older cases have neither, and the hash that they were stored with.
  const later = mailbox === null && log === null ? [] : [mailbox, log];
  return sha256Of(Buffer.from(JSON.stringify([rowId, at, operation, actor, client, item, subject, folder, origin, document, ...later]), 'utf8'));
}

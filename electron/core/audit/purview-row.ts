import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../graph/json.ts';
import { type AuditEntry, filled, type RowAnswer } from './entry.ts';
import { parseLogTime, type TimeReading } from './log-times.ts';
import { READS, WRITES } from './operations.ts';

/** What a row says beside its `AuditData`, where that says nothing. */
export interface RowAround {
  readonly id?: string;
  readonly time?: string;
  readonly operation?: string;
  readonly actor?: string;
}

/**
 * A row of Microsoft's unified audit log by its `AuditData`. Rows of single items name one; rows of groups list each item (`AffectedItems`), and
 * every one becomes an entry. `CreationTime` is in UTC though no zone stands there.
 */
export function readPurviewRow(data: JsonObject, around: RowAround, document: string, reading: TimeReading): RowAnswer {
  const operation = first(textAt(data, 'Operation'), around.operation);
  const time = timeOf(data, around, reading);
  if (time.type !== 'instant') return operation === '' ? { type: 'skipped', code: 'audit-row-unreadable' } : { type: 'skipped', code: time.type === 'ambiguous' ? 'audit-date-ambiguous' : 'audit-time-unreadable' };
  const { at } = time;
  if (!WRITES.has(operation.toLowerCase())) return { type: 'passed', because: READS.test(operation) ? 'reads' : 'other', at };
  if (/^fail/i.test(textAt(data, 'ResultStatus'))) return { type: 'passed', because: 'failed', at };
  const id = first(textAt(data, 'Id'), around.id);
  const given = {
    at,
    operation,
    ...filled({ actor: first(textAt(data, 'UserId'), around.actor), client: clientOf(data), mailbox: textAt(data, 'MailboxOwnerUPN') }),
    document,
  };
  return { type: 'kept', entries: itemsOf(data).map((item, index): AuditEntry => ({ id, ...(index === 0 ? {} : { part: index + 1 }), ...given, ...item })) };
}

function timeOf(data: JsonObject, around: RowAround, reading: TimeReading) {
  const own = textAt(data, 'CreationTime');
  return parseLogTime(own === '' ? (around.time ?? '') : own, { order: reading.order });
}

/** Several items, or the one that the row is about; a row that names none is kept for its time and its client. */
function itemsOf(data: JsonObject): readonly Partial<Pick<AuditEntry, 'item' | 'subject' | 'folder'>>[] {
  const folder = textAt(objectAt(data, 'Folder'), 'Path');
  const affected = objectsAt(data, 'AffectedItems');
  const items = affected.length > 0 ? affected : isObject(data['Item']) ? [data['Item']] : [{}];
  return items.map((item) =>
    filled({
      item: [...new Set([textAt(item, 'Id'), textAt(item, 'ImmutableId')])].map((id) => id.replaceAll(/\s/g, '')).filter((id) => id !== '').join(' '),
      subject: textAt(item, 'Subject'),
      folder: first(textAt(objectAt(item, 'ParentFolder'), 'Path'), folder),
    }),
  );
}

/**
 * The program: newer rows name it in `ActorInfoString`, which is better for callers of REST and Graph; the application's id goes with it.
 */
function clientOf(data: JsonObject): string {
  const [actor, info] = [textAt(data, 'ActorInfoString'), textAt(data, 'ClientInfoString')];
  const client = actor !== '' && (info === '' || /app-?id/i.test(actor)) ? actor : first(info, textAt(data, 'UserAgent'), textAt(data, 'ClientProcessName'));
  const appId = first(textAt(data, 'AppId'), textAt(data, 'ClientAppId'));
  return appId === '' || client.toLowerCase().includes(appId.toLowerCase()) ? client : `${client} [AppId=${appId}]`.trim();
}

function first(...texts: readonly (string | undefined)[]): string {
  return texts.find((text) => text !== undefined && text !== '') ?? '';
}

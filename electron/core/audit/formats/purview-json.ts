import { isObject, type JsonObject, parseJsonText, textAt } from '../../graph/json.ts';
import type { JsonFormat } from '../format.ts';
import { readPurviewRow } from '../purview-row.ts';

/**
 * Rows of the unified audit log as objects: those of the Management API, of `Search-UnifiedAuditLog | ConvertTo-Json` (`AuditData` is a text in
 * them) and of Graph's audit log queries (`auditData` is an object).
 */
export const purviewJson: JsonFormat = {
  name: 'purview-json',
  shape: 'json',
  stopsAt: [50_000, 5000, 100],
  isOf: (beginning) => /"(?:auditData|AuditData)"\s*:|"(?:CreationTime|createdDateTime|CreationDate)"\s*:[^{}]{0,4000}"(?:Operation|operation|Operations|Workload|UserType)"\s*:|"(?:Operation|Operations|operation)"\s*:[^{}]{0,4000}"(?:CreationTime|CreationDate|createdDateTime)"\s*:/.test(beginning),
  read(object, text, reading) {
    const data = dataOf(object);
    if (data === undefined) return { type: 'skipped', code: 'audit-row-unreadable' };
    const at = (...names: readonly string[]): string => names.map((name) => textAt(object, name)).find((value) => value !== '') ?? '';
    const around = { id: at('id', 'Identity', 'RecordId'), time: at('CreationDate', 'createdDateTime'), operation: at('Operations', 'operation', 'Operation'), actor: at('userPrincipalName', 'UserIds', 'userId', 'UserId') };
    return readPurviewRow(data, around, text, reading);
  },
};

function dataOf(object: JsonObject): JsonObject | undefined {
  const data = object['AuditData'] ?? object['auditData'];
  if (data === undefined || data === null) return object;
  return isObject(data) ? data : typeof data === 'string' ? parseJsonText(data) : undefined;
}

import type { SeededRandom } from '../../seeded-random.ts';
import type { Deed } from '../store.ts';
import { auditRecord, type Mailbox } from './audit-record.ts';
import { csvText } from './csv-text.ts';

/** An export of the unified audit log as a portal downloads it: four columns, the record as JSON in the last. */
export function purviewCsv(deeds: readonly Deed[], mailbox: Mailbox, random: SeededRandom): string {
  const rows = groupDeeds(deeds).map((group) => {
    const record = auditRecord(group, mailbox, random);
    return [`${String(record['CreationTime'])}.0000000Z`, String(record['UserId']), String(record['Operation']), JSON.stringify(record)];
  });
  // The portal begins its files with a byte order mark.
  return `\uFEFF${csvText(['CreationDate', 'UserIds', 'Operations', 'AuditData'], rows)}`;
}

/** The same as `Search-UnifiedAuditLog | ConvertTo-Json` writes it: the record is text within each row. */
export function purviewJson(deeds: readonly Deed[], mailbox: Mailbox, random: SeededRandom): string {
  const groups = groupDeeds(deeds);
  const rows = groups.map((group, index) => {
    const record = auditRecord(group, mailbox, random);
    return {
      RecordType: record['RecordType'] === 3 ? 'ExchangeItemGroup' : 'ExchangeItem',
      CreationDate: `${String(record['CreationTime'])}`,
      UserIds: record['UserId'],
      Operations: record['Operation'],
      AuditData: JSON.stringify(record),
      ResultIndex: index + 1,
      ResultCount: groups.length,
      Identity: record['Id'],
      IsValid: true,
      ObjectState: 'Unchanged',
    };
  });
  return `${JSON.stringify(rows, null, 2)}\n`;
}

const MOST_IN_ONE = 20;

/** What one program deletes from one folder within a second is one row. */
export function groupDeeds(deeds: readonly Deed[]): readonly (readonly Deed[])[] {
  const groups: Deed[][] = [];
  for (const deed of deeds.toSorted((left, right) => left.atMs - right.atMs)) {
    const last = groups.at(-1);
    const first = last?.[0];
    const isSame =
      first !== undefined && last !== undefined && last.length < MOST_IN_ONE && deed.operation !== 'Update' && deed.operation !== 'Create' &&
      first.operation === deed.operation && first.app === deed.app && first.folder === deed.folder && Math.floor(first.atMs / 1000) === Math.floor(deed.atMs / 1000);
    if (isSame) last.push(deed);
    else groups.push([deed]);
  }
  return groups;
}

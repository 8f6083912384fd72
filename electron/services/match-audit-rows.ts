import { indexRecords, type RecordIndex } from '../analysis/attribution/join-audit.ts';
import { type OwnedRow, type Ownership, rowOwners } from '../analysis/attribution/row-owners.ts';
import type { CaseSource } from '../analysis/findings/types.ts';
import type { AuditEntry } from '../core/audit/entry.ts';
import type { SourceId } from '../../shared/records.ts';
import type { RecordName } from '../store/record-names.ts';
import type { CaseContext } from './case-context.ts';
import { caseSources } from './case-history.ts';

/** Counts which rows of logs are about records of the case. */
export interface AuditMatcher {
  /** A row with the items that it is about, and the source that it is said to be about. */
  see(entries: readonly AuditEntry[], sourceId: SourceId | undefined): void;
  matched(): number;
}

/** A matcher for the records of all snapshots that a case holds now. */
export function createAuditMatcher(context: CaseContext): AuditMatcher {
  const sources = caseSources(context);
  const byName = new Map(sources.map((source) => [source.name, source]));
  const names = new Map(context.store.sources().map(({ id, name }) => [id, name]));
  const mailboxes = new Set<string>();
  // By mailbox; an organisation's log is about thousands of them.
  const owners = new Map<string, ReturnType<typeof rowOwners>>();
  let index: RecordIndex<RecordName> | undefined;
  let matched = 0;
  // Whether a name alone is enough may hang on which other mailboxes the log is about.
  const byNameAlone = new Map<string, { readonly entry: AuditEntry; readonly source: CaseSource; rows: number }>();

  function see(entries: readonly AuditEntry[], sourceId: SourceId | undefined): void {
    index ??= indexOf(context);
    for (const { mailbox } of entries) {
      if (mailbox === undefined || mailboxes.has(mailbox)) continue;
      mailboxes.add(mailbox);
      // Whose a row is hangs on its own mailbox and on whether there is another.
      if (mailboxes.size === 2) owners.clear();
    }
    const source = sourceId === undefined ? undefined : names.get(sourceId);
    const owned = source === undefined ? {} : { source };
    const isById = entries.some((entry) => index?.byId(entry).some((record) => ownerOf({ ...entry, ...owned }, record) !== 'no'));
    if (isById) {
      matched += 1;
      return;
    }
    for (const entry of entries) {
      const record = index.byName(entry).find((one) => ownerOf({ ...entry, ...owned }, one) === 'yes');
      const found = record === undefined ? undefined : byName.get(record.source);
      if (found === undefined) continue;
      const key = JSON.stringify([source, entry.mailbox, found.name]);
      const held = byNameAlone.get(key) ?? { entry: { ...entry, ...owned, item: '', document: '' }, source: found, rows: 0 };
      held.rows += 1;
      byNameAlone.set(key, held);
      return;
    }
  }

  function ownerOf(row: OwnedRow, record: RecordName): Ownership {
    const source = byName.get(record.source);
    return source === undefined ? 'no' : ownership(row, source);
  }

  function ownership(row: OwnedRow, source: CaseSource): Ownership {
    const { mailbox = '' } = row;
    const held = owners.get(mailbox) ?? rowOwners(sources, new Set([...(mailbox === '' ? [] : [mailbox]), ...[...mailboxes.keys().take(2)]]));
    owners.set(mailbox, held);
    return held(row, source);
  }

  return {
    see,
    matched: () => [...byNameAlone.values()].reduce((sum, { entry, source, rows }) => (ownership(entry, source) === 'yes' ? sum + rows : sum), matched),
  };
}

function indexOf({ store }: CaseContext): RecordIndex<RecordName> {
  const records = [...store.recordNames()];
  return indexRecords(records, new Set(records.map(({ collection }) => collection)));
}

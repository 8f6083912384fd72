import type { LogFacts } from '../core/audit/log-facts.ts';
import type { SourceId } from '../../shared/records.ts';

/** One row of an audit log, from the service or from a file: who did what to which item, and when. */
export interface AuditRow {
  /** As the service numbers it, so that the same row is kept once however often it comes; where it has no number, a hash of the row. */
  readonly id: string;
  /** RFC 3339 in UTC. */
  readonly at: string;
  /** As the log names it: `Create`, `Update`, `MoveToDeletedItems`, `HardDelete` … */
  readonly operation: string;
  /** Who signed in. */
  readonly actor?: string;
  /** The program, as the server saw it. */
  readonly client?: string;
  /** The item's id as the log has it, which is often not the key of a record. */
  readonly item?: string;
  readonly subject?: string;
  readonly folder?: string;
  /** Whose mailbox it is about, as the log names its owner. */
  readonly mailbox?: string;
  /** The row as it came. */
  readonly document: string;
}

/** A row as the case keeps it, with whose mailbox it is about, where that is known, and where it came from. */
export interface StoredAuditRow extends AuditRow {
  readonly sourceId?: SourceId;
  readonly origin: AuditOrigin;
  /** Id of the log that it came in. */
  readonly log?: string;
}

/** Where rows come from, and whose mailbox all of them are about, where that is known. */
export interface AuditFrom {
  readonly sourceId?: SourceId;
  readonly origin: AuditOrigin;
  readonly log?: string;
}

/** A log that rows came in, and what it covers. */
export interface AuditLog {
  readonly id: string;
  /** What all of it is about, where somebody said so. */
  readonly sourceId?: SourceId;
  readonly facts: LogFacts;
}

export type AuditOrigin = 'service' | 'file';

/** Rows of audit logs; what was stored stands. */
export interface AuditStore {
  /** Stores in one transaction those rows that are not there yet, and answers how many that were. */
  add(rows: readonly AuditRow[], from: AuditFrom): number;
  /** Stores what a log covers, unless one that covers the same is there. */
  addLog(log: AuditLog): void;
  /** In the order of their storing; a damaged one throws `case-damaged`. */
  logs(): readonly AuditLog[];
  /** In the order of time; a damaged row throws `case-damaged`. */
  list(): IterableIterator<StoredAuditRow>;
  /** Those of the rows with these ids that are there, in the order of time; a damaged row throws `case-damaged`. */
  rows(ids: Iterable<string>): readonly StoredAuditRow[];
  count(): number;
  /** How many rows fall into each of `parts` equal parts of a range of time, whose end belongs to the last. */
  countIn(range: { readonly fromMs: number; readonly toMs: number }, parts: number): readonly number[];
}

import type { LogFacts } from './log-facts.ts';

/** One act on one item, as a log tells it. */
export interface AuditEntry {
  /** As the service numbers the row; '' where it does not. */
  readonly id: string;
  /** Place among the items of a row that names several, from 1; left out for the first. */
  readonly part?: number;
  /** RFC 3339 in UTC. */
  readonly at: string;
  /** As the log names it; of an access log the method and the status. */
  readonly operation: string;
  /** Who signed in. */
  readonly actor?: string;
  /** The program, as the server saw it, with its application id where the row has one. */
  readonly client?: string;
  /** What the log calls the item: its ids, parted by blanks, or the path of its href. */
  readonly item?: string;
  readonly subject?: string;
  readonly folder?: string;
  /** Whose mailbox it is about, as the log names its owner. */
  readonly mailbox?: string;
  /** The row as it came. */
  readonly document: string;
  /** Of a row that a case gave out: where that case had it from. */
  readonly given?: { readonly source?: string; readonly log?: string; readonly origin: 'service' | 'file' };
}

/** Why a row says nothing of who wrote: it was only read, it was refused, or it is about something else. */
export type PassedOver = 'reads' | 'failed' | 'other';

export const SKIP_CODES = ['audit-row-unreadable', 'audit-row-cut-off', 'audit-row-too-large', 'audit-file-cut-off', 'audit-time-unreadable', 'audit-date-ambiguous'] as const;
export type SkipCode = (typeof SKIP_CODES)[number];

/** What one row of a log comes to. */
export type RowAnswer =
  | { readonly type: 'kept'; readonly entries: readonly AuditEntry[] }
  | { readonly type: 'passed'; readonly because: PassedOver; readonly at?: string }
  | { readonly type: 'skipped'; readonly code: SkipCode }
  /** No row: what a log covers that a case gave out. */
  | { readonly type: 'log'; readonly id: string; readonly source?: string; readonly facts: LogFacts };

/** A row with the line at which it begins, from 1. */
export type ReadRow = RowAnswer & { readonly line: number };

/** The parts of an entry that are not empty. */
export function filled<Key extends string>(texts: Readonly<Record<Key, string | undefined>>): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== '')) as Partial<Record<Key, string>>;
}

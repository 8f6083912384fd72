import type { FieldEntry, RecordKind, Trace } from '../../shared/records.ts';

/** What reading a body yields: everything that comparing, showing and attribution need, and nothing that moves without meaning. */
export interface ReadRecord {
  readonly kind: RecordKind;
  /** UID of a vCard or iCalendar object, iCalUId of a Graph event; absent where the body has none. */
  readonly uid?: string;
  /** What a list shows: a contact's name, an event's or task's summary; empty where there is nothing to show. */
  readonly title: string;
  /** Sorted by field, then key, then text; equal meaning gives equal entries whatever the order in the body. */
  readonly fields: readonly FieldEntry[];
  /** Marks of programs; sorted, without repeats. */
  readonly traces: readonly Trace[];
  /** RFC 3339 UTC, where the body says so. */
  readonly created?: string;
  readonly modified?: string;
  /** Warnings about a body that was read all the same. */
  readonly warnings: readonly string[];
}

/**
 * A text that is equal for two bodies exactly when nothing that matters differs: all entries with their texts, and traces.
 * REV, ETag, order, folding and parameter order are not in it. The store hashes it.
 */
export function canonicalText(record: ReadRecord): string {
  const fields: string[] = [];
  for (const entry of record.fields) fields.push(entry.field, entry.text);
  const traces: string[] = [];
  for (const trace of record.traces) traces.push(trace.namespace, trace.name, trace.value);
  return JSON.stringify([record.kind, record.uid ?? '', fields, traces]);
}

/** As canonicalText, over keys alone and without traces: equal where two bodies differ at most cosmetically. */
export function meaningText(record: ReadRecord): string {
  const fields: string[] = [];
  for (const entry of record.fields) fields.push(entry.field, entry.key ?? entry.text);
  return JSON.stringify([record.kind, fields]);
}

export interface ReadContext {
  /** SHA-256 in hex: how embedded pictures, sounds and keys are compared without being kept beside the body. */
  readonly digest: (bytes: Uint8Array) => string;
  /** ISO 3166-1 alpha-2 country of phone numbers written without a country code; none: compared by their digits. */
  readonly defaultRegion?: string;
}

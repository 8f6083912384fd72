import type { ImportedLogs } from '../../shared/contract/logs.ts';
import type { Problem, RecordDocument } from '../../shared/contract/records.ts';
import type { SnapshotDocument } from '../../shared/contract/snapshots.ts';
import { ERROR_CODES, type ErrorCode } from '../../shared/errors.ts';
import { wordsFor } from '../../shared/messages/en.ts';
import { warningText } from '../../shared/messages/record-warnings.ts';
import { notCapturedWords } from '../../shared/messages/not-captured.ts';
import type { FieldEntry } from '../../shared/records.ts';
import type { Body, ProblemRow, SnapshotRow, Version } from '../store/types.ts';
import type { AuditImported } from './import-audit.ts';

/** A snapshot as CLI.md's `Snapshot`. */
export function snapshotDocument(row: SnapshotRow): SnapshotDocument {
  return {
    id: row.id,
    source: row.sourceName,
    takenAt: row.takenAt,
    ...(row.label === undefined ? {} : { label: row.label }),
    complete: row.complete,
    ...(row.incompleteBecause === undefined ? {} : { incompleteBecause: row.incompleteBecause }),
    counts: { ...row.counts },
    changes: { ...row.changes },
    notCaptured: row.notCaptured.map(notCapturedWords),
    stats: { ...row.stats },
  };
}

/** A version and its body as CLI.md's `Record`; a field that comes again is numbered `~2`, `~3`. */
export function recordDocument(version: Version, body: Body, sourceName: string, withRaw: boolean): RecordDocument {
  return {
    source: sourceName,
    collection: version.collectionName,
    key: version.key,
    ...(version.uid === undefined ? {} : { uid: version.uid }),
    kind: version.kind,
    title: version.title,
    state: version.state,
    fields: fieldsByName(body.fields),
    ...(body.created === undefined ? {} : { created: body.created }),
    ...(body.modified === undefined ? {} : { modified: body.modified }),
    ...(withRaw ? { raw: rawText(body.raw) } : {}),
  };
}

/** Entries as one object; a name that comes again gets `~2`, `~3`. */
export function fieldsByName(entries: readonly FieldEntry[]): Record<string, string> {
  const byName: Record<string, string> = {};
  const seen = new Map<string, number>();
  for (const entry of entries) {
    const count = (seen.get(entry.field) ?? 0) + 1;
    seen.set(entry.field, count);
    byName[count === 1 ? entry.field : `${entry.field}~${count}`] = entry.text;
  }
  return byName;
}

/** Bytes as text for showing: UTF-8 where they are, else byte for byte as Latin-1, so that nothing is hidden. */
export function rawText(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    // Not UTF-8: every byte still shows as one character.
    return new TextDecoder('latin1').decode(raw);
  }
}

/** A problem with its words, as CLI.md's `Problem`. */
export function problemDocument(row: ProblemRow): Problem {
  return {
    ...(row.file === undefined ? {} : { file: row.file }),
    ...(row.line === undefined ? {} : { line: row.line }),
    ...(row.key === undefined ? {} : { key: row.key }),
    code: row.code,
    message: messageFor(row.code),
    quarantined: row.quarantined,
  };
}

/** The sentence for a code that stands without context; a code without words is shown as it is. */
export function messageFor(code: string): string {
  return warningText(code) ?? (isErrorCode(code) ? wordsFor(code, {}).message : code);
}

function isErrorCode(code: string): code is ErrorCode {
  return (ERROR_CODES as readonly string[]).includes(code);
}

/** What became of logs, as a document. */
export function logsDocument({ events, matched, skipped, skippedCount, added, passedOver, logs, warnings }: AuditImported): ImportedLogs {
  return {
    events,
    matched,
    skipped: [...skipped],
    skippedCount,
    added,
    passedOver,
    coverage: logs.map(({ isZoneAssumed: _zone, isOrderAssumed: _order, gaps, ...facts }) => ({ ...facts, gaps: [...gaps] })),
    warnings: [...warnings],
  };
}

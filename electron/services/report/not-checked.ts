import type { Finding } from '../../../shared/contract/findings.ts';
import type { Report, ReportRestore } from '../../../shared/contract/report.ts';
import { notCapturedWords } from '../../../shared/messages/not-captured.ts';
import { type NotChecked, reportWordsEn } from '../../../shared/messages/report-en.ts';
import type { CaseStore, SnapshotRow } from '../../store/types.ts';
import { messageFor } from '../documents.ts';

type Entry = Report['notChecked'][number];

/** Everything that the case does not show, account by account: a report that left it out would claim more than is known. */
export function listNotChecked(store: CaseStore, findings: readonly Finding[], logs: Report['logs'], restores: readonly ReportRestore[]): readonly Entry[] {
  const snapshots = store.snapshots();
  const names = [...new Set([...store.sources().map(({ name }) => name), ...snapshots.map(({ sourceName }) => sourceName)])];
  return [
    ...names.flatMap((name) => ofSource(store, name, snapshots.filter((row) => row.sourceName === name), findings, logs)),
    ...(findings.length === 0 ? [] : [entry('uncalibrated', {})]),
    ...restores.filter(({ finishedAt }) => finishedAt === undefined).map(({ source, startedAt }) => entry('unfinished-restore', { at: startedAt }, source)),
  ];
}

function ofSource(store: CaseStore, name: string, rows: readonly SnapshotRow[], findings: readonly Finding[], logs: Report['logs']): readonly Entry[] {
  const whole = rows.filter(({ complete }) => complete);
  const say = (code: NotChecked, facts: Readonly<Record<string, string>> = {}): Entry => entry(code, facts, name);
  const quarantined = rows.map((row) => ({ row, count: store.quarantined(row.id).length })).filter(({ count }) => count > 0);
  return [
    ...(store.source(name) === null ? [say('removed-source')] : []),
    ...(rows.length === 0 ? [say('no-snapshot')] : whole.length < 2 ? [say('one-snapshot')] : []),
    ...rows.filter(({ complete }) => !complete).map(({ takenAt, incompleteBecause }) => say('incomplete-snapshot', { at: takenAt, because: incompleteBecause === undefined ? '' : messageFor(incompleteBecause) })),
    ...quarantined.map(({ row, count }) => say('unread-records', { at: row.takenAt, count: String(count) })),
    ...[...new Set(rows.flatMap(({ notCaptured }) => notCaptured))].map((id) => say('not-captured', { what: notCapturedWords(id) })),
    ...ofLogs(logs.filter(({ source }) => source === name || source === ''), findings.filter(({ source }) => source === name), say),
  ];
}

function ofLogs(logs: Report['logs'], findings: readonly Finding[], say: (code: NotChecked, facts?: Readonly<Record<string, string>>) => Entry): readonly Entry[] {
  if (logs.length === 0) return [say('no-log')];
  const from = logs.map((log) => log.from).sort()[0] ?? '';
  const to = logs.map((log) => log.to).sort().at(-1) ?? '';
  const isCovered = findings.every(({ window }) => Date.parse(window.from) >= Date.parse(from) && Date.parse(window.to) <= Date.parse(to));
  return isCovered ? [] : [say('log-elsewhen', { from, to })];
}

function entry(code: NotChecked, facts: Readonly<Record<string, string>>, source?: string): Entry {
  return { code, text: reportWordsEn.notChecked[code](facts).trim(), ...(source === undefined ? {} : { source }) };
}

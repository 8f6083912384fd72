import type { Finding } from '../../../shared/contract/findings.ts';
import type { Report, ReportRestore } from '../../../shared/contract/report.ts';
import { notCapturedWords } from '../../../shared/messages/not-captured.ts';
import { type NotChecked, reportWordsEn } from '../../../shared/messages/report-en.ts';
import type { CaseStore, SnapshotRow } from '../../store/types.ts';
import type { LogFacts } from '../../core/audit/log-facts.ts';
import { warningsOf } from '../audit-warnings.ts';
import { messageFor } from '../documents.ts';

type Entry = Report['notChecked'][number];

/** Everything that the case does not show, account by account: a report that left it out would claim more than is known. */
export function listNotChecked(store: CaseStore, findings: readonly Finding[], logs: Report['logs'], restores: readonly ReportRestore[]): readonly Entry[] {
  const snapshots = store.snapshots();
  const names = [...new Set([...store.sources().map(({ name }) => name), ...snapshots.map(({ sourceName }) => sourceName)])];
  const covers = coversOf(store, logs);
  return [
    ...names.flatMap((name) => ofSource(store, name, snapshots.filter((row) => row.sourceName === name), findings, covers)),
    ...logWarnings(store),
    ...(findings.length === 0 ? [] : [entry('uncalibrated', {})]),
    ...restores.filter(({ finishedAt }) => finishedAt === undefined).map(({ source, startedAt }) => entry('unfinished-restore', { at: startedAt }, source)),
  ];
}

function ofSource(store: CaseStore, name: string, rows: readonly SnapshotRow[], findings: readonly Finding[], covers: readonly Cover[]): readonly Entry[] {
  const whole = rows.filter(({ complete }) => complete);
  const say = (code: NotChecked, facts: Readonly<Record<string, string>> = {}): Entry => entry(code, facts, name);
  const quarantined = rows.map((row) => ({ row, count: store.quarantined(row.id).length })).filter(({ count }) => count > 0);
  return [
    ...(store.source(name) === null ? [say('removed-source')] : []),
    ...(rows.length === 0 ? [say('no-snapshot')] : whole.length < 2 ? [say('one-snapshot')] : []),
    ...rows.filter(({ complete }) => !complete).map(({ takenAt, incompleteBecause }) => say('incomplete-snapshot', { at: takenAt, because: incompleteBecause === undefined ? '' : messageFor(incompleteBecause) })),
    ...quarantined.map(({ row, count }) => say('unread-records', { at: row.takenAt, count: String(count) })),
    ...[...new Set(rows.flatMap(({ notCaptured }) => notCaptured))].map((id) => say('not-captured', { what: notCapturedWords(id) })),
    ...ofLogs(covers.filter(({ source }) => source === name || source === ''), findings.filter(({ source }) => source === name), say),
  ];
}

/** A time of which a log tells, and of which account; '' where that is not known. */
interface Cover {
  readonly source: string;
  readonly from: string;
  readonly to: string;
}

/** What the logs say that they cover, those in which nobody wrote anything among them, and the time of the rows themselves. */
function coversOf(store: CaseStore, logs: Report['logs']): readonly Cover[] {
  const told = logFacts(store).flatMap(({ source, facts: { from, to } }) => (from === undefined || to === undefined ? [] : [{ source, from, to }]));
  return [...logs, ...told];
}

function logFacts(store: CaseStore): readonly { readonly source: string; readonly facts: LogFacts }[] {
  const names = new Map(store.sources().map(({ id, name }) => [id, name]));
  return store.audit.logs().map(({ sourceId, facts }) => ({ source: (sourceId === undefined ? undefined : names.get(sourceId)) ?? '', facts }));
}

/** What has to be known of the logs before anything is concluded from what they do not say; their names are nobody else’s business. */
function logWarnings(store: CaseStore): readonly Entry[] {
  const told = logFacts(store).flatMap(({ source, facts }) => {
    const messages = [...warningsOf(facts).map(({ message }) => message), ...(facts.cut === 'end' ? [messageFor('audit-file-cut-off')] : [])];
    return messages.map((message) => entry('log-warning', { message }, source === '' ? undefined : source));
  });
  return [...new Map(told.map((one) => [JSON.stringify(one), one])).values()];
}

function ofLogs(covers: readonly Cover[], findings: readonly Finding[], say: (code: NotChecked, facts?: Readonly<Record<string, string>>) => Entry): readonly Entry[] {
  if (covers.length === 0) return [say('no-log')];
  const from = covers.map((cover) => cover.from).sort()[0] ?? '';
  const to = covers.map((cover) => cover.to).sort().at(-1) ?? '';
  const isCovered = findings.every(({ window }) => Date.parse(window.from) >= Date.parse(from) && Date.parse(window.to) <= Date.parse(to));
  return isCovered ? [] : [say('log-elsewhen', { from, to })];
}

function entry(code: NotChecked, facts: Readonly<Record<string, string>>, source?: string): Entry {
  return { code, text: reportWordsEn.notChecked[code](facts).trim(), ...(source === undefined ? {} : { source }) };
}

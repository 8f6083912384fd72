import type { Audience, Report, ReportRestore } from '../../../shared/contract/report.ts';
import type { Finding } from '../../../shared/contract/findings.ts';
import { fieldLabel } from '../../../shared/messages/fields-en.ts';
import { notCapturedWords } from '../../../shared/messages/not-captured.ts';
import { restoreReasonText } from '../../../shared/messages/restore.ts';
import type { PlanStep, StepEntry } from '../../restore/types.ts';
import type { RestoreRow } from '../../store/journal-types.ts';
import type { CaseStore, SnapshotRow } from '../../store/types.ts';
import { type EnginePorts, type OpenCase, timeText } from '../case-context.ts';
import { knownApps, listApps, listEvents } from '../declare.ts';
import { messageFor } from '../documents.ts';
import { PRACTICE_SETTING } from '../engine.ts';
import { explainChanges } from '../explain-changes.ts';
import { restoreDocument, stepResults } from '../restore-documents.ts';
import { caseJournal, loadPlan } from '../restore-journal.ts';
import { VERSION } from '../version.ts';
import { listNotChecked } from './not-checked.ts';
import { present } from './present.ts';
import { describeForReport, type NamedText } from './report-findings.ts';
import { listAsks } from './vendor-asks.ts';

export interface GatheredReport {
  /** Whole: neither redacted nor cut to an audience. */
  readonly report: Report;
  /** Every field of the records that it names. */
  readonly texts: readonly NamedText[];
}

/** What a report is made from: the case, and the clock that tells when. */
export type ReportContext = OpenCase & { readonly ports: Pick<EnginePorts, 'clock' | 'ids'> };

/** All that a report says of a case as it stands now, told in UTC and in a zone; of findings that somebody has worked out, or works them out itself. */
export async function gatherReport(context: ReportContext, audience: Audience, zone: string, explain: () => Promise<readonly Finding[]> = () => explainChanges(context, {})): Promise<GatheredReport> {
  const { store, ports } = context;
  const found = await explain();
  const restores = await restoresOf(store);
  const publicSources = await publicSourcesOf();
  const described = store.readTogether(() => found.map((finding) => describeForReport(store, finding, restores, publicSources)));
  const findings = described.map(({ finding }) => finding);
  const names = new Map((await knownApps()).map(({ app, name }) => [app, name]));
  const { title, createdAt, headHash, records } = store.info();
  const sources = sourcesOf(store);
  const snapshots = store.snapshots().map((row) => snapshotOf(store, row));
  const logs = logsOf(store);
  const report: Report = {
    format: 'synctrace-report/1',
    version: VERSION,
    madeAt: timeText(ports.clock.nowMs()),
    zone,
    audience,
    redacted: false,
    practice: store.setting(PRACTICE_SETTING) === 'yes',
    case: { title, createdAt, headHash, records },
    sources,
    snapshots,
    apps: listApps(context).map(({ app, since, device, direction, note }) => ({ app, name: names.get(app) ?? app, ...present({ since, device, direction, note }) })),
    events: listEvents(context).map(({ at, type, app, text }) => ({ at, type, ...present({ app, text }) })),
    logs,
    findings,
    restores,
    notChecked: [...listNotChecked(store, found, logs, restores)],
    asks: listAsks(findings, sources, snapshots),
  };
  return { report, texts: described.flatMap(({ texts }) => texts) };
}

/** Where the facts of the knowledge base can be looked up. */
async function publicSourcesOf(): Promise<ReadonlySet<string>> {
  const { KNOWLEDGE } = await import('../../analysis/knowledge/knowledge.ts');
  const { clientMarks, recordMarks, habits, cadences, limits, remedies } = KNOWLEDGE;
  return new Set([...clientMarks, ...recordMarks, ...habits, ...cadences, ...limits, ...remedies].map(({ source }) => source));
}

function sourcesOf(store: CaseStore): Report['sources'] {
  const held = store.sources().map(({ name, kind, label, url, user }) => ({ name, kind, ...present({ label, user, host: url === undefined ? undefined : new URL(url).host }) }));
  const gone = new Set(store.snapshots().map(({ sourceName }) => sourceName).filter((name) => store.source(name) === null));
  return [...held, ...[...gone].map((name) => ({ name, kind: 'file' }))];
}

function snapshotOf(store: CaseStore, row: SnapshotRow): Report['snapshots'][number] {
  const { id, sourceName, takenAt, label, complete, incompleteBecause, counts, changes, manifestHash } = row;
  const because = incompleteBecause === undefined ? undefined : messageFor(incompleteBecause);
  return { id, source: sourceName, takenAt, complete, counts: { ...counts }, changes: { ...changes }, quarantined: store.quarantined(id).length, notCaptured: row.notCaptured.map(notCapturedWords), manifestHash, ...present({ label, because }) };
}

/** Rows of which the case does not know whose mailbox they are about stand under no name. */
function logsOf(store: CaseStore): Report['logs'] {
  const names = new Map(store.sources().map(({ id, name }) => [id, name]));
  const bySource = new Map<string, { rows: number; from: string; to: string }>();
  for (const { at, sourceId } of store.audit.list()) {
    const source = (sourceId === undefined ? undefined : names.get(sourceId)) ?? '';
    const held = bySource.get(source) ?? { rows: 0, from: at, to: at };
    bySource.set(source, { rows: held.rows + 1, from: at < held.from ? at : held.from, to: at > held.to ? at : held.to });
  }
  return [...bySource].map(([source, log]) => ({ source, ...log }));
}

async function restoresOf(store: CaseStore): Promise<ReportRestore[]> {
  const all = store.journal.restores();
  return await Promise.all(all.map((row) => restoreOf(store, row, all)));
}

async function restoreOf(store: CaseStore, row: RestoreRow, all: readonly RestoreRow[]): Promise<ReportRestore> {
  const plan = loadPlan(store, row.planId);
  const { startedAt, finishedAt, undoOf, undoneBy, applied, skipped, failed, verified } = restoreDocument(store, row, all);
  const entries = await caseJournal(store).entries(row.id);
  const byIndex = new Map(entries.map((entry) => [entry.index, entry]));
  const items = stepResults(plan, entries);
  return {
    id: row.id,
    source: plan.sourceName,
    startedAt,
    ...present({ finishedAt, undoOf, undoneBy }),
    applied,
    skipped,
    failed: failed.length,
    verified,
    items: items.map(({ op, key, title, state }, index) => ({ op, key, title, state, ...failureOf(byIndex.get(plan.steps[index]?.index ?? index)), ...whyOf(plan.steps[index]) })),
  };
}

/** Why a step is taken, and apart from it what the record loses: that is a person’s. */
function whyOf(step: PlanStep | undefined): Pick<ReportRestore['items'][number], 'reason' | 'discards'> {
  const { reason = '', discards = [] } = step ?? {};
  return { reason: restoreReasonText(reason), ...(discards.length === 0 ? {} : { discards: discards.map(({ field, text }) => ({ field, label: fieldLabel(field), text })) }) };
}

/** What went wrong, and apart from it the names of what differs: some of them people made up. */
function failureOf(entry: StepEntry | undefined): Pick<ReportRestore['items'][number], 'message' | 'differences'> {
  const { code, differences = [] } = entry ?? {};
  if (code === undefined) return {};
  return { message: messageFor(code), ...(differences.length === 0 ? {} : { differences: [...differences] }) };
}

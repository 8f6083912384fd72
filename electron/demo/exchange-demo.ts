import type { DiffDocument } from '../../shared/contract/changes.ts';
import { AppError } from '../../shared/errors.ts';
import type { CaseContext } from '../services/case-context.ts';
import { compareSnapshots } from '../services/compare-snapshots.ts';
import { declareApp } from '../services/declare.ts';
import { createCaseContext, createPorts, createSessionVault, PRACTICE_SETTING } from '../services/engine.ts';
import { findDuplicates, isDuplicate } from '../services/find-duplicates.ts';
import { queryAudit } from '../services/query-audit.ts';
import { applyPlan, planRestore, undoRestore } from '../services/restore-records.ts';
import { sessionReference } from '../services/secrets.ts';
import { addSource } from '../services/sources.ts';
import { systemClock } from '../services/system-ports.ts';
import { takeSnapshots } from '../services/take-snapshot.ts';
import { verifyCase } from '../services/verify-case.ts';
import type { SnapshotRow } from '../store/types.ts';
import { demoCasePath } from './demo-case-path.ts';
import type { DemoOptions, DemoResult } from './demo-result.ts';
import { causeExchangeIncident, DEMO_APPS, type ExchangeTruth, liveContent } from './exchange-incident.ts';
import { type ExchangeServer, PRACTICE_ACCOUNT, startExchangeServer } from './exchange-server/start-exchange-server.ts';
import { tellVerdict } from './tell-verdict.ts';

/** Name of the account in the case. */
const SOURCE = 'mailbox';
const SAMPLE = { contacts: 120, events: 60, tasks: 12 } as const;
const INCIDENT = { doubled: 30, deleted: 12, overwritten: 8 } as const;
const SEED = 7;

/** The whole job on the mailbox of a small Exchange server, by Microsoft Graph or by EWS: before, two bad syncs, after, diff, restore, verify, undo. */
export async function runExchangeDemo(kind: 'graph' | 'ews', options: DemoOptions): Promise<DemoResult> {
  const path = demoCasePath(options.keep);
  const server = await startExchangeServer({ clock: systemClock, sample: SAMPLE });
  try {
    const vault = createSessionVault({});
    const { token = '', password } = PRACTICE_ACCOUNT;
    await vault.set(sessionReference(SOURCE), kind === 'graph' ? { type: 'bearer', token } : { type: 'password', password });
    const context = createCaseContext(path, undefined, 'Demo: contacts doubled and events deleted', createPorts(vault, noPractice));
    try {
      context.store.setSetting(PRACTICE_SETTING, 'yes');
      addSource(context, { name: SOURCE, kind, url: kind === 'graph' ? server.graphUrl : server.ewsUrl, user: PRACTICE_ACCOUNT.user });
      return await wholeJob(context, server, kind, path, options);
    } finally {
      context.store.close();
    }
  } finally {
    await server.close();
  }
}

async function wholeJob(context: CaseContext, server: ExchangeServer, kind: 'graph' | 'ews', path: string, { say, signal }: DemoOptions): Promise<DemoResult> {
  const before = await snapshot(context, 'before', signal);
  say(`Snapshot “before”: ${before.counts.contact} contacts, ${before.counts.event} events, ${before.counts.task} tasks, ${before.stats.requests} requests.`);
  const unchanged = await snapshot(context, 'unchanged', signal);
  say(`Snapshot “unchanged”: ${unchanged.changes.added} added, ${unchanged.changes.removed} removed, ${unchanged.changes.modified} modified, ${unchanged.stats.requests} requests.`);
  const truth = causeExchangeIncident(server.mailbox, INCIDENT, SEED);
  say(`A second phone doubled ${truth.doubled.length} contacts and wrote the company over ${truth.overwritten.length} names; a calendar bridge deleted ${truth.deleted.length} events.`);
  const after = await snapshot(context, 'after', signal);
  const diff = compareSnapshots(context, { from: before.id, to: after.id });
  const exact = isExact(diff, truth);
  say(`Compared: ${diff.summary.added} added, ${diff.summary.removed} removed, ${diff.summary.modified} modified, ${diff.summary.unchanged} unchanged. ${exact ? 'That is exactly what was done.' : 'That is not what was done.'}`);
  const groups = findDuplicates(context, { snapshot: after.id, across: false }).filter(isDuplicate);
  say(`Duplicates: ${groups.length} groups.`);

  for (const app of DEMO_APPS) declareApp(context, app);
  if (kind === 'graph') {
    const log = await queryAudit(context, { source: SOURCE, from: minuteFrom(before.takenAt, -1), to: minuteFrom(after.takenAt, 1), everyone: true }, signal, () => {});
    say(`Audit log of the service: ${log.events} rows.`);
  }
  const findings = await tellVerdict(context, { from: before.id, to: after.id }, say);
  const asAfter = liveContent(server.mailbox);
  const restores = [];
  for (const what of ['removed', 'changed'] as const) {
    const plan = await planRestore(context, { what, from: before.id, until: after.id }, signal);
    restores.push({ plan, result: await applyPlan(context, plan.id, signal, () => {}) });
  }
  const restored = restores.reduce((sum, { result }) => sum + result.applied, 0);
  const again = await applyPlan(context, restores[0]?.plan.id ?? '', signal, () => {});
  const told = () => server.log.notifications().length;
  say(`Restored ${restored} records (${waysOf(restores.flatMap(({ plan }) => plan.steps))}), each read back; the same plan again wrote ${again.applied}. People who were told: ${told()}.`);
  const repaired = await snapshot(context, 'restored', signal);
  const left = compareSnapshots(context, { from: before.id, to: repaired.id }).summary;
  say(`Against “before” now: ${left.removed} removed, ${left.modified} modified; the ${left.added} doubled ones are left for you to merge.`);

  let undone = 0;
  for (const { result } of restores.toReversed()) undone += (await undoRestore(context, result.id, signal, () => {})).applied;
  await snapshot(context, 'undone', signal);
  const asBefore = liveContent(server.mailbox).join() === asAfter.join();
  const whole = verifyCase(context, signal).ok;
  say(`Undone: ${undone} writes taken back; the account is ${asBefore ? 'as it was before the restore' : 'NOT as it was before the restore'}. People who were told: ${told()}. The case is ${whole ? 'whole' : 'DAMAGED'}.`);
  say(`The case is ${path}`);
  say(`Look at it with: npm start -- --case ${path}`);
  const verified = whole && asBefore && exact && told() === 0 && again.applied === 0 && left.removed === 0 && left.modified === 0 && restores.every(({ result }) => result.verified);
  return { findings, restored, verified, undone, duplicates: groups.length, exact, server: 'the built-in Exchange server', case: path };
}

async function snapshot(context: CaseContext, label: string, signal: AbortSignal): Promise<SnapshotRow> {
  const [row] = await takeSnapshots(context, { sources: [SOURCE], label }, signal, () => {});
  if (row === undefined) throw new AppError('internal');
  return row;
}

function minuteFrom(time: string, minutes: number): string {
  return new Date(Date.parse(time) + minutes * 60_000).toISOString();
}

/** Whether the comparison names exactly the records that were hit, and says of each what was done. */
function isExact(diff: DiffDocument, truth: ExchangeTruth): boolean {
  const titles = (change: string): string => diff.changes.filter((one) => one.change === change).map((one) => one.title).sort().join('\n');
  const expected = (list: readonly string[]): string => [...list].sort().join('\n');
  return titles('added') === expected(truth.doubled) && titles('removed') === expected(truth.deleted) && diff.summary.modified === truth.overwritten.length;
}

/** `8 update, 7 undelete`. */
function waysOf(steps: readonly { readonly op: string }[]): string {
  const counts = new Map<string, number>();
  for (const { op } of steps) counts.set(op, (counts.get(op) ?? 0) + 1);
  return [...counts].map(([op, count]) => `${count} ${op}`).join(', ');
}

async function noPractice(): Promise<never> {
  throw new AppError('internal');
}

import type { DiffDocument } from '../../shared/contract/changes.ts';
import { compareSnapshots } from '../services/compare-snapshots.ts';
import { findDuplicates, isDuplicate } from '../services/find-duplicates.ts';
import { applyPlan, planRestore, undoRestore } from '../services/restore-records.ts';
import { verifyCase } from '../services/verify-case.ts';
import { demoCasePath } from './demo-case-path.ts';
import type { DemoOptions, DemoResult } from './demo-result.ts';
import { type DemoServer, startDemoServer } from './demo-server.ts';
import type { IncidentTruth } from './incident.ts';
import { type IncidentCase, makeIncidentCase, snapshot } from './make-incident-case.ts';
import { readBook } from './plain-carddav.ts';
import { savePracticeServer } from './practice-server.ts';
import { tellVerdict } from './tell-verdict.ts';

/** The whole job on a sample account: before, sync incident, after, diff, duplicates, restore, verify, undo. */
export async function runCardDavDemo(options: DemoOptions): Promise<DemoResult> {
  const path = demoCasePath(options.keep);
  const server = await startDemoServer(false);
  try {
    const made = await makeIncidentCase(path, server, 7, options.signal, options.say);
    try {
      return await wholeJob(made, server, path, options);
    } finally {
      made.context.store.close();
    }
  } finally {
    await server.stop();
  }
}

async function wholeJob({ context, before, after, truth }: IncidentCase, server: DemoServer, path: string, { say, signal }: DemoOptions): Promise<DemoResult> {
  const diff = compareSnapshots(context, { from: before.id, to: after.id });
  const exact = isExact(diff, truth);
  say(`Compared: ${diff.summary.added} added, ${diff.summary.removed} removed, ${diff.summary.modified} modified, ${diff.summary.unchanged} unchanged. ${exact ? 'That is exactly what was done.' : 'That is not what was done.'}`);
  const groups = findDuplicates(context, { snapshot: after.id, across: false }).filter(isDuplicate);
  const found = truth.doubled.filter(({ uid, copyUid }) => groups.some((group) => [uid, copyUid].every((one) => group.records.some((record) => record.uid === one)))).length;
  say(`Duplicates: ${groups.length} groups; ${found} of ${truth.doubled.length} copies stand beside their original.`);

  const findings = await tellVerdict(context, { from: before.id, to: after.id }, say);
  const intact = await readBook(server.access);
  const plans = [
    await planRestore(context, { what: 'removed', from: before.id, until: after.id }, signal),
    await planRestore(context, { what: 'changed', from: before.id, until: after.id }, signal),
  ];
  const restores = [];
  for (const plan of plans) restores.push(await applyPlan(context, plan.id, signal, () => {}));
  const restored = restores.reduce((sum, restore) => sum + restore.applied, 0);
  const again = await applyPlan(context, plans[0]?.id ?? '', signal, () => {});
  say(`Restored ${restored} contacts, each read back; the same plan again wrote ${again.applied}. People who were told: 0.`);
  const repaired = await snapshot(context, 'restored', signal);
  const left = compareSnapshots(context, { from: before.id, to: repaired.id }).summary;
  say(`Against “before” now: ${left.removed} removed, ${left.modified} modified; the ${left.added} doubled ones are left for you to merge.`);

  let undone = 0;
  for (const restore of restores.toReversed()) undone += (await undoRestore(context, restore.id, signal, () => {})).applied;
  await snapshot(context, 'undone', signal);
  const asBefore = sameBook(intact, await readBook(server.access));
  const whole = verifyCase(context, signal).ok;
  say(`Undone: ${undone} writes taken back; the account is ${asBefore ? 'as it was before the restore' : 'NOT as it was before the restore'}. The case is ${whole ? 'whole' : 'DAMAGED'}.`);
  const dump = server.dump();
  if (dump !== null) savePracticeServer(path, dump);
  say(`The case is ${path}`);
  say(`Look at it with: npm start -- --case ${path}`);
  const verified = whole && asBefore && exact && again.applied === 0 && left.removed === 0 && left.modified === 0 && restores.every((restore) => restore.verified);
  return { findings, restored, verified, undone, duplicates: groups.length, exact, server: server.name, case: path };
}

/** Whether the comparison names exactly the records that the incident hit, and says of each what was done. */
function isExact(diff: DiffDocument, truth: IncidentTruth): boolean {
  const uids = (change: string): string[] => diff.changes.filter((one) => one.change === change).map((one) => one.uid ?? '').sort();
  const expected = (list: readonly string[]): string => [...list].sort().join();
  return (
    uids('added').join() === expected(truth.doubled.map((one) => one.copyUid)) &&
    uids('removed').join() === expected(truth.deleted.map((one) => one.uid)) &&
    uids('modified').join() === expected(truth.overwritten.map((one) => one.uid)) &&
    diff.changes.every((one) => one.change !== 'modified' || one.fields.some((field) => field.field === 'name/full'))
  );
}

/** Whether two readings of the book hold the same cards, whatever their order and ETags. */
function sameBook(left: Awaited<ReturnType<typeof readBook>>, right: Awaited<ReturnType<typeof readBook>>): boolean {
  const lines = (book: typeof left): string => book.map(({ href, text }) => `${href} ${text.replace(/\r?\nREV:[^\r\n]*/, '')}`).sort().join('\n');
  return lines(left) === lines(right);
}

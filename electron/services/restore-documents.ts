import type { PlanDocument, RestoreDocument, StepResult } from '../../shared/contract/restore.ts';
import { fieldLabel } from '../../shared/messages/fields-en.ts';
import { discardsText, restoreReasonText } from '../../shared/messages/restore.ts';
import type { Plan, PlanStep, StepEntry } from '../restore/types.ts';
import type { RestoreRow } from '../store/journal-types.ts';
import type { CaseStore } from '../store/types.ts';
import { messageFor } from './documents.ts';
import type { PlanDetail } from './engine-services.ts';
import { parseResult } from './restore-journal.ts';

/** A plan as CLI.md's `Plan`, its reasons in words. */
export function planDocument(plan: Plan): PlanDocument {
  return {
    id: plan.id,
    to: plan.sourceName,
    createdAt: plan.createdAt,
    notifies: plan.notifies,
    steps: plan.steps.map(({ op, key, title, reason, discards, command }) => ({ op, key, title, reason: reasonOf(reason, discards), ...(command === undefined ? {} : { command }) })),
    conflicts: plan.conflicts.map(({ key, title, reason }) => ({ key, title, reason: restoreReasonText(reason) })),
  };
}

/** Of a copy that goes, also what of it is kept nowhere. */
function reasonOf(reason: string, discards: PlanStep['discards'] = []): string {
  const text = restoreReasonText(reason);
  return discards.length === 0 ? text : `${text} ${discardsText(discards.map((one) => `${fieldLabel(one.field)}: ${one.text}`))}`;
}

/** A plan with what each step changes, field by field. */
export function planDetail(plan: Plan): PlanDetail {
  const document = planDocument(plan);
  return {
    ...document,
    steps: document.steps.map((step, index) => ({
      ...step,
      fields: (plan.steps[index]?.fields ?? discardRows(plan.steps[index])).map((row) => ({
        field: row.field,
        label: fieldLabel(row.field),
        ...(row.before === undefined ? {} : { before: row.before }),
        ...(row.after === undefined ? {} : { after: row.after }),
      })),
    })),
  };
}

function discardRows(step: PlanStep | undefined): NonNullable<PlanStep['fields']> {
  return (step?.discards ?? []).map(({ field, text }) => ({ field, before: text }));
}

/** A restore as CLI.md's `Restore`; one that was cut off is not verified. Whoever tells several gives all restores, which are long to read. */
export function restoreDocument(store: CaseStore, row: RestoreRow, all: readonly RestoreRow[] = store.journal.restores()): RestoreDocument {
  const undoneBy = all.find((other) => other.undoOf === row.id && other.finishedAt !== undefined);
  const base = {
    id: row.id,
    plan: row.planId,
    startedAt: row.startedAt,
    ...(row.finishedAt === undefined ? {} : { finishedAt: row.finishedAt }),
    ...(row.undoOf === undefined ? {} : { undoOf: row.undoOf }),
    ...(undoneBy === undefined ? {} : { undoneBy: undoneBy.id }),
  };
  if (row.document === undefined) {
    const entries = store.journal.steps(row.id);
    const applied = entries.filter((entry) => ['verified', 'unverified', 'written'].includes(entry.state)).length;
    return { ...base, applied, skipped: entries.filter((entry) => entry.state === 'skipped').length, failed: [], verified: false };
  }
  const { applied, skipped, failed, verified } = parseResult(row.document);
  return { ...base, applied, skipped, failed: failed.map(({ key, code, differences }) => ({ key, code, message: failureText(code, differences) })), verified };
}

function failureText(code: string, differences: readonly string[] | undefined): string {
  const message = messageFor(code);
  return differences === undefined || differences.length === 0 ? message : `${message} (${differences.join(', ')})`;
}

/** What became of each step of a plan, read from the journal. */
export function stepResults(plan: Plan, entries: readonly StepEntry[]): StepResult[] {
  const byIndex = new Map(entries.map((entry) => [entry.index, entry]));
  return planDocument(plan).steps.map((step, index) => {
    const entry = byIndex.get(plan.steps[index]?.index ?? index);
    const message = entry?.code === undefined ? undefined : failureText(entry.code, entry.differences);
    return { ...step, key: entry?.key ?? step.key, state: entry?.state ?? 'pending', ...(message === undefined ? {} : { message }) };
  });
}

import type { RestoreReason } from '../../../shared/messages/restore.ts';
import type { PlanId, RestoreId } from '../../../shared/records.ts';
import { decodeBase64, encodeBase64 } from '../../core/content-lines/base64.ts';
import type { HeldItem, Plan, PlanConflict, PlanStep, ServerNow, StepEntry } from '../types.ts';
import type { RecordRules } from './record-rules.ts';
import { mayNotify } from './silent-form.ts';

export interface UndoRequest {
  readonly id: PlanId;
  readonly createdAt: string;
  /** The plan that the restore applied, and its finished journal. */
  readonly plan: Plan;
  readonly restoreId: RestoreId;
  readonly entries: readonly StepEntry[];
  readonly now: Pick<ServerNow, 'byKey' | 'canWrite' | 'collections' | 'scheduling' | 'ownAddresses'>;
}

type Undone = { readonly step: Omit<PlanStep, 'index'> } | { readonly conflict: RestoreReason } | null;

/**
 * The inverse of what a restore really did: takes away only what it made, puts back only what it changed, and only where the server
 * still holds what it wrote. Last step first.
 */
export function planUndo(request: UndoRequest, rules: RecordRules): Plan {
  const steps: PlanStep[] = [];
  const conflicts: PlanConflict[] = [];
  for (const entry of [...request.entries].sort((left, right) => right.index - left.index)) {
    const done = request.plan.steps[entry.index];
    if (done === undefined || !wrote(entry)) continue;
    const undone = undoStep(done, entry, request, rules);
    if (undone === null) continue;
    if ('step' in undone) steps.push({ index: steps.length, ...undone.step });
    else conflicts.push({ key: entry.key ?? done.key, title: done.title, reason: undone.conflict });
  }
  const { sourceId, sourceName } = request.plan;
  return { id: request.id, sourceId, sourceName, createdAt: request.createdAt, steps, conflicts, notifies: 0, undoOf: request.restoreId };
}

/** Whether a step left something on the server that an undo answers for. */
export function wrote(entry: StepEntry): boolean {
  return entry.state === 'verified' || entry.state === 'unverified' || entry.state === 'written';
}

function undoStep(done: PlanStep, entry: StepEntry, request: UndoRequest, rules: RecordRules): Undone {
  const key = entry.key ?? done.key;
  const held = request.now.byKey.get(key);
  const collection = request.now.collections.find((candidate) => candidate.id === done.collectionId);
  if (done.op === 'delete') return held ? { conflict: 'conflict-changed-after-restore' } : { step: { ...base(done, key, 'create', 'undo-create'), ...raw(done.heldBase64) } };
  if (done.op !== 'create' && done.op !== 'update') return null;
  if (held === undefined) return { step: base(done, key, 'skip', 'skip-gone') };
  if (!holdsWhatWasWritten(done, entry, held, rules)) return { conflict: 'conflict-changed-after-restore' };
  if (collection === undefined) return { conflict: 'conflict-collection-gone' };
  if (!request.now.canWrite || collection.readOnly) return { conflict: 'conflict-read-only' };
  const before = { heldBase64: encodeBase64(held.raw), heldVersion: held.version };
  if (done.op === 'update') return { step: { ...base(done, key, 'update', 'undo-put-back'), ...raw(entry.previousBase64 ?? done.heldBase64), ...before } };
  // A DELETE of an invitation sends a cancellation, unless it is stored as the client's own business (RFC 6638 §7.1).
  if (!isSilentToDelete(held, request, rules)) return { step: base(done, key, 'manual', 'manual-undo-invitation') };
  return { step: { ...base(done, key, 'delete', 'undo-delete'), ...before } };
}

/** The same version with no more differences than the read-back saw, or another version of the very same content. */
function holdsWhatWasWritten(done: PlanStep, entry: StepEntry, held: HeldItem, rules: RecordRules): boolean {
  const differences = rules.differingProperties(held.format, decodeBase64(done.rawBase64 ?? ''), held.raw);
  if (differences.length === 0) return rules.sameByMeaning(held.format, decodeBase64(done.rawBase64 ?? ''), held.raw) || held.version === entry.version;
  const known = new Set(entry.differences ?? []);
  return entry.version !== undefined && held.version === entry.version && differences.every((name) => known.has(name));
}

function isSilentToDelete(held: HeldItem, request: UndoRequest, rules: RecordRules): boolean {
  const { scheduling, ownAddresses } = request.now;
  if (!mayNotify({ format: held.format, raw: held.raw, scheduling }, rules)) return true;
  return scheduling === 'client-agent' && rules.scheduling.hasClientAgent(held.raw, ownAddresses);
}

function base(done: PlanStep, key: string, op: PlanStep['op'], reason: RestoreReason): Omit<PlanStep, 'index'> {
  return {
    op,
    collectionId: done.collectionId,
    key,
    title: done.title,
    reason,
    ...(done.uid === undefined ? {} : { uid: done.uid }),
    ...(done.format === undefined ? {} : { format: done.format }),
  };
}

function raw(rawBase64: string | undefined): { readonly rawBase64?: string } {
  return rawBase64 === undefined ? {} : { rawBase64 };
}

import type { RestoreReason } from '../../../shared/messages/restore.ts';
import type { PlanId, RestoreId } from '../../../shared/records.ts';
import type { Collection } from '../../connectors/connector.ts';
import { decodeBase64, encodeBase64 } from '../../core/content-lines/base64.ts';
import type { HeldItem, Plan, PlanConflict, PlanStep, ServerNow, StepEntry } from '../types.ts';
import type { RecordRules } from './record-rules.ts';
import { isSetAside } from './request.ts';
import { mayNotify } from './silent-form.ts';

export interface UndoRequest {
  readonly id: PlanId;
  readonly createdAt: string;
  /** The plan that the restore applied, and its finished journal. */
  readonly plan: Plan;
  readonly restoreId: RestoreId;
  readonly entries: readonly StepEntry[];
  readonly now: Pick<ServerNow, 'byKey' | 'canWrite' | 'collections' | 'scheduling' | 'ownAddresses' | 'keys'>;
  /** The connector's. */
  readonly keyFor: (collection: Collection, seed: string) => string;
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
  const there = request.now.byKey.get(key);
  const held = there?.collectionId === done.collectionId ? there : undefined;
  const collection = collectionOf(request, done.collectionId);
  if (done.op === 'delete') {
    if (held) return { conflict: 'conflict-changed-after-restore' };
    return { step: { ...base(done, key, 'create', 'undo-create'), ...(done.twins === undefined ? {} : { twins: done.twins }), ...marker(request, collection, key), ...raw(done.heldBase64) } };
  }
  if (done.op === 'skip' || done.op === 'manual') return null;
  if (held === undefined) return { step: base(done, key, 'skip', 'skip-gone') };
  if (!holdsWhatWasWritten(done, entry, held, rules)) return { conflict: 'conflict-changed-after-restore' };
  if (entry.isGuess) return { conflict: 'conflict-perhaps-not-ours' };
  if (collection === undefined) return { conflict: 'conflict-collection-gone' };
  if (!request.now.canWrite || (collection.readOnly && !isSetAside(collection))) return { conflict: 'conflict-read-only' };
  const before = { heldBase64: encodeBase64(held.raw), heldVersion: held.version };
  if (done.op === 'update') return { step: { ...base(done, key, 'update', 'undo-put-back'), ...raw(entry.previousBase64 ?? done.heldBase64), ...before } };
  if (done.from !== undefined && done.copies !== true) return takeBack(done, key, before, request);
  // A DELETE of an invitation sends a cancellation, unless it is stored as the client's own business (RFC 6638 §7.1).
  if (!isSilentToDelete(held, request, rules)) return { step: base(done, key, 'manual', 'manual-undo-invitation') };
  return { step: { ...base(done, key, 'delete', 'undo-delete'), ...before } };
}

/** Back to where it was brought from; what no client can put there (Recoverable Items) is deleted, which keeps it in Deleted Items. */
function takeBack(done: PlanStep, key: string, before: Pick<PlanStep, 'heldBase64' | 'heldVersion'>, request: UndoRequest): Undone {
  const target = collectionOf(request, done.from?.collectionId);
  if (target === undefined) return { conflict: 'conflict-collection-gone' };
  if (target.state === 'recoverable') return { step: { ...base(done, key, 'delete', 'undo-delete-back'), ...before } };
  if (target.readOnly && !isSetAside(target)) return { conflict: 'conflict-read-only' };
  const from = { collectionId: done.collectionId, key };
  return { step: { ...base(done, key, 'move', 'undo-move-back'), collectionId: target.id, ...marker(request, target, key), from, ...before } };
}

function collectionOf(request: UndoRequest, id: string | undefined): Collection | undefined {
  return request.now.collections.find((candidate) => candidate.id === id);
}

function marker(request: UndoRequest, collection: Collection | undefined, key: string): { readonly marker?: string } {
  return request.now.keys === 'given' && collection !== undefined ? { marker: request.keyFor(collection, key) } : {};
}

/** The same version with no more differences than the read-back saw, or another version of the very same content. */
function holdsWhatWasWritten(done: PlanStep, entry: StepEntry, held: HeldItem, rules: RecordRules): boolean {
  const written = decodeBase64(done.rawBase64 ?? done.heldBase64 ?? '');
  const differences = rules.differingProperties(held.format, written, held.raw);
  if (differences.length === 0) return rules.sameByMeaning(held.format, written, held.raw) || held.version === entry.version;
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

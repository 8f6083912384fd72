import type { RestoreReason } from '../../../shared/messages/restore.ts';
import type { FieldEntry, RawFormat, RecordKind } from '../../../shared/records.ts';
import { encodeBase64 } from '../../core/content-lines/base64.ts';
import type { HeldItem, Plan, PlanConflict, PlanStep, WantedRecord } from '../types.ts';
import { uidPart } from './plain-steps.ts';
import type { RecordRules } from './record-rules.ts';
import type { RestoreRequest } from './request.ts';
import { mayNotify } from './silent-form.ts';

/** Records of one source that are the same thing, as the snapshot held them, and which of them stays. */
export interface MergeGroup {
  readonly keep: string;
  readonly members: readonly WantedRecord[];
  /** UIDs that a contact group names as its members, lower case. */
  readonly named?: ReadonlySet<string>;
}

/** What merging must know of bodies, answered by the core. */
export interface MergeRules {
  /** The kept body with what only the others say; null where no program puts bodies of this kind together. */
  merge(format: RawFormat, kind: RecordKind, kept: Uint8Array, others: readonly Uint8Array[]): Uint8Array | null;
  /** Values of `from` that `body` does not hold; null where one of them cannot be read. */
  missing(format: RawFormat, from: Uint8Array, body: Uint8Array): readonly FieldEntry[] | null;
}

export interface MergeRequest extends Pick<RestoreRequest, 'id' | 'sourceId' | 'sourceName' | 'createdAt' | 'now'> {
  readonly groups: readonly MergeGroup[];
}

/**
 * The plan that leaves one record of each group: first it is given what only its copies say, then, once it was read back whole, each copy is
 * deleted, with what of it is not kept listed in its step. A group of which anything moved since the snapshot is left, and nobody is notified.
 */
export function planMerge(request: MergeRequest, rules: RecordRules, merging: MergeRules): Plan {
  const steps: PlanStep[] = [];
  const conflicts: PlanConflict[] = [];
  for (const group of request.groups) {
    const planned = planGroup(group, request, rules, merging, steps.length);
    if ('conflict' in planned) conflicts.push(planned.conflict);
    else steps.push(...planned.steps);
  }
  const { id, sourceId, sourceName, createdAt } = request;
  return { id, sourceId, sourceName, createdAt, steps, conflicts, notifies: 0 };
}

interface Member {
  readonly wanted: WantedRecord;
  readonly held: HeldItem;
}

type PlannedGroup = { readonly steps: readonly PlanStep[] } | { readonly conflict: PlanConflict };

function planGroup({ keep, members, named }: MergeGroup, request: MergeRequest, rules: RecordRules, merging: MergeRules, first: number): PlannedGroup {
  const standing: Member[] = [];
  for (const wanted of members) {
    const held = request.now.byKey.get(wanted.key);
    if (held?.collectionId !== wanted.collectionId || !rules.sameByMeaning(wanted.format, wanted.raw, held.raw)) return conflict(wanted, 'conflict-merge-changed');
    const collection = request.now.collections.find(({ id }) => id === held.collectionId);
    if (collection === undefined) return conflict(wanted, 'conflict-collection-gone');
    if (!request.now.canWrite || collection.readOnly) return conflict(wanted, 'conflict-read-only');
    standing.push({ wanted, held });
  }
  // A group of contacts names its members by their UIDs: the one that is named stays, lest the group lose it.
  const isNamed = ({ wanted: { uid } }: Member): boolean => uid !== undefined && named?.has(plainUid(uid)) === true;
  const preferred = standing.find(({ wanted }) => wanted.key === keep);
  const kept = preferred === undefined || isNamed(preferred) ? preferred : (standing.find(isNamed) ?? preferred);
  const copies = standing.filter((member) => member !== kept);
  if (kept === undefined || copies.length === 0) return { steps: [] };
  const byHand = (reason: RestoreReason): PlannedGroup => ({ steps: [{ index: first, op: 'manual', ...place(kept), reason }] });
  if (standing.some(({ held }) => mayNotify({ format: held.format, raw: held.raw, scheduling: request.now.scheduling }, rules) || rules.scheduling.takesOver(held.format, held.raw))) return byHand('manual-merge-guests');
  if (copies.some((copy) => isNamed(copy) && copy.wanted.uid !== kept.wanted.uid)) return byHand('manual-merge-member');
  const body = mergedBody(kept, copies, merging);
  const discards = body === null ? [] : copies.map((copy) => merging.missing(copy.held.format, copy.held.raw, body));
  if (body === null || discards.includes(null)) return byHand('manual-merge');
  const deletes = copies.map((copy, place) => deleteStep(copy, standing, discards[place] ?? [], first, first + 1 + place));
  return { steps: [keepStep(kept, body, rules, first), ...deletes] };
}

/** As a group of contacts may name it (RFC 6350 §6.6.5). */
export function plainUid(uid: string): string {
  return uid.trim().toLowerCase().replace(/^urn:uuid:/, '');
}

/** What the kept record will say: never less than it says now; null where a program cannot tell. */
function mergedBody(kept: Member, copies: readonly Member[], merging: MergeRules): Uint8Array | null {
  const { format, raw } = kept.held;
  if (copies.some(({ held }) => held.format !== format)) return null;
  const missing = copies.map(({ held }) => merging.missing(format, held.raw, raw));
  if (missing.includes(null)) return null;
  if (missing.every((entries) => entries?.length === 0)) return raw;
  const merged = merging.merge(format, kept.wanted.kind, raw, copies.map(({ held }) => held.raw));
  return merged === null || merging.missing(format, raw, merged)?.length !== 0 ? null : merged;
}

function keepStep(kept: Member, body: Uint8Array, rules: RecordRules, index: number): PlanStep {
  const { held } = kept;
  const base = { index, ...place(kept), format: held.format, heldBase64: encodeBase64(held.raw), heldVersion: held.version };
  if (rules.sameByMeaning(held.format, held.raw, body)) return { ...base, op: 'skip', reason: 'merge-keep' };
  return { ...base, op: 'update', reason: 'merge-complete', rawBase64: encodeBase64(body), fields: rules.fieldRows(held.format, held.raw, body) };
}

function deleteStep(copy: Member, standing: readonly Member[], discards: readonly FieldEntry[], needs: number, index: number): PlanStep {
  const { held } = copy;
  // An undo makes it anew beside those that bear its UID.
  const twins = standing.flatMap(({ wanted }) => (wanted !== copy.wanted && wanted.uid === copy.wanted.uid ? [wanted.key] : []));
  return {
    index,
    op: 'delete',
    ...place(copy),
    reason: 'merge-delete',
    format: held.format,
    heldBase64: encodeBase64(held.raw),
    heldVersion: held.version,
    needs,
    ...(twins.length === 0 ? {} : { twins }),
    ...(discards.length === 0 ? {} : { discards: discards.map(({ field, text }) => ({ field, text })) }),
  };
}

function place({ wanted, held }: Member): Pick<PlanStep, 'collectionId' | 'key' | 'title' | 'uid'> {
  return { collectionId: held.collectionId, key: held.key, title: wanted.title, ...uidPart(wanted.uid) };
}

function conflict({ key, title }: WantedRecord, reason: RestoreReason): PlannedGroup {
  return { conflict: { key, title, reason } };
}

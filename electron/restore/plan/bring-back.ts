import type { RestoreReason } from '../../../shared/messages/restore.ts';
import { encodeBase64 } from '../../core/content-lines/base64.ts';
import type { Collection } from '../../connectors/connector.ts';
import type { HeldItem, PlanStep, WantedRecord } from '../types.ts';
import { administratorCommand } from './administrator-command.ts';
import { manual, skip, uidPart } from './plain-steps.ts';
import type { RecordRules } from './record-rules.ts';
import { elsewhere, type FreeKey, isSetAside, markerOf, type Planned, type RestoreRequest } from './request.ts';
import { mayNotify, silentForm } from './silent-form.ts';

/**
 * The ladder for a record of which nothing stands: back from Deleted or Recoverable Items, where it lies there as it was; else created
 * from the snapshot in a form that tells nobody; else what only an administrator can do (ADR 7).
 */
export function bringBack(wanted: WantedRecord, isKeyTaken: boolean, request: RestoreRequest, freeKey: FreeKey, rules: RecordRules): Planned {
  const { now } = request;
  const collection = now.collections.find((candidate) => candidate.id === wanted.collectionId);
  const lying = now.setAside.get(wanted.key);
  const byAdministrator = (): Planned => manual(wanted, 'manual-administrator', administratorCommand(wanted, now.ownAddresses));
  if (collection === undefined || isSetAside(collection)) return lying ? byAdministrator() : { conflict: 'conflict-collection-gone' };
  if (!now.canWrite) return { conflict: 'conflict-read-only' };
  if (collection.readOnly) return lying ? byAdministrator() : { conflict: 'conflict-read-only' };
  if (lying !== undefined && canUndelete(wanted, lying, request, rules)) return undelete(wanted, lying, request);
  const form = silentForm({ format: wanted.format, raw: wanted.raw, ...uidPart(wanted.uid), scheduling: now.scheduling, ownAddresses: now.ownAddresses }, rules);
  if (form === null) return now.keys === 'given' ? byAdministrator() : manual(wanted, 'manual-would-notify');
  const isCopy = form.uid !== wanted.uid;
  const copies = isCopy ? elsewhere(now, form.uid, []) : [];
  if (copies.some((copy) => rules.sameByMeaning(wanted.format, form.raw, copy.raw))) return skip(wanted, 'skip-there-elsewhere');
  if (copies.length > 0) return { conflict: 'conflict-elsewhere' };
  const reason: RestoreReason = form.reason ?? (isKeyTaken ? 'create-other-key' : lying ? 'create-set-aside-differs' : 'create-gone');
  return {
    step: {
      op: 'create',
      ...place(wanted, isKeyTaken || isCopy, collection, request, freeKey),
      title: wanted.title,
      reason,
      ...uidPart(form.uid),
      ...(wanted.twins === undefined || isCopy ? {} : { twins: wanted.twins }),
      format: wanted.format,
      rawBase64: encodeBase64(form.raw),
    },
  };
}

/** A record that is as it was but in another collection; by hand where the server can't move, or a move could tell its guests. */
export function moveBack(wanted: WantedRecord, held: HeldItem, request: RestoreRequest, rules: RecordRules): Planned {
  const { now } = request;
  const [from, to] = [held.collectionId, wanted.collectionId].map((id) => now.collections.find((candidate) => candidate.id === id));
  if (from === undefined || to === undefined || from.readOnly || to.readOnly || isSetAside(to) || !now.canWrite || now.undelete !== 'move') return manual(wanted, 'manual-moved');
  if (mayNotify({ format: held.format, raw: held.raw, scheduling: now.scheduling }, rules)) return manual(wanted, 'manual-moved');
  return { step: { op: 'move', ...carried(wanted, held, request), reason: 'move-back' } };
}

/**
 * Only what lies there as the snapshot held it comes back as it is; anything else is created anew from the snapshot, so that what was
 * wanted stands and what lies there is not touched. What has guests comes back only where the server tells nobody of any write.
 */
function canUndelete(wanted: WantedRecord, lying: HeldItem, request: RestoreRequest, rules: RecordRules): boolean {
  const { scheduling, undelete: way } = request.now;
  if (way === 'none' || lying.format !== wanted.format || !rules.sameByMeaning(wanted.format, wanted.raw, lying.raw)) return false;
  return ![wanted.raw, lying.raw].some((raw) => mayNotify({ format: wanted.format, raw, scheduling }, rules));
}

function undelete(wanted: WantedRecord, lying: HeldItem & { readonly state: string }, request: RestoreRequest): Planned {
  const reason: RestoreReason = lying.state === 'recoverable' ? 'undelete-recoverable' : 'undelete-deleted';
  // What is copied out of there stands as the snapshot held it, and may be shown there by fewer properties.
  const copies = request.now.undelete === 'copy' ? ({ copies: true, rawBase64: encodeBase64(wanted.raw) } as const) : {};
  return { step: { op: 'undelete', ...carried(wanted, lying, request), reason, ...copies } };
}

/** What undelete and move have in common: what is brought, from where, and what must lie there for it. */
function carried(wanted: WantedRecord, held: HeldItem, request: RestoreRequest): Omit<PlanStep, 'index' | 'op' | 'reason'> {
  const marker = markerOf(wanted, request);
  return {
    collectionId: wanted.collectionId,
    key: wanted.key,
    ...(marker === undefined ? {} : { marker }),
    title: wanted.title,
    ...uidPart(wanted.uid),
    ...(wanted.twins === undefined ? {} : { twins: wanted.twins }),
    format: wanted.format,
    from: { collectionId: held.collectionId, key: held.key },
    heldBase64: encodeBase64(held.raw),
    heldVersion: held.version,
  };
}

function place(wanted: WantedRecord, needsOtherKey: boolean, collection: Collection, request: RestoreRequest, freeKey: FreeKey): Pick<PlanStep, 'collectionId' | 'key' | 'originalKey' | 'marker'> {
  const { collectionId } = wanted;
  const marker = markerOf(wanted, request);
  if (marker !== undefined) return { collectionId, key: wanted.key, marker };
  if (!needsOtherKey) return { collectionId, key: wanted.key };
  return { collectionId, key: freeKey(collection, wanted.uid ?? wanted.key), originalKey: wanted.key };
}

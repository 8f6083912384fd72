import type { RestoreReason } from '../../../shared/messages/restore.ts';
import { encodeBase64 } from '../../core/content-lines/base64.ts';
import type { HeldItem, WantedRecord } from '../types.ts';
import type { RecordRules } from './record-rules.ts';
import { bringBack, moveBack } from './bring-back.ts';
import { manual, skip, uidPart } from './plain-steps.ts';
import { elsewhere, type FreeKey, markerOf, type Planned, type RestoreRequest } from './request.ts';
import { mayNotify, silentForm } from './silent-form.ts';

/** What to do about one wanted record, seen against what the server holds now. */
export function planRecord(wanted: WantedRecord, request: RestoreRequest, freeKey: FreeKey, rules: RecordRules): Planned {
  const { comparedWith } = wanted;
  return comparedWith ? planChanged(wanted, comparedWith, request, rules) : planGone(wanted, request, freeKey, rules);
}

/** The record was gone in the later snapshot, or is wanted by its key alone: it is created where nothing of it stands. */
function planGone(wanted: WantedRecord, request: RestoreRequest, freeKey: FreeKey, rules: RecordRules): Planned {
  const held = request.now.byKey.get(wanted.key);
  if (held) {
    if (rules.sameByMeaning(wanted.format, wanted.raw, held.raw)) return skip(wanted, 'skip-there');
    const heldUid = rules.uidOf(held.format, held.raw);
    // Without a UID on both sides nothing tells the two apart from one record that changed.
    if (wanted.uid === undefined || heldUid === undefined || heldUid === wanted.uid) {
      return isPicked(wanted, request) ? update(wanted, held, 'update-picked', request, rules) : { conflict: 'conflict-differs' };
    }
  }
  const marker = markerOf(wanted, request);
  const restored = marker === undefined ? undefined : request.now.byKey.get(marker);
  if (restored !== undefined) return planRestored(wanted, restored, request, rules);
  const others = elsewhere(request.now, wanted.uid, [wanted.key, ...(wanted.twins ?? [])]);
  if (others.some((other) => rules.sameByMeaning(wanted.format, wanted.raw, other.raw))) return skip(wanted, 'skip-there-elsewhere');
  if (others.length > 0) return { conflict: 'conflict-elsewhere' };
  return bringBack(wanted, held !== undefined, request, freeKey, rules);
}

/** An earlier restore brought it back already, perhaps in the form that tells nobody: there is never a second one beside it. */
function planRestored(wanted: WantedRecord, restored: HeldItem, request: RestoreRequest, rules: RecordRules): Planned {
  const { scheduling, ownAddresses } = request.now;
  const form = silentForm({ format: wanted.format, raw: wanted.raw, ...uidPart(wanted.uid), scheduling, ownAddresses }, rules);
  const written = form?.raw ?? wanted.raw;
  // A server adds to what it is sent; nothing of that is missing.
  const isThere = [wanted.raw, written].some((raw) => rules.sameByMeaning(wanted.format, raw, restored.raw)) || rules.differingProperties(wanted.format, written, restored.raw).length === 0;
  if (isThere) return skip(wanted, 'skip-there');
  return isPicked(wanted, request) ? update(wanted, restored, 'update-picked', request, rules) : { conflict: 'conflict-differs' };
}

/** The record changed between the two snapshots: it is put back only where the server still holds what the later one held. */
function planChanged(wanted: WantedRecord, compared: { readonly key: string; readonly raw: Uint8Array }, request: RestoreRequest, rules: RecordRules): Planned {
  const held = request.now.byKey.get(compared.key);
  if (held === undefined) {
    const others = elsewhere(request.now, wanted.uid, [compared.key, ...(wanted.twins ?? [])]);
    const isThere = others.some((other) => rules.sameByMeaning(wanted.format, wanted.raw, other.raw));
    return isThere ? skip(wanted, 'skip-there-elsewhere') : { conflict: 'conflict-gone-since' };
  }
  if (rules.sameByMeaning(wanted.format, wanted.raw, held.raw)) {
    return held.collectionId === wanted.collectionId ? skip(wanted, 'skip-as-before') : moveBack(wanted, held, request, rules);
  }
  if (rules.sameByMeaning(wanted.format, compared.raw, held.raw)) return update(wanted, held, 'update-as-before', request, rules);
  return isPicked(wanted, request) ? update(wanted, held, 'update-picked', request, rules) : { conflict: 'conflict-changed-since' };
}

function update(wanted: WantedRecord, held: HeldItem, reason: RestoreReason, request: RestoreRequest, rules: RecordRules): Planned {
  const { now } = request;
  const collection = now.collections.find((candidate) => candidate.id === held.collectionId);
  if (collection === undefined) return { conflict: 'conflict-collection-gone' };
  if (!now.canWrite || collection.readOnly) return { conflict: 'conflict-read-only' };
  // Overwriting a live invitation sends an update or, with its guests silenced or taken off, a cancellation (CALDAV.md, Scheduling).
  const touchesGuests = [wanted.raw, held.raw].some((raw) => mayNotify({ format: wanted.format, raw, scheduling: now.scheduling }, rules));
  if (touchesGuests) return manual(wanted, 'manual-invitation');
  const heldUid = rules.uidOf(held.format, held.raw);
  if (wanted.uid !== undefined && heldUid !== undefined && heldUid !== wanted.uid) return manual(wanted, 'manual-other-uid');
  return {
    step: {
      op: 'update',
      collectionId: held.collectionId,
      key: held.key,
      ...(held.key === wanted.key ? {} : { originalKey: wanted.key }),
      title: wanted.title,
      reason,
      ...uidPart(wanted.uid),
      format: wanted.format,
      rawBase64: encodeBase64(wanted.raw),
      heldBase64: encodeBase64(held.raw),
      heldVersion: held.version,
      fields: rules.fieldRows(wanted.format, held.raw, wanted.raw),
    },
  };
}

function isPicked(wanted: WantedRecord, request: RestoreRequest): boolean {
  return request.overwrite?.has(wanted.key) ?? false;
}

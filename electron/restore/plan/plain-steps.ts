import type { RestoreReason } from '../../../shared/messages/restore.ts';
import type { WantedRecord } from '../types.ts';
import type { Planned } from './request.ts';

/** A step that leaves the record as it is, and says why. */
export function skip(wanted: WantedRecord, reason: RestoreReason): Planned {
  return { step: { op: 'skip', collectionId: wanted.collectionId, key: wanted.key, title: wanted.title, reason, ...uidPart(wanted.uid) } };
}

/** A step that only a person can take; with `command` it is what an administrator runs. */
export function manual(wanted: WantedRecord, reason: RestoreReason, command?: string): Planned {
  const { collectionId, key, title } = wanted;
  return { step: { op: 'manual', collectionId, key, title, reason, ...uidPart(wanted.uid), ...(command === undefined ? {} : { command }) } };
}

/** The UID as a step has it: left out where there is none. */
export function uidPart(uid: string | undefined): { readonly uid?: string } {
  return uid === undefined ? {} : { uid };
}

import { AppError } from '../../../../shared/errors.ts';
import type { EwsSession } from '../ews-session.ts';
import type { Captured } from './captured.ts';
import { type Completion, completeItem } from './complete-item.ts';
import { differingFields } from './differing-fields.ts';
import { readStanding } from './read-standing.ts';
import { isRecurrenceSet, NOT_OF_OCCURRENCES } from './write-occurrences.ts';

/**
 * Writes what a making that was cut off after its first request left out: the picture, changed and cancelled occurrences. Throws
 * `write-conflict` where nothing is left out, or where what stands there is not what such a cut leaves behind.
 */
export async function finishItem(session: EwsSession, left: Omit<Completion, 'present'>, signal: AbortSignal): Promise<void> {
  const standing = await readStanding(session, left.folderId, left.key, signal);
  if (standing === undefined || !isBegun(standing.captured, left.wanted)) throw new AppError('write-conflict');
  if (!(await completeItem(session, { ...left, present: standing.captured }, signal))) throw new AppError('write-conflict');
}

/** Whether all that stands is wanted so: what somebody changed since is theirs. */
function isBegun(present: Captured, wanted: Captured): boolean {
  if (present.item.name !== wanted.item.name || isRecurrenceSet(present, wanted)) return false;
  if (present.photo !== undefined && present.photo !== wanted.photo) return false;
  const isWanted = ([start, exception]: readonly [number, Captured['item']]) => {
    const other = wanted.exceptions.get(start);
    return other !== undefined && differingFields(exception, other, NOT_OF_OCCURRENCES).length === 0;
  };
  return [...present.exceptions].every(isWanted) && [...present.cancelled].every((start) => wanted.cancelled.has(start));
}

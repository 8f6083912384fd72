import { AppError } from '../../../../shared/errors.ts';
import type { EwsSession } from '../ews-session.ts';
import { photoIdOf } from '../get-photos.ts';
import type { Captured } from './captured.ts';
import { addPhoto, removePhoto } from './photo.ts';
import { readStanding } from './read-standing.ts';
import { applyOccurrences } from './write-occurrences.ts';

export interface Completion {
  readonly folderId: string;
  readonly key: string;
  readonly wanted: Captured;
  /** The item as it stands after its fields were written. */
  readonly present: Captured;
}

const MOST_TRIES = 4;

/**
 * Writes what takes requests of its own: the picture of a contact, and the changed and cancelled occurrences of a series. After an unclear
 * end it looks how far it came and goes on from there. True where anything was to be done.
 */
export async function completeItem(session: EwsSession, completion: Completion, signal: AbortSignal): Promise<boolean> {
  const { folderId, key, wanted } = completion;
  let { present } = completion;
  for (let tries = 1; ; tries += 1) {
    try {
      const hasNewPhoto = await settlePhoto(session, key, present, wanted, signal);
      const hasOthers = await applyOccurrences(session, { folderId, masterId: key, wanted, present }, signal);
      return hasNewPhoto || hasOthers || tries > 1;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      // The item itself is written: whoever asked has to look at it, whatever was refused of the rest.
      if (error.retry === 'never') throw new AppError('server-error', { retry: 'later', context: error.context, cause: error });
      if (tries >= MOST_TRIES) throw error;
      await session.http.pause(error, tries, signal);
      const standing = await readStanding(session, folderId, key, signal);
      if (standing === undefined) throw error;
      present = standing.captured;
    }
  }
}

async function settlePhoto(session: EwsSession, key: string, present: Captured, wanted: Captured, signal: AbortSignal): Promise<boolean> {
  if (present.photo === wanted.photo) return false;
  const old = photoIdOf(present.item);
  if (old !== undefined && present.photo !== undefined) await removePhoto(session, old, signal);
  if (wanted.photo !== undefined) await addPhoto(session, key, wanted.photo, signal);
  return true;
}

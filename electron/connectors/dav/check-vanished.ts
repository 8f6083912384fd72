import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { getBytes, unfetched } from './get-item.ts';
import { readAhead } from './read-ahead.ts';
import type { DavSession } from './session.ts';

export interface Vanished {
  /** Known keys that a full listing leaves out without naming them as gone. */
  readonly keys: readonly string[];
  /** How many items the listing has. */
  readonly listed: number;
  /** The user asked to take the server at its word. */
  readonly full: boolean;
}

const PROBES = 10;

/**
 * Why the absence of items from a listing proves nothing, as an error code; undefined where it does. Some of the missing are asked for:
 * one that still answers contradicts the listing, one that can't be asked leaves it open. An empty listing where there were items is
 * more often a lost index than a deletion, and is believed only when everything is read anew.
 */
export async function checkVanished(session: DavSession, vanished: Vanished, signal: AbortSignal): Promise<ErrorCode | undefined> {
  if (vanished.keys.length === 0) return undefined;
  const probe = (key: string, either: AbortSignal) => isThere(session, key, either);
  for await (const found of readAhead(spread(vanished.keys, PROBES), probe, session.limits.chunksInFlight, signal)) {
    if (found === true) return 'listing-contradicted';
    if (found !== false) return found;
  }
  return vanished.listed === 0 && !vanished.full ? 'listing-empty' : undefined;
}

async function isThere(session: DavSession, key: string, signal: AbortSignal): Promise<boolean | ErrorCode> {
  try {
    return (await getBytes(session, { key }, '*/*', signal)) !== null;
  } catch (error) {
    unfetched(key, error, signal);
    return error instanceof AppError ? error.code : 'internal';
  }
}

/** At most `count` of the values, from all along them. */
function spread<Value>(values: readonly Value[], count: number): readonly Value[] {
  if (values.length <= count) return values;
  return Array.from({ length: count }, (_, index) => values[Math.floor((index * values.length) / count)]).filter((value) => value !== undefined);
}

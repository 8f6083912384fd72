import { readJsonObject } from '../json-object.ts';

/** What is remembered of a collection between two snapshots; the store keeps it as an opaque text. */
export interface DavCursor {
  readonly product: string;
  /** RFC 6578 sync token; null where the server has none. */
  readonly token: string | null;
  /** Whether the server refuses tokens that it does not know; where it does not, a delta proves nothing and is not asked for. */
  readonly isTrusted: boolean;
  /** When the collection was last listed as a whole, and how many deltas came since. */
  readonly listedAtMs: number;
  readonly deltas: number;
}

const FORMAT = 1;
const MAX_DELTAS = 20;
const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;

/** The cursor as the text that `readCursor` takes back. */
export function writeCursor(cursor: DavCursor): string {
  return JSON.stringify({ format: FORMAT, ...cursor });
}

/** The cursor, or null for one of another format: then everything is listed. */
export function readCursor(text: string | null): DavCursor | null {
  const value = text === null ? null : readJsonObject(text);
  return value !== null && isCursor(value) ? value : null;
}

/**
 * Whether the next reading may ask for changes alone. Now and then the whole is listed all the same: servers prune their journals of
 * changes, or come back from a backup with old tokens, and some say nothing then.
 */
export function mayAskForDelta(cursor: DavCursor | null, nowMs: number): cursor is DavCursor & { token: string } {
  if (cursor === null || cursor.token === null || !cursor.isTrusted) return false;
  return cursor.deltas < MAX_DELTAS && nowMs >= cursor.listedAtMs && nowMs - cursor.listedAtMs < MAX_AGE_MS;
}

function isCursor(fields: Readonly<Record<string, unknown>>): fields is Readonly<Record<string, unknown>> & DavCursor {
  return (
    fields['format'] === FORMAT &&
    typeof fields['product'] === 'string' &&
    (typeof fields['token'] === 'string' || fields['token'] === null) &&
    typeof fields['isTrusted'] === 'boolean' &&
    typeof fields['listedAtMs'] === 'number' &&
    typeof fields['deltas'] === 'number'
  );
}

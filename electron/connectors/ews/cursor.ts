import { readJsonObject } from '../json-object.ts';

/** What is remembered of a folder between two snapshots; the store keeps it as an opaque text. */
export interface EwsCursor {
  /** SyncState of SyncFolderItems. */
  readonly state: string;
}

const FORMAT = 'ews-1';

/** The cursor as the text that `readCursor` takes back. */
export function writeCursor(cursor: EwsCursor): string {
  return JSON.stringify({ format: FORMAT, state: cursor.state });
}

/** The cursor, or null for one of another format: then everything is listed. */
export function readCursor(text: string | null): EwsCursor | null {
  const { format, state } = (text === null ? null : readJsonObject(text)) ?? {};
  return format === FORMAT && typeof state === 'string' && state !== '' ? { state } : null;
}

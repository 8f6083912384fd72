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
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { format, state } = value as Record<string, unknown>;
  return format === FORMAT && typeof state === 'string' && state !== '' ? { state } : null;
}

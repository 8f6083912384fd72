const FORMAT = 1;

/** What the next capture of a collection begins with. */
export interface GraphCursor {
  /** Path and query of the delta link, which the service may serve at another port or host name by then. */
  readonly link: string;
}

/** The cursor as the snapshot keeps it. */
export function writeCursor(cursor: GraphCursor): string {
  return JSON.stringify({ format: FORMAT, link: cursor.link });
}

/** The cursor that a snapshot kept; null where there is none or it is of another make. */
export function readCursor(text: string | null): GraphCursor | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    return value?.['format'] === FORMAT && typeof value['link'] === 'string' ? { link: value['link'] } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

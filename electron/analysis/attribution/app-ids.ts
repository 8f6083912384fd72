const APP_ID = /app(?:lication)?id["\s:=-]+"?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi;

/** The application ids that a row of a log names, in its client's string or anywhere in the row. */
export function appIdsOf(client: string, document: string): readonly string[] {
  return [client, document].flatMap((text) => [...text.matchAll(APP_ID)].map((found) => found[1] ?? ''));
}

const APP_ID = /app(?:lication)?id["\s:=-]+"?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi;

// Purview writes a number; Search-MailboxAuditLog a word.
const BY_ADMIN = /"LogonType"\s*:\s*(?:1\b|"1"|"Admin")/i;

/** Whether a row says that somebody acted with an administrator's rights; undefined where it says nothing of rights. */
export function isByAdministrator(document: string): boolean | undefined {
  return document.includes('LogonType') ? BY_ADMIN.test(document) : undefined;
}

/** The application ids that a row of a log names, in its client's string or anywhere in the row. */
export function appIdsOf(client: string, document: string): readonly string[] {
  return [client, document].flatMap((text) => [...text.matchAll(APP_ID)].map((found) => found[1] ?? ''));
}

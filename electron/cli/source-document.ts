import type { SourceRow } from '../store/types.ts';

/** CLI.md's source: what names the account, and nothing of its secret. */
export function sourceDocument(row: SourceRow): { id: string; name: string; kind: string; url: string | null; user: string | null } {
  return { id: row.id, name: row.name, kind: row.kind, url: row.url ?? null, user: row.user ?? null };
}

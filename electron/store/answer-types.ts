import type { RecordKind } from '../../shared/records.ts';

/**
 * Large answers, materialised once per pair of snapshots and version of the analysis, then paged by SQL. A row is what a list shows and
 * filters by; `document` is the whole, read only for a page or a single row.
 */
export interface AnswerStore {
  find(name: string): { readonly id: number; readonly rows: number; readonly summary: string } | null;
  /** Of answers whose names begin alike up to the first colon only the newest stay: 16, or as many as `kept` says. */
  save(name: string, summary: string, rows: Iterable<AnswerRow>, kept?: number): { readonly id: number; readonly rows: number };
  page(id: number, query: AnswerQuery): readonly AnswerRowFull[];
  count(id: number, query: Omit<AnswerQuery, 'offset' | 'limit' | 'sort'>): number;
  row(id: number, position: number): AnswerRowFull | null;
  /** Drops every answer whose name does not begin with `version`: those that another version of the analysis made. */
  keepOnly(version: string): void;
}

export interface AnswerRow {
  /** `added`, `removed`, `modified`, `moved`, `recreated`, `cosmetic` … */
  readonly change: string;
  readonly kind: RecordKind;
  readonly title: string;
  readonly key: string;
  readonly collection: string;
  /** Names of the changed fields, space-separated. */
  readonly fields: string;
  readonly document: string;
}
export interface AnswerRowFull extends AnswerRow {
  /** 0-based place in the saved order. */
  readonly position: number;
}

export interface AnswerQuery {
  readonly changes?: readonly string[];
  readonly kinds?: readonly RecordKind[];
  /** Case-insensitive part of title, key or field names. */
  readonly text?: string;
  readonly sort?: 'position' | 'title' | 'change' | 'kind' | 'collection';
  readonly descending?: boolean;
  readonly offset: number;
  readonly limit: number;
}

import { shallowRef, type ShallowRef } from 'vue';
import { CHANGE_KINDS, type ChangeKind } from '../../../shared/change-kinds.ts';
import type { ChangeRow } from '../../../shared/contract/changes.ts';
import type { RecordKind } from '../../../shared/records.ts';
import { engine, type EngineClient } from '../../api/engine-client.ts';
import { createRowPages, indexOfPosition, type Page, type RowPages } from '../../state/row-pages.ts';

export type SortColumn = 'title' | 'change' | 'kind' | 'collection';

/** Which rows of a comparison are listed, and in which order. */
export interface ChangeFilter {
  readonly changes: ReadonlySet<ChangeKind>;
  readonly kinds: ReadonlySet<RecordKind>;
  readonly text: string;
  readonly sort: { readonly column: SortColumn; readonly descending: boolean } | null;
}

/** All but what means the same on both sides. */
export const REAL_CHANGES: ReadonlySet<ChangeKind> = new Set(CHANGE_KINDS.filter((change) => change !== 'cosmetic'));

/** Rises over all lists: two of them never have the same version. */
let versions = 0;

type PageInput = Parameters<EngineClient['changes']['page']>[0];
const MOST_ROWS = 1000;

/** The rows of a comparison under one filter; a page is asked for when its rows come into sight. */
export interface ChangeList {
  readonly total: ShallowRef<number>;
  /** Changes with every page that comes; no two lists have the same. */
  readonly version: ShallowRef<number>;
  rowAt(index: number): ChangeRow | undefined;
  want(first: number, last: number, kept?: number): void;
  load(index: number): Promise<Page<ChangeRow> | undefined>;
  /** The index of a row that was shown under another filter, or of the row after it. */
  placeOf(position: number): Promise<number>;
  /** Every row, a thousand at a time. */
  all(): AsyncGenerator<readonly ChangeRow[], void, void>;
  end(): void;
}

/** The rows of `comparison` that fit the filter. */
export function createChangeList(comparison: number, filter: ChangeFilter, onFailed: (thrown: unknown) => void): ChangeList {
  const total = shallowRef(0);
  versions += 1;
  const version = shallowRef(versions);
  const fetch = (offset: number, limit: number): Promise<Page<ChangeRow>> => engine().changes.page(pageInput(comparison, filter, offset, limit));
  const pages: RowPages<ChangeRow> = createRowPages(
    filter.changes.size === 0 ? async () => ({ rows: [], total: 0 }) : fetch,
    (page) => {
      total.value = page.total;
      versions += 1;
      version.value = versions;
    },
    onFailed,
  );
  return {
    total,
    version,
    rowAt: (index) => pages.rowAt(index),
    want: (first, last, kept) => pages.want(first, last, kept),
    load: (index) => pages.load(index),
    placeOf: (position) => indexOfPosition(position, total.value, async (index) => pages.rowAt(index)?.position ?? (await fetch(index, 1)).rows[0]?.position),
    async *all() {
      for (let offset = 0; ; offset += MOST_ROWS) {
        const page = await fetch(offset, MOST_ROWS);
        yield page.rows;
        if (offset + MOST_ROWS >= page.total || page.rows.length === 0) return;
      }
    },
    end: () => pages.end(),
  };
}

function pageInput(comparison: number, { changes, kinds, text, sort }: ChangeFilter, offset: number, limit: number): PageInput {
  return {
    comparison,
    changes: CHANGE_KINDS.filter((change) => changes.has(change)),
    ...(kinds.size === 0 ? {} : { kinds: [...kinds] }),
    ...(text === '' ? {} : { text }),
    ...(sort === null ? {} : { sort: sort.column, descending: sort.descending }),
    offset,
    limit,
  };
}

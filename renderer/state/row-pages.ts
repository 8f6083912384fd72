const PAGE_ROWS = 200;
const KEPT_PAGES = 80;
const CALLS_AT_ONCE = 2;

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

export type FetchPage<Row> = (offset: number, limit: number) => Promise<Page<Row>>;

/** Rows of one list by index, fetched a page at a time as they come into sight. */
export interface RowPages<Row> {
  rowAt(index: number): Row | undefined;
  /**
   * Says which rows are in sight, and one more that is to be kept wherever it is; pages that were wanted before and are out of sight again are
   * not fetched.
   */
  want(first: number, last: number, kept?: number): void;
  /** Fetches the page of a row and waits for it. */
  load(index: number): Promise<Page<Row> | undefined>;
  /** Nothing is fetched or told from now on. */
  end(): void;
}

/** Pages over `fetch`; tells `onLoaded` after each page and `onFailed` when one does not come. Keeps the pages used last. */
export function createRowPages<Row>(fetch: FetchPage<Row>, onLoaded: (page: Page<Row>) => void, onFailed: (thrown: unknown) => void): RowPages<Row> {
  const pages = new Map<number, readonly Row[]>();
  const running = new Map<number, Promise<Page<Row> | undefined>>();
  let wanted: readonly number[] = [];
  let hasEnded = false;

  function pageOf(index: number): number {
    return Math.floor(index / PAGE_ROWS);
  }

  function rowAt(index: number): Row | undefined {
    return pages.get(pageOf(index))?.[index % PAGE_ROWS];
  }

  function want(first: number, last: number, kept = first): void {
    const next: number[] = [];
    for (let page = pageOf(Math.max(0, first)); page <= pageOf(Math.max(0, last)); page += 1) next.push(page);
    if (!next.includes(pageOf(kept))) next.push(pageOf(kept));
    wanted = next;
    for (const page of next) touch(page);
    pump();
  }

  function pump(): void {
    for (const page of wanted) {
      if (hasEnded || running.size >= CALLS_AT_ONCE) return;
      if (!pages.has(page) && !running.has(page)) void fetchPage(page);
    }
  }

  function fetchPage(page: number): Promise<Page<Row> | undefined> {
    const call = fetch(page * PAGE_ROWS, PAGE_ROWS).then(
      (answer) => {
        running.delete(page);
        if (hasEnded) return undefined;
        pages.set(page, answer.rows);
        forgetOldest();
        onLoaded(answer);
        pump();
        return answer;
      },
      (thrown: unknown) => {
        running.delete(page);
        // A page that failed is not asked for again until it comes into sight anew.
        wanted = wanted.filter((other) => other !== page);
        if (!hasEnded) onFailed(thrown);
        return undefined;
      },
    );
    running.set(page, call);
    return call;
  }

  /** A Map keeps the order of insertion: what is set anew counts as used last. */
  function touch(page: number): void {
    const rows = pages.get(page);
    if (rows === undefined) return;
    pages.delete(page);
    pages.set(page, rows);
  }

  function forgetOldest(): void {
    for (const page of pages.keys()) {
      if (pages.size <= KEPT_PAGES) return;
      if (!wanted.includes(page)) pages.delete(page);
    }
  }

  function load(index: number): Promise<Page<Row> | undefined> {
    const page = pageOf(index);
    return running.get(page) ?? fetchPage(page);
  }

  return {
    rowAt,
    want,
    load,
    end() {
      hasEnded = true;
    },
  };
}

/** The index of the first row at or after a position, in a list ordered by position; `total` where there is none. */
export async function indexOfPosition(position: number, total: number, positionAt: (index: number) => Promise<number | undefined>): Promise<number> {
  let low = 0;
  let high = total;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = await positionAt(middle);
    if (found !== undefined && found < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

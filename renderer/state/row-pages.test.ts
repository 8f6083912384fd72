import { describe, expect, it } from 'vitest';
import type { ChangeRow } from '../../shared/contract/changes.ts';
import { createRowPages, indexOfPosition, type Page } from './row-pages.ts';

const rowOf = (position: number): ChangeRow => ({ position, change: 'removed', kind: 'contact', key: `k${position}`, title: `Row ${position}`, fields: [] });

/** A list of so many rows that notes its calls and answers when told to. */
function aList(total: number) {
  const calls: { offset: number; limit: number; answer: () => void; fail: () => void }[] = [];
  const fetch = (offset: number, limit: number): Promise<Page<ChangeRow>> =>
    new Promise((resolve, reject) => {
      const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => rowOf(offset + index));
      calls.push({ offset, limit, answer: () => resolve({ rows, total }), fail: () => reject(new Error('gone')) });
    });
  const settle = async (): Promise<void> => {
    for (const call of calls) call.answer();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { calls, fetch, settle };
}

describe('pages of rows', () => {
  it('fetches what is in sight, once, at most a thousand rows a call', async () => {
    const list = aList(100_000);
    const loaded: number[] = [];
    const pages = createRowPages(list.fetch, (page) => loaded.push(page.total), () => {});
    pages.want(190, 230);
    pages.want(195, 235);
    expect(list.calls.map(({ offset }) => offset)).toEqual([0, 200]);
    expect(list.calls.every(({ limit }) => limit <= 1000)).toBe(true);
    await list.settle();
    expect(pages.rowAt(199)?.key).toBe('k199');
    expect(pages.rowAt(200)?.key).toBe('k200');
    expect(pages.rowAt(400)).toBeUndefined();
    expect(loaded).toEqual([100_000, 100_000]);
  });

  it('skips pages that were only scrolled past', async () => {
    const list = aList(100_000);
    const pages = createRowPages(list.fetch, () => {}, () => {});
    for (let first = 0; first < 50_000; first += 1000) pages.want(first, first + 30);
    await list.settle();
    await list.settle();
    expect(list.calls.map(({ offset }) => offset)).toEqual([0, 1000, 49_000]);
  });

  it('keeps a bounded number of pages, those used last', async () => {
    const list = aList(100_000);
    const pages = createRowPages(list.fetch, () => {}, () => {});
    for (let first = 0; first < 60_000; first += 200) {
      pages.want(first, first + 10);
      await list.settle();
    }
    expect(pages.rowAt(0)).toBeUndefined();
    expect(pages.rowAt(59_805)?.key).toBe('k59805');
  });

  it('keeps the page of one row, however far away the others are', async () => {
    const list = aList(100_000);
    const pages = createRowPages(list.fetch, () => {}, () => {});
    for (let first = 0; first < 60_000; first += 200) {
      pages.want(first, first + 10, 7);
      await list.settle();
    }
    expect(pages.rowAt(7)?.key).toBe('k7');
  });

  it('tells a failure and fetches the page again when it comes into sight anew', async () => {
    const list = aList(300);
    const failures: unknown[] = [];
    const pages = createRowPages(list.fetch, () => {}, (thrown) => failures.push(thrown));
    pages.want(0, 10);
    list.calls[0]?.fail();
    await new Promise((resolve) => setTimeout(resolve));
    expect(failures).toHaveLength(1);
    pages.want(0, 11);
    await list.settle();
    expect(pages.rowAt(5)?.key).toBe('k5');
  });

  it('tells nothing after its end', async () => {
    const list = aList(300);
    let told = 0;
    const pages = createRowPages(list.fetch, () => (told += 1), () => (told += 1));
    pages.want(0, 10);
    pages.end();
    await list.settle();
    expect(told).toBe(0);
  });
});

describe('the place of a row in another filter', () => {
  it('is that of the row itself, or of the next one that is shown', async () => {
    const positions = [2, 3, 5, 8, 13, 21];
    const at = async (index: number): Promise<number | undefined> => positions[index];
    expect(await Promise.all([0, 5, 6, 21, 22].map((position) => indexOfPosition(position, positions.length, at)))).toEqual([0, 2, 3, 5, 6]);
  });
});

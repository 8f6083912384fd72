import { describe, expect, it } from 'vitest';
import { casePath, storePorts } from '../testing/build-case.ts';
import { createCase, openCase } from './open-case.ts';
import type { AnswerRow } from './answer-types.ts';

const ROWS: readonly AnswerRow[] = [
  { change: 'added', kind: 'contact', title: 'Émile Zorn', key: 'k1', collection: 'A', fields: 'name/full emails', document: '{"n":0}' },
  { change: 'removed', kind: 'event', title: 'Budget', key: 'k2', collection: 'B', fields: '', document: '{"n":1}' },
  { change: 'modified', kind: 'contact', title: 'ada 100%', key: 'K3', collection: 'A', fields: 'phones/work', document: '{"n":2}' },
];

function filled() {
  const path = casePath();
  const store = createCase(path, storePorts());
  const { id } = store.answers.save('v1:diff', '{"added":1}', ROWS);
  return { path, store, id };
}

describe('a large answer', () => {
  it('is found by its name, and paged in the order in which it was saved', () => {
    const { store, id } = filled();
    expect(store.answers.find('v1:diff')).toEqual({ id, rows: 3, summary: '{"added":1}' });
    expect(store.answers.find('v1:other')).toBeNull();
    expect(store.answers.page(id, { offset: 1, limit: 5 })).toEqual([
      { ...ROWS[1], position: 1 },
      { ...ROWS[2], position: 2 },
    ]);
    expect([store.answers.row(id, 2), store.answers.row(id, 3)]).toEqual([{ ...ROWS[2], position: 2 }, null]);
    store.close();
  });

  it('is filtered, counted and sorted, whatever the case of letters', () => {
    const { store, id } = filled();
    const positions = (query: object) => store.answers.page(id, { offset: 0, limit: 10, ...query }).map((row) => row.position);
    expect({
      changes: positions({ changes: ['added', 'removed'] }),
      kinds: positions({ kinds: ['contact'] }),
      title: positions({ text: 'émILE' }),
      key: positions({ text: 'k3' }),
      field: positions({ text: 'PHONES/' }),
      percent: positions({ text: '100%' }),
      nothing: positions({ text: '100_' }),
      byTitle: positions({ sort: 'title' }),
      byKindDown: positions({ sort: 'kind', descending: true }),
      last: positions({ descending: true, limit: 1 }),
      count: store.answers.count(id, { kinds: ['contact'], text: 'a' }),
    }).toEqual({
      changes: [0, 1],
      kinds: [0, 2],
      title: [0],
      key: [2],
      field: [2],
      percent: [2],
      nothing: [],
      byTitle: [2, 1, 0],
      byKindDown: [1, 0, 2],
      last: [2],
      count: 2,
    });
    store.close();
  });

  it('can be kept where the case was opened for reading', () => {
    const { path, store } = filled();
    store.close();
    const reader = openCase(path, { mode: 'read', ...storePorts() });
    const { id } = reader.answers.save('v1:again', '', ROWS);
    expect(reader.answers.count(id, {})).toBe(3);
    expect(() => reader.setTitle('x')).toThrow('opened for reading');
    reader.close();
    const next = openCase(path, { mode: 'read', ...storePorts() });
    expect(next.answers.find('v1:again')?.rows).toBe(3);
    next.close();
  });

  it('is replaced by another of its name, makes room for newer ones of its kind, and goes with its version', () => {
    const { store, id } = filled();
    const again = store.answers.save('v1:diff', '', ROWS.slice(1));
    expect([store.answers.find('v1:diff')?.rows, store.answers.page(id === again.id ? -1 : id, { offset: 0, limit: 9 })]).toEqual([2, []]);
    for (let number = 0; number < 20; number += 1) store.answers.save(`v2:${number}`, '', ROWS);
    expect([store.answers.find('v1:diff')?.rows, store.answers.find('v2:3'), store.answers.find('v2:4')?.rows]).toEqual([2, null, 3]);
    store.answers.save('v2:few', '', ROWS, 2);
    expect([store.answers.find('v2:18'), store.answers.find('v2:19')?.rows, store.answers.find('v1:diff')?.rows]).toEqual([null, 3, 2]);
    store.answers.keepOnly('v3:');
    expect(store.answers.find('v2:19')).toBeNull();
    store.close();
  });

  it('that was not finished is not found', () => {
    const { store } = filled();
    const failing = function* (): Generator<AnswerRow> {
      yield* ROWS;
      throw new Error('cancelled');
    };
    expect(() => store.answers.save('v1:half', '', failing())).toThrow('cancelled');
    expect(store.answers.find('v1:half')).toBeNull();
    store.close();
  });
});

import { kindCode, kindOf } from './codes.ts';
import type { CaseFile } from './case-file.ts';
import type { AnswerQuery, AnswerRow, AnswerRowFull, AnswerStore } from './answer-types.ts';

interface Row {
  readonly id: number;
  readonly change: string;
  readonly kind: number;
  readonly title: string;
  readonly key: string;
  readonly collection: string;
  readonly fields: string;
  readonly document: string;
}
interface Filter {
  readonly first: number;
  readonly last: number;
  readonly changes: string | null;
  readonly kinds: string | null;
  readonly text: string | null;
}

/** Rows of an answer are numbered from its own number times this. */
const SPAN = 2 ** 32;
const BATCH = 5000;
/** Answers can be made again, so only the newest of each kind stay. */
const KEPT = 16;
const PAGE = 1000;
const ORDERS = 8;

const WHERE = `WHERE id BETWEEN @first AND @last
  AND (@changes IS NULL OR change IN (SELECT value FROM json_each(@changes)))
  AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds)))
  AND (@text IS NULL OR instr(folded, @text) > 0)`;
const ORDER = { position: 'id', title: 'folded', change: 'change', kind: 'kind', collection: 'collection' } as const;

/** Large answers of an open case, also of one opened for reading: they are its cache, not its content. */
export function answers(file: CaseFile): AnswerStore {
  const find = file.prepare<[string], { id: number; rows: number; summary: string }>('SELECT id, rows, summary FROM answers WHERE name = ? AND ready = 1');
  const columns = 'id, change, kind, title, key, collection, fields, document';
  const one = file.prepare<[number], Row>(`SELECT ${columns} FROM answer_rows WHERE id = ?`);
  const range = file.prepare<[number, number], Row>(`SELECT ${columns} FROM answer_rows WHERE id BETWEEN ? AND ? ORDER BY id`);
  const alike = file.prepare<[{ kind: string; others: number }], number>('SELECT id FROM answers WHERE substr(name, 1, length(@kind)) = @kind ORDER BY id DESC LIMIT -1 OFFSET @others').pluck();
  /** Positions in the order of a query: sorted once, then paged as often as someone scrolls. */
  const orders = new Map<string, Uint32Array>();

  function orderOf(id: number, query: Omit<AnswerQuery, 'offset' | 'limit'>): Uint32Array {
    const { changes, kinds, text, sort = 'position', descending = false } = query;
    const name = JSON.stringify([id, changes, kinds, text, sort, descending]);
    const known = orders.get(name);
    if (known !== undefined) return known;
    const direction = descending ? 'DESC' : 'ASC';
    const ids = file.prepare<[Filter], number>(`SELECT id - @first FROM answer_rows ${WHERE} ORDER BY ${ORDER[sort]} ${direction}, id`).pluck();
    const order = Uint32Array.from(ids.all(filterOf(id, query)));
    const [oldest] = orders.keys();
    if (orders.size >= ORDERS && oldest !== undefined) orders.delete(oldest);
    orders.set(name, order);
    return order;
  }

  function drop(id: number): void {
    file.prepare('DELETE FROM answer_rows WHERE id BETWEEN ? AND ?').run(id * SPAN, id * SPAN + SPAN - 1);
    file.prepare('DELETE FROM answers WHERE id = ?').run(id);
  }
  function begin(name: string, summary: string, kept: number): number {
    return file.writeCache(() => {
      const former = file.prepare<[string], number>('SELECT id FROM answers WHERE name = ?').pluck().get(name);
      if (former !== undefined) drop(former);
      for (const id of alike.all({ kind: name.slice(0, name.indexOf(':') + 1), others: kept - 1 })) drop(id);
      return Number(file.prepare('INSERT INTO answers (name, summary, rows, ready) VALUES (?, ?, 0, 0)').run(name, summary).lastInsertRowid);
    });
  }
  return {
    find: (name) => find.get(name) ?? null,
    save(name, summary, rows, kept = KEPT) {
      const id = begin(name, summary, kept);
      const insert = file.prepare('INSERT INTO answer_rows (id, change, kind, title, key, collection, fields, folded, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
      let position = 0;
      for (const batch of batches(rows)) {
        file.writeCache(() => {
          for (const row of batch) {
            const folded = `${row.title}\n${row.key}\n${row.fields}`.toLowerCase();
            insert.run(id * SPAN + position, row.change, kindCode(row.kind), row.title, row.key, row.collection, row.fields, folded, row.document);
            position += 1;
          }
        });
      }
      file.writeCache(() => file.prepare('UPDATE answers SET rows = ?, ready = 1 WHERE id = ?').run(position, id));
      return { id, rows: position };
    },
    page(id, query) {
      const limit = Math.min(query.limit, PAGE);
      const from = id * SPAN + query.offset;
      if (isWhole(query)) return range.all(from, Math.min(from + limit, (id + 1) * SPAN) - 1).map(answerRow);
      const positions = orderOf(id, query).subarray(query.offset, query.offset + limit);
      return [...positions].flatMap((position) => one.get(id * SPAN + position) ?? []).map(answerRow);
    },
    count: (id, query) => orderOf(id, query).length,
    row(id, position) {
      const row = one.get(id * SPAN + position);
      return row === undefined ? null : answerRow(row);
    },
    keepOnly(version) {
      file.writeCache(() => {
        const others = file.prepare<[{ version: string }], number>('SELECT id FROM answers WHERE substr(name, 1, length(@version)) <> @version').pluck();
        for (const id of others.all({ version })) drop(id);
      });
    },
  };
}

/** Whether a query asks for all rows as they were saved. */
function isWhole({ changes, kinds, text, sort, descending }: AnswerQuery): boolean {
  const isFiltered = changes !== undefined || kinds !== undefined || (text ?? '') !== '';
  return !isFiltered && (sort ?? 'position') === 'position' && descending !== true;
}

function filterOf(id: number, query: Omit<AnswerQuery, 'offset' | 'limit' | 'sort'>): Filter {
  return {
    first: id * SPAN,
    last: id * SPAN + SPAN - 1,
    changes: query.changes === undefined ? null : JSON.stringify(query.changes),
    kinds: query.kinds === undefined ? null : JSON.stringify(query.kinds.map(kindCode)),
    text: query.text === undefined || query.text === '' ? null : query.text.toLowerCase(),
  };
}

function answerRow(row: Row): AnswerRowFull {
  const { id, kind, ...rest } = row;
  return { ...rest, kind: kindOf(kind), position: id % SPAN };
}

function* batches(rows: Iterable<AnswerRow>): Generator<AnswerRow[]> {
  let batch: AnswerRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

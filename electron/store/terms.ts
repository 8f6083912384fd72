import { crc32 } from 'node:zlib';
import type { Trace } from '../../shared/records.ts';
import type { ReadDb } from './database.ts';

/** Interned traces: a mark that thousands of bodies carry is stored once. */
export interface Terms {
  /** The id of a trace, which is made where it is new; only inside a writing transaction. */
  intern(trace: Trace): number;
  link(bodyId: number, termId: number): void;
  /** The traces of a body, as they were given. */
  of(bodyId: number): Trace[];
  last(): number;
  /** Forgets what a rolled back transaction may have interned. */
  forget(): void;
}

/** So many interned ids are kept in memory; more would help little and cost much. */
const REMEMBERED = 20_000;

/** The traces in a fixed order without repeats, as UTF-8 can hold them. */
export function orderedTraces(traces: readonly Trace[]): Trace[] {
  const ordered = traces.map((trace) => ({ namespace: trace.namespace.toWellFormed(), name: trace.name.toWellFormed(), value: trace.value.toWellFormed() })).sort(compareTraces);
  return ordered.filter((trace, index) => {
    const former = ordered[index - 1];
    return former === undefined || compareTraces(former, trace) !== 0;
  });
}

function compareTraces(one: Trace, other: Trace): number {
  return compareText(one.namespace, other.namespace) || compareText(one.name, other.name) || compareText(one.value, other.value);
}

function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** The terms of one connection. */
export function terms(db: ReadDb): Terms {
  const find = db.prepare<[number, string, string, string], number>('SELECT id FROM terms WHERE hash = ? AND namespace = ? AND name = ? AND value = ?').pluck();
  const insert = db.prepare<[number, string, string, string]>('INSERT INTO terms (hash, namespace, name, value) VALUES (?, ?, ?, ?)');
  const insertLink = db.prepare<[number, number]>('INSERT OR IGNORE INTO body_terms (body, term) VALUES (?, ?)');
  const ofBody = db.prepare<[number], Trace>('SELECT namespace, name, value FROM body_terms JOIN terms ON id = term WHERE body = ?');
  const lastId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM terms').pluck();
  const remembered = new Map<string, number>();
  // Of an empty table everything that comes is remembered, until there is too much of it: nothing has to be looked up.
  let isAllRemembered = lastId.get() === 0;
  const forgetAll = (): void => {
    remembered.clear();
    isAllRemembered = false;
  };
  return {
    intern(trace) {
      const text = traceText(trace);
      const known = remembered.get(text);
      if (known !== undefined) return known;
      const hash = crc32(text);
      const standing = isAllRemembered ? undefined : find.get(hash, trace.namespace, trace.name, trace.value);
      const id = standing ?? Number(insert.run(hash, trace.namespace, trace.name, trace.value).lastInsertRowid);
      if (remembered.size >= REMEMBERED) forgetAll();
      remembered.set(text, id);
      return id;
    },
    link(bodyId, termId) {
      insertLink.run(bodyId, termId);
    },
    of: (bodyId) => orderedTraces(ofBody.all(bodyId)),
    last: () => lastId.get() ?? 0,
    forget: forgetAll,
  };
}

/** Different for different traces: the lengths say where one part ends. */
function traceText({ namespace, name, value }: Trace): string {
  return `${namespace.length} ${name.length} ${namespace}${name}${value}`;
}

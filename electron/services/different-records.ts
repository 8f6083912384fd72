import { AppError } from '../../shared/errors.ts';
import type { DifferentPair, RecordRef } from '../analysis/duplicates/types.ts';
import type { CaseContext, OpenCase } from './case-context.ts';
import { snapshotsAt } from './snapshots-at.ts';

const SETTING = 'different-records';

export interface DifferentInput {
  readonly snapshot: string;
  /** The records may be of any source as it stood at that time. */
  readonly across: boolean;
  /** Without a source: the first that has the key, the snapshot’s own before the others. */
  readonly records: readonly { readonly source?: string; readonly key: string }[];
}

/** Pairs that a person called different things, in the order in which they were called so. */
export function loadDifferent(context: OpenCase): readonly DifferentPair[] {
  const text = context.store.setting(SETTING);
  return text === null ? [] : (JSON.parse(text) as readonly DifferentPair[]);
}

/** Notes that each two of the records are different things; no search for duplicates puts them together again. */
export function callDifferent(context: CaseContext, input: DifferentInput): void {
  const told = new Map(loadDifferent(context).map((pair) => [nameOf(pair), pair]));
  for (const pair of pairsOf(context, input)) told.set(nameOf(pair), pair);
  keep(context, [...told.values()]);
}

/** Takes back that each two of the records are different things. */
export function uncallDifferent(context: CaseContext, input: DifferentInput): void {
  const gone = new Set(pairsOf(context, input).map(nameOf));
  keep(context, loadDifferent(context).filter((pair) => !gone.has(nameOf(pair))));
}

function keep(context: CaseContext, pairs: readonly DifferentPair[]): void {
  context.store.setSetting(SETTING, pairs.length === 0 ? null : JSON.stringify(pairs));
}

/** One name for a pair, whichever of the two comes first. */
function nameOf({ left, right }: DifferentPair): string {
  return JSON.stringify([[left.source, left.key].join('\0'), [right.source, right.key].join('\0')].sort());
}

function pairsOf(context: CaseContext, input: DifferentInput): readonly DifferentPair[] {
  const held = recordsOf(context, input);
  const found = input.records.map(({ source, key }) => {
    const record = held.find((one) => one.key === key && (source === undefined || one.source === source));
    if (record === undefined) throw new AppError('usage', { context: { what: 'the snapshot holds no record of one of these keys' } });
    return record;
  });
  const named = [...new Set(found)];
  if (named.length < 2) throw new AppError('usage', { context: { what: 'two records or more are needed' } });
  return named.flatMap((left, index) => named.slice(index + 1).map((right) => ({ left, right })));
}

/** The records that keys may name, those of the snapshot's own source first. */
function recordsOf(context: CaseContext, { snapshot, across, records }: DifferentInput): readonly RecordRef[] {
  const { store } = context;
  const wanted = new Set(records.map(({ key }) => key));
  return store.readTogether(() => {
    const own = store.resolveSnapshot(snapshot);
    const snapshots = across ? [own, ...snapshotsAt(context, own).filter(({ id }) => id !== own.id)] : [own];
    return snapshots.flatMap(({ id, sourceName }) => [...store.versions(id, { states: ['live'] })].flatMap(({ key }) => (wanted.has(key) ? [{ source: sourceName, key }] : [])));
  });
}

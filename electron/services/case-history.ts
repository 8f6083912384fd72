import type { BodyFacts, CaseHistory, CaseSource, LiveRecord, SnapshotFacts, Step } from '../analysis/findings/types.ts';
import type { BodyId, SnapshotId } from '../../shared/records.ts';
import type { SnapshotRow } from '../store/types.ts';
import type { OpenCase } from './case-context.ts';
import { comparisonOf } from './compare-snapshots.ts';

/** Hears how many pairs of snapshots were compared, of how many. */
export type TellCompared = (done: number, total: number) => void;

/** Bodies whose facts stay in memory. */
const REMEMBERED = 200_000;

/** Of the complete snapshots of a source, in the order of time, those that are looked at. */
export type ChooseSnapshots = (source: string, snapshots: readonly SnapshotRow[]) => readonly SnapshotRow[];

/** A case as findings are looked for in it, of its complete snapshots; bodies are read when they are asked for. */
export function readHistory(context: OpenCase, choose: ChooseSnapshots, compared: TellCompared = () => {}): { readonly history: CaseHistory; readonly sources: readonly CaseSource[] } {
  const bySource = Map.groupBy(context.store.snapshots().filter(({ complete }) => complete), ({ sourceName }) => sourceName);
  const sources = [...bySource.keys()].map((name) => sourceOf(context, name));
  const chosen = sources.map((source) => [source, choose(source.name, (bySource.get(source.name) ?? []).toSorted(compareRows))] as const);
  const total = chosen.reduce((sum, [, snapshots]) => sum + Math.max(0, snapshots.length - 1), 0);
  let done = 0;
  const steps = chosen.flatMap(([source, snapshots]) => stepsOf(context, source, snapshots, () => compared((done += 1), total)));
  return { history: historyOf(context, steps), sources };
}

/** In the order of time, of the same time in that of their storing. */
export function compareRows(left: SnapshotRow, right: SnapshotRow): number {
  return Date.parse(left.takenAt) - Date.parse(right.takenAt) || left.seq - right.seq;
}

function stepsOf({ store }: OpenCase, source: CaseSource, snapshots: readonly SnapshotRow[], compared: () => void): readonly Step[] {
  return snapshots.slice(1).map((to, index): Step => {
    const from = snapshots[index] ?? to;
    const { changes } = comparisonOf(store, from, to);
    compared();
    return { source, from: snapshotFacts(from), to: snapshotFacts(to), changes };
  });
}

function snapshotFacts({ id, takenAt, counts }: SnapshotRow): SnapshotFacts {
  return { id, takenAt, counts };
}

function historyOf({ store }: OpenCase, steps: readonly Step[]): CaseHistory {
  const facts = new Map<number, BodyFacts>();
  return {
    steps,
    factsOf(body) {
      const held = facts.get(body);
      if (held !== undefined) return held;
      const read = lazyFacts(store, body as BodyId);
      // What is read again costs little; all that a million changes were would cost gigabytes.
      if (facts.size >= REMEMBERED) facts.clear();
      facts.set(body, read);
      return read;
    },
    *liveIn(snapshot) {
      for (const version of store.versions(snapshot as SnapshotId, { states: ['live'] })) {
        const live: LiveRecord = {
          key: version.key,
          kind: version.kind,
          title: version.title,
          ...(version.uid === undefined ? {} : { uid: version.uid }),
          collection: version.collectionName,
          body: version.bodyId,
          canonicalHash: version.canonicalHash,
        };
        yield live;
      }
    },
  };
}

/** Fields, times and traces are each read when they are asked for, once. */
function lazyFacts(store: OpenCase['store'], body: BodyId): BodyFacts {
  let head: ReturnType<typeof store.head> | undefined;
  let traces: BodyFacts['traces'] | undefined;
  return {
    get fields() {
      return (head ??= store.head(body)).fields;
    },
    get traces() {
      return (traces ??= store.traces(body));
    },
    get created() {
      return (head ??= store.head(body)).created;
    },
    get modified() {
      return (head ??= store.head(body)).modified;
    },
  };
}

/** The accounts of a case as the analysis sees them. */
export function caseSources(context: OpenCase): readonly CaseSource[] {
  return context.store.sources().map(({ name }) => sourceOf(context, name));
}

function sourceOf({ store }: OpenCase, name: string): CaseSource {
  const source = store.source(name);
  const user = source?.mailbox ?? source?.user;
  return { name, kind: source?.kind ?? 'file', ...(source?.label === undefined ? {} : { label: source.label }), ...(user === undefined || user === '' ? {} : { user }) };
}

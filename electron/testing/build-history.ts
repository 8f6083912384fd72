import type { FieldEntry, RecordKind, Trace } from '../../shared/records.ts';
import { compareSnapshots } from '../analysis/diff/compare-snapshots.ts';
import type { DiffVersion } from '../analysis/diff/types.ts';
import type { BodyFacts, CaseHistory, CaseSource, SnapshotFacts, Step } from '../analysis/findings/types.ts';

/** A record of a history: what its snapshot held. */
export interface HistoryRecord {
  readonly key: string;
  readonly title: string;
  readonly collection?: string;
  readonly uid?: string;
  readonly kind?: RecordKind;
  /** `emails/work=ada@example.test`: field and text. */
  readonly values: readonly string[];
  readonly traces?: readonly Trace[];
  readonly modified?: string;
}

/** A source and its snapshots, in the order of time. */
export interface HistorySource {
  readonly source: CaseSource;
  readonly snapshots: readonly { readonly at: string; readonly records: readonly HistoryRecord[] }[];
}

/** Puts a list in another order; of itself in the order it has. */
export type Reorder = <T>(items: readonly T[]) => readonly T[];

/** A case as findings see it, without a store; `reorder` decides the order in which everything is handed over. */
export function aHistory(sources: readonly HistorySource[], reorder: Reorder = (items) => items): CaseHistory {
  const bodies = new Map<string, number>();
  const facts = new Map<number, BodyFacts>();
  const live = new Map<string, readonly DiffVersion[]>();
  const bodyOf = (record: HistoryRecord): number => {
    const name = JSON.stringify([record.values, record.traces, record.modified]);
    const held = bodies.get(name);
    if (held !== undefined) return held;
    const body = bodies.size + 1;
    bodies.set(name, body);
    facts.set(body, { fields: record.values.map(fieldEntry), traces: record.traces ?? [], ...(record.modified === undefined ? {} : { modified: record.modified }) });
    return body;
  };
  const steps = sources.flatMap(({ source, snapshots }) => {
    const held = snapshots.map(({ at, records }, index) => {
      const id = `${source.name}-${index}`;
      const versions = records.map((record) => versionOf(record, bodyOf(record)));
      live.set(id, versions);
      const counts = { contact: versions.length, event: 0, task: 0 };
      return { facts: { id, takenAt: at, counts } satisfies SnapshotFacts, versions };
    });
    return held.slice(1).map((to, index): Step => {
      const from = held[index] ?? to;
      const { changes } = compareSnapshots({ changes: reorder(changesBetween(from.versions, to.versions)), unchangedLive: 0, fieldsOf: ({ bodyId }) => facts.get(bodyId)?.fields ?? [] });
      return { source, from: from.facts, to: to.facts, changes: reorder(changes) };
    });
  });
  // Steps of one source keep their order; sources come in any.
  const bySource = [...Map.groupBy(steps, ({ source }) => source.name).values()];
  return {
    steps: reorder(bySource).flat(),
    factsOf: (body) => facts.get(body) ?? { fields: [], traces: [] },
    liveIn: (snapshot) =>
      reorder(live.get(snapshot) ?? []).map(({ bodyId, collectionName, collectionId: _id, state: _state, meaningHash: _hash, ...version }) => ({ ...version, collection: collectionName, body: bodyId })),
  };
}

function fieldEntry(line: string): FieldEntry {
  const at = line.indexOf('=');
  return { field: line.slice(0, at), text: line.slice(at + 1) };
}

function versionOf(record: HistoryRecord, bodyId: number): DiffVersion {
  const { key, title, collection = 'Contacts', uid, kind = 'contact', values, traces = [] } = record;
  return {
    bodyId,
    collectionId: `/${collection}/`,
    collectionName: collection,
    key,
    kind,
    ...(uid === undefined ? {} : { uid }),
    title,
    state: 'live',
    canonicalHash: JSON.stringify([values, traces]),
    meaningHash: JSON.stringify(values),
  };
}

function changesBetween(from: readonly DiffVersion[], to: readonly DiffVersion[]): readonly { readonly before?: DiffVersion; readonly after?: DiffVersion }[] {
  const [old, now] = [new Map(from.map((version) => [version.key, version])), new Map(to.map((version) => [version.key, version]))];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [before, after] = [old.get(key), now.get(key)];
    if (before?.canonicalHash === after?.canonicalHash && before?.collectionId === after?.collectionId) return [];
    return [{ ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
}

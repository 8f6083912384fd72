import type { Finding } from '../../shared/contract/findings.ts';
import { AppError } from '../../shared/errors.ts';
import type { AuditFact } from '../analysis/attribution/types.ts';
import type { BodyFacts, CaseHistory, CaseSource, LiveRecord, SnapshotFacts, Step } from '../analysis/findings/types.ts';
import type { BodyId, SnapshotId } from '../../shared/records.ts';
import type { Body, SnapshotRow } from '../store/types.ts';
import type { CaseContext } from './case-context.ts';
import { comparisonOf } from './compare-snapshots.ts';
import { listApps, listEvents } from './declare.ts';

export interface ExplainInput {
  /** Left out: from the first snapshot of each source on. */
  readonly from?: string;
  /** Left out: until the last. */
  readonly to?: string;
}

/**
 * What happened in a case, told as incidents with their suspects: of one source from one snapshot to a later one, or of the whole case. The
 * other sources, the logs and what was declared are evidence either way. Incomplete snapshots prove nothing and are passed over.
 */
export async function explainChanges(context: CaseContext, input: ExplainInput): Promise<Finding[]> {
  const { store } = context;
  const chosen = chooseRange(context, input);
  // Nothing but a verdict needs them, and they are not small.
  const [{ KNOWLEDGE }, { describeFindings }] = await Promise.all([import('../analysis/knowledge/knowledge.ts'), import('../analysis/attribution/describe-findings.ts')]);
  return store.readTogether(() => {
    const rows = store.snapshots().filter(({ complete }) => complete);
    const bySource = Map.groupBy(rows, ({ sourceName }) => sourceName);
    const sources = [...bySource.keys()].map((name) => sourceOf(context, name));
    const steps = sources.flatMap((source) => stepsOf(context, source, chosen(source.name, bySource.get(source.name) ?? [])));
    const findings = describeFindings({
      history: historyOf(context, steps),
      knowledge: KNOWLEDGE,
      inventory: listApps(context),
      events: listEvents(context),
      audit: [...auditFacts(context)],
      sources,
    });
    return findings.filter((finding) => input.from === undefined || finding.source === store.resolveSnapshot(input.from).sourceName);
  });
}

type Chosen = (source: string, snapshots: readonly SnapshotRow[]) => readonly SnapshotRow[];

function chooseRange(context: CaseContext, { from: fromReference, to: toReference }: ExplainInput): Chosen {
  if (fromReference === undefined) return (_source, snapshots) => inOrder(snapshots);
  const from = context.store.resolveSnapshot(fromReference);
  const to = context.store.resolveSnapshot(toReference ?? `${from.sourceName}@latest`);
  if (from.sourceId !== to.sourceId) throw new AppError('different-sources');
  return (source, snapshots) => {
    const ordered = inOrder(snapshots);
    return source !== from.sourceName ? ordered : ordered.filter((row) => compareRows(row, from) >= 0 && compareRows(row, to) <= 0);
  };
}

function inOrder(snapshots: readonly SnapshotRow[]): readonly SnapshotRow[] {
  return snapshots.toSorted(compareRows);
}

function compareRows(left: SnapshotRow, right: SnapshotRow): number {
  return Date.parse(left.takenAt) - Date.parse(right.takenAt) || left.seq - right.seq;
}

function sourceOf({ store }: CaseContext, name: string): CaseSource {
  const source = store.source(name);
  return { name, kind: source?.kind ?? 'file', ...(source?.label === undefined ? {} : { label: source.label }) };
}

function stepsOf({ store }: CaseContext, source: CaseSource, snapshots: readonly SnapshotRow[]): readonly Step[] {
  return snapshots.slice(1).map((to, index): Step => {
    const from = snapshots[index] ?? to;
    return { source, from: snapshotFacts(from), to: snapshotFacts(to), changes: comparisonOf(store, from, to).changes };
  });
}

function snapshotFacts({ id, takenAt, counts }: SnapshotRow): SnapshotFacts {
  return { id, takenAt, counts };
}

function historyOf({ store }: CaseContext, steps: readonly Step[]): CaseHistory {
  const facts = new Map<number, BodyFacts>();
  return {
    steps,
    factsOf(body) {
      const held = facts.get(body);
      if (held !== undefined) return held;
      const read = lazyFacts(store, body as BodyId);
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

/** Fields and traces are quick to read and the bytes with their times are not, so each is read when it is asked for, once. */
function lazyFacts(store: CaseContext['store'], body: BodyId): BodyFacts {
  let fields: BodyFacts['fields'] | undefined;
  let traces: BodyFacts['traces'] | undefined;
  let times: ReturnType<typeof timesOf> | undefined;
  return {
    get fields() {
      return (fields ??= store.fields(body));
    },
    get traces() {
      return (traces ??= store.traces(body));
    },
    get created() {
      return (times ??= timesOf(store.body(body))).created;
    },
    get modified() {
      return (times ??= timesOf(store.body(body))).modified;
    },
  };
}

/** The times alone, so that the bytes are not kept. */
function timesOf({ created, modified }: Body): { readonly created: string | undefined; readonly modified: string | undefined } {
  return { created, modified };
}

function* auditFacts({ store }: CaseContext): Generator<AuditFact> {
  const names = new Map(store.sources().map(({ id, name }) => [id, name]));
  for (const { id, at, operation, client, item, subject, sourceId, document } of store.audit.list()) {
    const source = sourceId === undefined ? undefined : names.get(sourceId);
    yield { id, at, operation, document, ...(client === undefined ? {} : { client }), ...(item === undefined ? {} : { item }), ...(subject === undefined ? {} : { subject }), ...(source === undefined ? {} : { source }) };
  }
}

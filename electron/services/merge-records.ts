import type { PlanDocument } from '../../shared/contract/restore.ts';
import type { DuplicateGroup } from '../../shared/contract/duplicates.ts';
import { AppError } from '../../shared/errors.ts';
import { mergeBodies } from '../core/merging/merge-bodies.ts';
import { missingEntries } from '../core/merging/values.ts';
import { readRaw } from '../core/read-raw.ts';
import type { ReadContext } from '../core/reading.ts';
import { gatherForRestore } from '../restore/gather.ts';
import { type MergeGroup, type MergeRules, plainUid, planMerge as planForServer } from '../restore/plan/plan-merge.ts';
import type { SnapshotRow } from '../store/types.ts';
import { type CaseContext, timeText } from './case-context.ts';
import { findDuplicates } from './find-duplicates.ts';
import { recordRules } from './record-rules.ts';
import { planDocument } from './restore-documents.ts';
import { asPlanId, savePlan } from './restore-journal.ts';
import { accountOf, ownAddresses, withConnector } from './restore-records.ts';
import { findSource } from './sources.ts';
import { wantedRecords } from './wanted-records.ts';

export interface MergeInput {
  readonly snapshot: string;
  /** Left out: those that are certain. */
  readonly groups?: readonly string[] | undefined;
}

// Below that a person is asked: nothing is merged unseen that is not as good as the same.
const CERTAIN = 0.99;
const CERTAIN_KINDS: ReadonlySet<string> = new Set(['exact-clone', 'lossy-copy', 'import-twice']);

/** Plans what leaves one complete record of each group, checked against the server as it is now, and keeps the plan in the case. Writes nothing to the server. */
export async function planMerge(context: CaseContext, input: MergeInput, signal: AbortSignal): Promise<PlanDocument> {
  const { ports, store } = context;
  const snapshot = store.resolveSnapshot(input.snapshot);
  const source = findSource(context, snapshot.sourceName);
  const chosen = chosenGroups(context, input);
  const named = chosen.length === 0 ? new Set<string>() : namedMembers(context, snapshot);
  const groups = mergeGroups(context, snapshot, chosen, named);
  const plan = await withConnector(context, source, 'read', signal, async (connector) => {
    const now = await gatherForRestore({ connector, clock: ports.clock }, groups.flatMap(({ members }) => members), ownAddresses(source), signal);
    const request = { id: asPlanId(ports.ids.next()), sourceId: source.id, sourceName: source.name, createdAt: timeText(ports.clock.nowMs()), groups, now };
    return planForServer(request, recordRules(ports.reading), mergeRules(ports.reading));
  });
  savePlan(store, { ...plan, account: accountOf(context, source) });
  return planDocument(plan);
}

/** Those that were named, or those that are certain; a group of several sources is refused, as what stands in two stores is no copy. */
function chosenGroups(context: CaseContext, { snapshot, groups }: MergeInput): readonly DuplicateGroup[] {
  const found = findDuplicates(context, { snapshot, across: false });
  const byId = new Map(found.map((group) => [group.id, group]));
  if (groups === undefined) return found.filter(({ confidence, kind }) => confidence >= CERTAIN && CERTAIN_KINDS.has(kind));
  return [...new Set(groups)].map((id) => {
    const group = byId.get(id);
    if (group === undefined) throw new AppError(findDuplicates(context, { snapshot, across: true }).some((one) => one.id === id) ? 'group-of-several-sources' : 'group-unknown', { context: { group: id } });
    if (group.kind === 'homonym') throw new AppError('group-of-several-people', { context: { group: id } });
    return group;
  });
}

/** The groups with their records as the snapshot held them, all read at once. */
function mergeGroups(context: CaseContext, snapshot: SnapshotRow, chosen: readonly DuplicateGroup[], named: ReadonlySet<string>): readonly MergeGroup[] {
  const keys = [...new Set(chosen.flatMap(({ records }) => records.map(({ key }) => key)))];
  const wanted = new Map(wantedRecords(context, { what: 'records', from: snapshot.id, keys }).records.map((record) => [record.key, record]));
  return chosen.map(({ keep, records }) => ({ keep, members: records.flatMap(({ key }) => wanted.get(key) ?? []), named }));
}

/** UIDs that the snapshot's groups of contacts name as their members. */
function namedMembers({ store }: CaseContext, { id }: SnapshotRow): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { bodyId } of store.versions(id, { kind: 'contact', states: ['live'] })) {
    for (const { field, text } of store.fields(bodyId)) if (field === 'members') named.add(plainUid(text));
  }
  return named;
}

/** What merging must know of bodies, answered by the core. */
export function mergeRules(reading: ReadContext): MergeRules {
  return {
    merge: (format, kind, kept, others) => mergeBodies(format, kind, kept, others, reading),
    missing(format, from, body) {
      try {
        return missingEntries(readRaw(format, from, reading).fields, readRaw(format, body, reading).fields);
      } catch (error) {
        // A body that cannot be read is put together with none.
        if (error instanceof AppError) return null;
        throw error;
      }
    },
  };
}

import type { RecordChange } from '../diff/types.ts';
import type { CaseHistory, ToldAt } from '../findings/types.ts';
import { indexRecords } from './join-audit.ts';
import { rowOwners } from './row-owners.ts';
import type { AuditFact, World } from './types.ts';

const REMOVES = /delete|purge/i;

interface Removal {
  readonly change: RecordChange;
  readonly source: string;
  readonly key: string;
  readonly uid?: string | undefined;
  readonly title: string;
  readonly collection: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** When a log first says of each removed record that it was; by name only where one record alone is meant. */
export function removalsTold({ history, audit, sources }: Pick<World, 'history' | 'audit' | 'sources'>): ToldAt {
  const rows = audit.filter(({ operation }) => REMOVES.test(operation));
  const told = new Map<RecordChange, number>();
  const ownerOf = rowOwners(sources, new Set(audit.flatMap(({ mailbox = [] }) => mailbox)));
  for (const source of rows.length === 0 ? [] : sources) {
    const removals = removalsIn(history, source.name);
    const index = indexRecords(removals, removals.map(({ collection }) => collection));
    for (const row of removals.length === 0 ? [] : rows) {
      const ownership = ownerOf(row, source);
      if (ownership === 'no') continue;
      const meant = inTime(index.byId(row), row);
      const named = meant.length > 0 || ownership !== 'yes' ? meant : inTime(index.byName(row), row);
      const [removal, ...others] = named;
      if (removal !== undefined && others.length === 0) told.set(removal.change, Math.min(told.get(removal.change) ?? Infinity, Date.parse(row.at)));
    }
  }
  return (change) => told.get(change);
}

function removalsIn({ steps }: CaseHistory, source: string): readonly Removal[] {
  return steps
    .filter((step) => step.source.name === source)
    .flatMap(({ changes, from, to }) =>
      changes
        .filter(({ change }) => change === 'removed')
        .map((change): Removal => ({ change, source, key: change.key, uid: change.uid, title: change.title, collection: change.collection, fromMs: Date.parse(from.takenAt), toMs: Date.parse(to.takenAt) })),
    );
}

function inTime(removals: readonly Removal[], { at }: AuditFact): readonly Removal[] {
  const ms = Date.parse(at);
  return removals.filter(({ fromMs, toMs }) => ms > fromMs && ms <= toMs);
}

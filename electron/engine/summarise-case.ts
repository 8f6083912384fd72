import type { CaseSummary } from '../../shared/engine-messages.ts';
import type { EngineServices } from '../services/engine-services.ts';

const SHOWN_SNAPSHOTS = 10;

/** What a terminal shows of the open case: its latest snapshots, in the order of time. */
export async function summariseCase(services: EngineServices): Promise<CaseSummary | null> {
  const open = await services.cases.current();
  if (open === null) return null;
  const snapshots = (await services.snapshots.list({})).toSorted((one, other) => one.takenAt.localeCompare(other.takenAt));
  return {
    title: open.title,
    path: open.path,
    practice: open.practice,
    snapshots: snapshots.slice(-SHOWN_SNAPSHOTS).map(({ source, takenAt, label, counts, complete, changes }) => ({
      source,
      takenAt,
      label: label ?? null,
      records: counts.contact + counts.event + counts.task,
      complete,
      changes,
    })),
  };
}

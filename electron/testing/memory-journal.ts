import type { PlanId, RestoreId } from '../../shared/records.ts';
import type { Plan, RestoreJournal, RestoreResult, StepEntry } from '../restore/types.ts';
import { Cut, type Life } from './fake-connector.ts';

/** What a journal has committed; outlives the programs that write it. */
export interface JournalPages {
  readonly restores: Map<RestoreId, { readonly plan: Plan; readonly entries: Map<number, StepEntry>; result?: RestoreResult }>;
  /** Every state of every step, in the order of the commits. */
  readonly history: { readonly index: number; readonly state: StepEntry['state'] }[];
}

/** An empty journal. */
export function emptyPages(): JournalPages {
  return { restores: new Map(), history: [] };
}

/** A program's access to the journal. `cutAt` ends the program at a write of it, before or after the commit; writes count from 0. */
export function openJournal(pages: JournalPages, life: Life = { isCut: false }, cutAt: (write: number) => 'before' | 'after' | undefined = () => undefined): RestoreJournal {
  let writes = 0;

  async function commit(act: () => void): Promise<void> {
    await Promise.resolve();
    if (life.isCut) throw new Cut();
    const moment = cutAt(writes);
    writes += 1;
    if (moment !== 'before') act();
    if (moment === undefined) return;
    life.isCut = true;
    throw new Cut();
  }

  function pageOf(id: RestoreId) {
    const page = pages.restores.get(id);
    if (page === undefined) throw new Error('an entry of a restore that never began');
    return page;
  }

  return {
    async ofPlan(planId: PlanId) {
      await Promise.resolve();
      for (const [id, page] of pages.restores) if (page.plan.id === planId) return { id, finished: page.result !== undefined };
      return null;
    },
    begin: ({ id, plan }) => commit(() => void pages.restores.set(id, { plan, entries: new Map() })),
    save: (id, entry) =>
      commit(() => {
        pageOf(id).entries.set(entry.index, entry);
        pages.history.push({ index: entry.index, state: entry.state });
      }),
    entries: async (id) => Promise.resolve([...pageOf(id).entries.values()]),
    finish: (id, result) => commit(() => void (pageOf(id).result = result)),
  };
}

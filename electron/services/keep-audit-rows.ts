import type { AuditEntry } from '../core/audit/entry.ts';
import type { AuditFrom } from '../store/audit-types.ts';
import type { CaseContext } from './case-context.ts';

const BATCH = 500;

/** Keeps entries of logs in a case, each once. */
export interface AuditKeeper {
  /** Takes an entry; what was taken is stored from time to time. */
  keep(entry: AuditEntry, from: AuditFrom): void;
  /** Stores what was taken. */
  flush(): void;
  /** How many of those that were stored the case did not hold before. */
  added(): number;
}

/** A keeper of rows for a case; `flushed` is called whenever some were stored. */
export function createAuditKeeper({ store, ports }: CaseContext, flushed: () => void): AuditKeeper {
  let [batch, batchFrom, added]: [AuditEntry[], AuditFrom | undefined, number] = [[], undefined, 0];

  function flush(): void {
    if (batchFrom !== undefined && batch.length > 0) {
      added += store.audit.add(batch.map((entry) => ({ ...entry, id: idOf(entry) })), batchFrom);
      batch = [];
    }
    flushed();
  }

  /** The service's number of the row, else a hash of it; its further items are numbered. */
  function idOf({ id, part, document }: AuditEntry): string {
    const own = id === '' ? `sha256:${ports.reading.digest(new TextEncoder().encode(document))}` : id;
    return part === undefined ? own : `${own}#${part}`;
  }

  return {
    keep(entry, from) {
      if (batch.length >= BATCH || (batchFrom !== undefined && !isSame(batchFrom, from))) flush();
      batchFrom = from;
      batch.push(entry);
    },
    flush,
    added: () => added,
  };
}

function isSame(one: AuditFrom, other: AuditFrom): boolean {
  return one.sourceId === other.sourceId && one.origin === other.origin && one.log === other.log;
}

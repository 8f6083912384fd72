import type { Connector } from '../connectors/connector.ts';
import type { Clock, Ids, Log, SecretVault } from '../core/ports.ts';
import type { ReadContext } from '../core/reading.ts';
import type { CaseStore, SourceRow } from '../store/types.ts';

/** What every use case gets: the open case, and the world through ports. */
export interface CaseContext {
  readonly store: CaseStore;
  readonly ports: EnginePorts;
}

export interface EnginePorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly vault: SecretVault;
  readonly reading: ReadContext;
  /** A connector for an account of the case; throws `not-supported` for what has none (files are imported, not connected). */
  connect(source: SourceRow, casePath: string): Promise<Connector>;
}

/** RFC 3339 in UTC, to the millisecond. */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** A connector for an account of this case; the caller closes it. */
export async function connectTo(context: CaseContext, source: SourceRow): Promise<Connector> {
  return await context.ports.connect(source, context.store.info().path);
}

import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../shared/contract/index.ts';

/** The engine as the page calls it, over whichever transport. */
export type EngineClient = ContractRouterClient<typeof contract>;

let held: EngineClient | undefined;

/** Sets the engine that every store calls; a later one takes its place (after a reconnection, in a test). */
export function provideEngine(client: EngineClient): void {
  held = client;
}

/** The engine; it is there before the first store is made. */
export function engine(): EngineClient {
  if (held === undefined) throw new Error('the engine is asked before it is connected');
  return held;
}

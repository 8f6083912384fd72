import type { WireError } from './errors.ts';

/** What a shell gives the engine's worker when it starts it. */
export interface EngineStart {
  /** The case to open at once. */
  readonly casePath: string | null;
  /** Whether to open the practice case at once, making it where it is not there. */
  readonly practice: boolean;
  /** Where secrets are kept: behind the vault port that comes along, or in the worker's own memory. */
  readonly secrets: 'keychain' | 'session';
}

/** What a shell tells the worker; each `connect` brings a port to a page with it. */
export type ToEngine = { readonly type: 'connect'; readonly port: unknown } | { readonly type: 'end' };

/** What the worker tells its shell, once: what it has open, or why the case that it was to open is not. */
export interface FromEngine {
  readonly type: 'started';
  readonly summary: CaseSummary | null;
  readonly problem: WireError | null;
}

/** What a terminal shows of the case that was opened. */
export interface CaseSummary {
  readonly title: string;
  readonly path: string;
  readonly practice: boolean;
  readonly snapshots: readonly {
    readonly source: string;
    readonly takenAt: string;
    readonly label: string | null;
    readonly records: number;
    readonly complete: boolean;
    readonly changes: { readonly added: number; readonly removed: number; readonly modified: number };
  }[];
}

/** A call on the vault that a shell serves to the worker, and its answer. */
export type VaultRequest =
  | { readonly id: number; readonly call: 'get' | 'remove'; readonly reference: string }
  | { readonly id: number; readonly call: 'set'; readonly reference: string; readonly password: string };
export interface VaultAnswer {
  readonly id: number;
  readonly password: string | null;
  readonly failed: boolean;
}

import type { Finding } from '../../shared/contract/findings.ts';

export interface DemoOptions {
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Where the case is kept; a temporary folder where nothing is said. */
  readonly keep?: string;
}

/** CLI.md's answer of `demo`, and what it did besides. */
export interface DemoResult {
  readonly findings: readonly Finding[];
  readonly restored: number;
  readonly verified: boolean;
  readonly undone: number;
  readonly duplicates: number;
  readonly exact: boolean;
  readonly server: string;
  readonly case: string;
}

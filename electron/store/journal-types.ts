import type { PlanId, RestoreId } from '../../shared/records.ts';

/** Plans and restores as rows; the restore layer gives them meaning. Every call is one committed transaction. */
export interface JournalStore {
  savePlan(plan: { readonly id: PlanId; readonly createdAt: string; readonly sourceName: string; readonly document: string }): void;
  plan(id: string): { readonly id: PlanId; readonly createdAt: string; readonly sourceName: string; readonly document: string } | null;
  plans(): readonly { readonly id: PlanId; readonly createdAt: string; readonly sourceName: string }[];
  beginRestore(restore: { readonly id: RestoreId; readonly planId: PlanId; readonly undoOf?: RestoreId; readonly startedAt: string; readonly steps: number }): void;
  /** Appends or replaces the entry of one step. `document` is JSON of the restore layer. */
  saveStep(restoreId: RestoreId, step: { readonly index: number; readonly state: string; readonly at: string; readonly document: string }): void;
  finishRestore(restoreId: RestoreId, end: { readonly finishedAt: string; readonly document: string }): void;
  restores(): readonly RestoreRow[];
  restore(id: string): RestoreRow | null;
  steps(restoreId: RestoreId): readonly { readonly index: number; readonly state: string; readonly at: string; readonly document: string }[];
}

export interface RestoreRow {
  readonly id: RestoreId;
  readonly planId: PlanId;
  readonly undoOf?: RestoreId;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly steps: number;
  readonly document?: string;
}

import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { progressSchema } from './progress.ts';
import { timeSchema } from './records.ts';

export const stepSchema = z.object({
  op: z.enum(['create', 'update', 'undelete', 'move', 'delete', 'skip', 'manual']),
  key: z.string(),
  title: z.string(),
  reason: z.string(),
  /** What an administrator can run, where that is all that is left. */
  command: z.string().optional(),
});
export const conflictSchema = z.object({ key: z.string(), title: z.string(), reason: z.string() });

/** CLI.md `Plan`. */
export const planSchema = z.object({
  id: z.string(),
  to: z.string(),
  createdAt: timeSchema,
  notifies: z.literal(0),
  steps: z.array(stepSchema),
  conflicts: z.array(conflictSchema),
});
export type PlanDocument = z.infer<typeof planSchema>;

/** CLI.md `Restore`. */
export const restoreSchema = z.object({
  id: z.string(),
  plan: z.string(),
  applied: z.number(),
  skipped: z.number(),
  failed: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
  verified: z.boolean(),
  startedAt: timeSchema,
  finishedAt: timeSchema.optional(),
  undoOf: z.string().optional(),
  /** Set where another restore has taken this one back. */
  undoneBy: z.string().optional(),
});
export type RestoreDocument = z.infer<typeof restoreSchema>;

/** The result of one step after read-back. */
export const stepResultSchema = stepSchema.extend({
  state: z.string(),
  message: z.string().optional(),
});
export type StepResult = z.infer<typeof stepResultSchema>;

/** What to plan: chosen keys of a snapshot, or all that is removed / changed between two. */
export const planInputSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('records'), from: z.string(), keys: z.array(z.string()).min(1), to: z.string().optional() }),
  z.object({ what: z.literal('removed'), from: z.string(), until: z.string(), to: z.string().optional() }),
  z.object({ what: z.literal('changed'), from: z.string(), until: z.string(), to: z.string().optional() }),
  /** Rows picked in Compare: each is treated as `removed` or `changed` by what it is. */
  z.object({ what: z.literal('picked'), from: z.string(), until: z.string(), keys: z.array(z.string()).min(1), to: z.string().optional() }),
]);
export type PlanInput = z.infer<typeof planInputSchema>;

const restored = eventIterator(progressSchema, restoreSchema);

export const restoreContract = {
  plan: oc.input(planInputSchema).output(planSchema),
  /** Leaves one complete record of each group of duplicates: of the named ones, else of those that are certain. Applied and undone as any plan. */
  planMerge: oc.input(z.object({ snapshot: z.string(), groups: z.array(z.string()).min(1).optional() })).output(planSchema),
  planDetail: oc
    .input(z.object({ plan: z.string() }))
    .output(planSchema.extend({ steps: z.array(stepSchema.extend({ fields: z.array(z.object({ field: z.string(), label: z.string(), before: z.string().optional(), after: z.string().optional() })) })) })),
  plans: oc.output(z.array(planSchema)),
  apply: oc.input(z.object({ plan: z.string() })).output(restored),
  undo: oc.input(z.object({ restore: z.string() })).output(restored),
  resume: oc.output(eventIterator(progressSchema, z.object({ restores: z.array(restoreSchema) }))),
  list: oc.output(z.array(restoreSchema)),
  results: oc.input(z.object({ restore: z.string() })).output(z.array(stepResultSchema)),
};

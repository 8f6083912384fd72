import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { progressSchema } from './progress.ts';
import { kindSchema, stateSchema, timeSchema } from './records.ts';

// In the order in which a person asks: what is lost, what can be fetched back, what is no loss.
export const deletionStateSchema = z.enum(['gone', 'aside', 'merged', 'back', 'moved', 'recreated']);
export type DeletionState = z.infer<typeof deletionStateSchema>;

const snapshotEndSchema = z.object({ id: z.string(), takenAt: timeSchema });

/** A record that a complete snapshot holds no longer in its place, with what became of it. */
export const deletionSchema = z.object({
  source: z.string(),
  kind: kindSchema,
  key: z.string(),
  title: z.string(),
  collection: z.string(),
  state: deletionStateSchema,
  lies: stateSchema.exclude(['live']).optional(),
  /** Where it stands now. */
  now: z.object({ key: z.string(), collection: z.string() }).optional(),
  /** The last snapshot that held it, and the first complete one that did not. */
  from: snapshotEndSchema,
  to: snapshotEndSchema,
});
export type Deletion = z.infer<typeof deletionSchema>;

export const deletionsContract = {
  /** What became of every record that went, counted; kept until the case changes. */
  judge: oc.output(eventIterator(progressSchema, z.object({ counts: z.record(deletionStateSchema, z.number().int()), notJudged: z.array(z.object({ source: z.string(), snapshots: z.number().int() })) }))),
  /** Rows of the last `judge`, the newest first. */
  page: oc
    .input(z.object({ states: z.array(deletionStateSchema), text: z.string(), offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }))
    .output(z.object({ rows: z.array(deletionSchema), total: z.number().int() })),
};

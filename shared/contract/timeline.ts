import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CHANGE_KINDS } from '../change-kinds.ts';
import { progressSchema } from './progress.ts';
import { kindSchema, timeSchema } from './records.ts';

const countsSchema = z.record(z.enum(CHANGE_KINDS), z.number().int());
export type ChangeCounts = z.infer<typeof countsSchema>;

const laneSchema = z.object({
  source: z.string(),
  kind: kindSchema,
  /** Changes whose record says when it was written, by equal parts of the range. */
  bins: z.array(countsSchema),
  /** Changes of which only the two snapshots around them are known. */
  spans: z.array(z.object({ from: timeSchema, to: timeSchema, counts: countsSchema })),
});
export type TimelineLane = z.infer<typeof laneSchema>;

/** What happened when: a range of time in equal parts. */
export const timelineSchema = z.object({
  /** What is shown. */
  from: timeSchema,
  to: timeSchema,
  /** All that there is: from the first snapshot, log row or event to the last. */
  whole: z.object({ from: timeSchema, to: timeSchema }),
  lanes: z.array(laneSchema),
  /** Rows of imported logs by the same parts; none: no log was imported. */
  log: z.array(z.number().int()),
  events: z.array(z.object({ at: timeSchema, type: z.string(), app: z.string().optional(), text: z.string().optional() })),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const timelineContract = {
  read: oc.input(z.object({ bins: z.number().int().min(10).max(500), from: timeSchema.optional(), to: timeSchema.optional() })).output(eventIterator(progressSchema, timelineSchema)),
};

import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { progressSchema } from './progress.ts';

const memberSchema = z.object({ source: z.string(), key: z.string(), uid: z.string().optional(), title: z.string() });

/** CLI.md `Group`: records that are the same thing; groups are disjoint. */
export const groupSchema = z.object({
  id: z.string(),
  confidence: z.number().min(0).max(1),
  kind: z.string(),
  original: z.string().optional(),
  fieldsLost: z.array(z.string()),
  reasons: z.array(z.string()),
  keep: z.string(),
  records: z.array(memberSchema),
  maybe: z.array(memberSchema.extend({ confidence: z.number().min(0).max(1) })),
});
export type DuplicateGroup = z.infer<typeof groupSchema>;

// Two sources may give their records the same keys.
const pairInput = z.object({ snapshot: z.string(), across: z.boolean(), records: z.array(z.object({ source: z.string(), key: z.string() })).min(2) });

export const duplicatesContract = {
  /** Notes that each two of the records are different things, or takes that back; kept in the case. */
  callDifferent: oc.input(pairInput).output(z.object({ ok: z.literal(true) })),
  uncallDifferent: oc.input(pairInput).output(z.object({ ok: z.literal(true) })),
  find: oc.input(z.object({ snapshot: z.string(), across: z.boolean().optional() })).output(eventIterator(progressSchema, z.object({ groups: z.array(groupSchema) }))),
};

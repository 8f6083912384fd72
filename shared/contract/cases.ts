import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { progressSchema } from './progress.ts';
import { timeSchema } from './records.ts';

export const caseSchema = z.object({
  path: z.string(),
  title: z.string(),
  createdAt: timeSchema,
  encrypted: z.boolean(),
  bytes: z.number(),
  sources: z.number(),
  snapshots: z.number(),
  records: z.number(),
  headHash: z.string(),
  /** A practice case: its data is generated and is always marked as such. */
  practice: z.boolean(),
});
export type CaseDocument = z.infer<typeof caseSchema>;

export const recentCaseSchema = z.object({
  path: z.string(),
  title: z.string(),
  openedAt: timeSchema,
  exists: z.boolean(),
  encrypted: z.boolean(),
  practice: z.boolean(),
});
export type RecentCase = z.infer<typeof recentCaseSchema>;

export const verifyProblemSchema = z.object({
  code: z.string(),
  snapshot: z.string().optional(),
  source: z.string().optional(),
  key: z.string().optional(),
  message: z.string(),
});

const pathInput = z.object({ path: z.string().min(1), passphrase: z.string().optional() });

/** One case is open at a time in an engine. */
export const casesContract = {
  recent: oc.output(z.array(recentCaseSchema)),
  current: oc.output(caseSchema.nullable()),
  open: oc.input(pathInput).output(caseSchema),
  create: oc.input(z.object({ title: z.string(), path: z.string().optional(), passphrase: z.string().optional() })).output(caseSchema),
  /** Opens the practice case, making it first where it is not there. */
  openPractice: oc.output(caseSchema),
  forget: oc.input(z.object({ path: z.string() })).output(z.object({ ok: z.literal(true) })),
  close: oc.output(z.object({ ok: z.literal(true) })),
  verify: oc.output(eventIterator(progressSchema, z.object({ ok: z.boolean(), problems: z.array(verifyProblemSchema) }))),
};

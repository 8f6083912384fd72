import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CASE_STEPS } from '../case-steps.ts';
import { PRACTICE_IDS } from '../practice-ids.ts';
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
  /** Which practice case it is, where its ticket and lesson are known. */
  practiceId: z.enum(PRACTICE_IDS).optional(),
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

/** A step of a case; `at` says when it was done, `by` who marked it. */
export const stepSchema = z.object({ step: z.enum(CASE_STEPS), at: timeSchema.optional(), by: z.string().optional() });
export type StepDocument = z.infer<typeof stepSchema>;

const pathInput = z.object({ path: z.string().min(1), passphrase: z.string().optional() });

/** One case is open at a time in an engine. */
export const casesContract = {
  recent: oc.output(z.array(recentCaseSchema)),
  current: oc.output(caseSchema.nullable()),
  open: oc.input(pathInput).output(caseSchema),
  create: oc.input(z.object({ title: z.string(), path: z.string().optional(), passphrase: z.string().optional() })).output(caseSchema),
  /** Opens a practice case, the one with a server where none is named, making it first where it is not there. */
  openPractice: oc.input(z.object({ id: z.enum(PRACTICE_IDS).optional() }).optional()).output(caseSchema),
  forget: oc.input(z.object({ path: z.string() })).output(z.object({ ok: z.literal(true) })),
  close: oc.output(z.object({ ok: z.literal(true) })),
  /** Where the case stands, in the order of the steps. */
  steps: oc.output(z.array(stepSchema)),
  markStep: oc.input(z.object({ step: z.enum(CASE_STEPS), done: z.boolean() })).output(z.array(stepSchema)),
  verify: oc.output(eventIterator(progressSchema, z.object({ ok: z.boolean(), problems: z.array(verifyProblemSchema) }))),
};

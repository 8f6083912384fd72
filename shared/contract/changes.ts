import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CHANGE_KINDS } from '../change-kinds.ts';
import { progressSchema } from './progress.ts';
import { kindSchema, stateSchema } from './records.ts';
import { snapshotSchema } from './snapshots.ts';

// Kept apart from the schemas: the page names them and needs no validator for that.
export type { ChangeKind } from '../change-kinds.ts';
export const changeKindSchema = z.enum(CHANGE_KINDS);

export const fieldChangeSchema = z.object({
  field: z.string(),
  label: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  /** True where both sides mean the same. */
  cosmetic: z.boolean().optional(),
});
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const changeSchema = z.object({
  change: changeKindSchema,
  kind: kindSchema,
  key: z.string(),
  previousKey: z.string().optional(),
  uid: z.string().optional(),
  title: z.string(),
  collection: z.string().optional(),
  deletedTo: stateSchema.exclude(['live']).optional(),
  fields: z.array(fieldChangeSchema),
});
export type ChangeDocument = z.infer<typeof changeSchema>;

export const summarySchema = z.object({
  added: z.number(),
  removed: z.number(),
  modified: z.number(),
  moved: z.number(),
  recreated: z.number(),
  cosmetic: z.number(),
  unchanged: z.number(),
});
export type DiffSummary = z.infer<typeof summarySchema>;

/** CLI.md `Diff`. */
export const diffSchema = z.object({ from: snapshotSchema, to: snapshotSchema, summary: summarySchema, changes: z.array(changeSchema) });
export type DiffDocument = z.infer<typeof diffSchema>;

/** A row of a page; `position` names it within its comparison. */
export const changeRowSchema = changeSchema.extend({ position: z.number().int() });
export type ChangeRow = z.infer<typeof changeRowSchema>;

/** The whole of one change: every field, unchanged ones too, and both bodies as text. */
export const changeDetailSchema = changeRowSchema.extend({
  unchangedFields: z.array(z.object({ field: z.string(), label: z.string(), text: z.string() })),
  rawBefore: z.string().optional(),
  rawAfter: z.string().optional(),
});
export type ChangeDetail = z.infer<typeof changeDetailSchema>;

export const changesContract = {
  /** Compares two snapshots of one source; the answer is kept, and paged by `page`. */
  compare: oc
    .input(z.object({ from: z.string(), to: z.string() }))
    .output(eventIterator(progressSchema, z.object({ comparison: z.number().int(), from: snapshotSchema, to: snapshotSchema, summary: summarySchema }))),
  page: oc
    .input(
      z.object({
        comparison: z.number().int(),
        changes: z.array(changeKindSchema).optional(),
        kinds: z.array(kindSchema).optional(),
        text: z.string().optional(),
        sort: z.enum(['position', 'title', 'change', 'kind', 'collection']).optional(),
        descending: z.boolean().optional(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(1000),
      }),
    )
    .output(z.object({ rows: z.array(changeRowSchema), total: z.number().int() })),
  detail: oc.input(z.object({ comparison: z.number().int(), position: z.number().int() })).output(changeDetailSchema),
};

import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { progressSchema } from './progress.ts';
import { kindSchema, problemSchema, recordSchema, timeSchema } from './records.ts';

/** CLI.md `Snapshot`. */
export const snapshotSchema = z.object({
  id: z.string(),
  source: z.string(),
  takenAt: timeSchema,
  label: z.string().optional(),
  complete: z.boolean(),
  incompleteBecause: z.string().optional(),
  counts: z.object({ contact: z.number(), event: z.number(), task: z.number() }),
  changes: z.object({ added: z.number(), removed: z.number(), modified: z.number() }),
  notCaptured: z.array(z.string()),
  stats: z.object({ requests: z.number(), bytesIn: z.number(), ms: z.number(), incremental: z.boolean() }),
});
export type SnapshotDocument = z.infer<typeof snapshotSchema>;

/** What a Blob can do, without the DOM's types. */
export interface GivenBytes {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A file handed over by the page (dropped or picked): a Blob crosses the port as bytes, never as text. */
export const givenFileSchema = z.object({ name: z.string().min(1), bytes: z.custom<GivenBytes>(isBytes) });

function isBytes(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'size' in value && 'arrayBuffer' in value && typeof value.arrayBuffer === 'function';
}

export const recognisedFileSchema = z.object({ name: z.string(), kind: z.string(), records: z.number(), problems: z.number() });

export const snapshotsContract = {
  list: oc.input(z.object({ source: z.string().optional() })).output(z.array(snapshotSchema)),
  take: oc
    .input(z.object({ sources: z.array(z.string()), label: z.string().optional(), full: z.boolean().optional() }))
    .output(eventIterator(progressSchema, z.object({ snapshots: z.array(snapshotSchema) }))),
  problems: oc.input(z.object({ snapshot: z.string() })).output(z.array(problemSchema)),
  /** What dropped files are, before anything is imported. */
  recognise: oc.input(z.object({ files: z.array(givenFileSchema) })).output(z.array(recognisedFileSchema)),
  importFiles: oc
    .input(z.object({ files: z.array(givenFileSchema), source: z.string().min(1), at: timeSchema.optional(), label: z.string().optional() }))
    .output(eventIterator(progressSchema, z.object({ snapshots: z.array(snapshotSchema), problems: z.array(problemSchema) }))),
  records: oc
    .input(z.object({ snapshot: z.string(), kind: kindSchema.optional(), afterKey: z.string().optional(), limit: z.number().int().min(1).max(1000) }))
    .output(z.object({ records: z.array(recordSchema), total: z.number() })),
};

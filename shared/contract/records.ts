import { z } from 'zod';
import { RECORD_KINDS, RECORD_STATES } from '../records.ts';

/** RFC 3339 in UTC. */
export const timeSchema = z.string().min(20);
export const kindSchema = z.enum(RECORD_KINDS);
export const stateSchema = z.enum(RECORD_STATES);

/** CLI.md `Record`: fields by name as a person reads them. */
export const recordSchema = z.object({
  source: z.string(),
  collection: z.string(),
  key: z.string(),
  uid: z.string().optional(),
  kind: kindSchema,
  title: z.string(),
  state: stateSchema,
  fields: z.record(z.string(), z.string()),
  created: timeSchema.optional(),
  modified: timeSchema.optional(),
  raw: z.string().optional(),
});
export type RecordDocument = z.infer<typeof recordSchema>;

/** CLI.md `Problem`: a card or object that could not be read (quarantined), or a warning about one that was. */
export const problemSchema = z.object({
  file: z.string().optional(),
  line: z.number().int().optional(),
  key: z.string().optional(),
  code: z.string(),
  message: z.string(),
  quarantined: z.boolean(),
});
export type Problem = z.infer<typeof problemSchema>;

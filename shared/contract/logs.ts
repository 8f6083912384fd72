import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { progressSchema } from './progress.ts';
import { timeSchema } from './records.ts';
import { givenFileSchema } from './snapshots.ts';

/** What a log covers, so that what it does not say is known as well. */
const coverageSchema = z.object({
  name: z.string(),
  format: z.string(),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
  rows: z.number().int(),
  cut: z.enum(['limit', 'end', 'more']).optional(),
  gaps: z.array(z.object({ from: timeSchema, to: timeSchema })),
});

/** CLI.md `audit import`. */
export const importedLogsSchema = z.object({
  /** Rows that say who wrote something, and those of them that are about a record of the case. */
  events: z.number().int(),
  matched: z.number().int(),
  added: z.number().int(),
  passedOver: z.object({ reads: z.number().int(), failed: z.number().int(), other: z.number().int() }),
  /** The first files and rows that were left out. */
  skipped: z.array(z.object({ file: z.string(), line: z.number().int().optional(), code: z.string(), message: z.string() })),
  skippedCount: z.number().int(),
  coverage: z.array(coverageSchema),
  warnings: z.array(z.object({ file: z.string(), code: z.string(), message: z.string(), hint: z.string() })),
});
export type ImportedLogs = z.infer<typeof importedLogsSchema>;

export const logsContract = {
  /** Reads audit and access logs into the case; what they are is told by what they hold. `source`: what all of them are about. */
  importFiles: oc
    .input(z.object({ files: z.array(givenFileSchema), source: z.string().optional(), zone: z.string().optional(), dates: z.enum(['day-first', 'month-first']).optional() }))
    .output(eventIterator(progressSchema, importedLogsSchema)),
};

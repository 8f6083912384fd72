import { z } from 'zod';
import { PROGRESS_PHASES } from '../progress.ts';

/** One progress value as it crosses the port; the shell words it. */
export const progressSchema = z.object({
  phase: z.enum(PROGRESS_PHASES),
  done: z.number(),
  total: z.number().nullable(),
  fraction: z.number(),
  source: z.string().optional(),
});

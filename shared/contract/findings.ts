import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { progressSchema } from './progress.ts';
import { timeSchema } from './records.ts';

const typeSchema = z.enum(['duplicates-introduced', 'records-deleted', 'records-recreated', 'fields-overwritten', 'fields-lost', 'times-shifted', 'records-moved']);
const severitySchema = z.enum(['info', 'warning', 'critical']);
const verdictSchema = z.enum(['proved', 'likely', 'possible', 'cleared', 'cannot-tell']);
const roleSchema = z.enum(['origin', 'carrier', 'last-writer']);
const evidenceKindSchema = z.enum(['audit', 'provenance', 'fingerprint', 'cadence', 'causality', 'declared', 'limit']);

const evidenceSchema = z.object({
  kind: evidenceKindSchema,
  text: z.string(),
  /** Log-odds: above 0 it speaks for the app, below 0 against it. */
  weight: z.number(),
  /** What it rests on: keys of records, ids of audit rows, a public source. */
  refs: z.array(z.string()),
});

const suspectSchema = z.object({
  app: z.string(),
  name: z.string(),
  verdict: verdictSchema,
  probability: z.number().min(0).max(1),
  role: roleSchema.optional(),
  evidence: z.array(evidenceSchema),
  remedy: z.array(z.string()),
});

/** What sets the records of an incident apart from the others: how often it stands inside and outside. */
const differenceSchema = z.object({ field: z.string(), value: z.string(), inside: z.number(), insideOf: z.number(), outside: z.number(), outsideOf: z.number(), q: z.number() });

/** CLI.md `Finding`. */
export const findingSchema = z.object({
  id: z.string(),
  type: typeSchema,
  source: z.string(),
  count: z.number().int(),
  window: z.object({ from: timeSchema, to: timeSchema }),
  records: z.array(z.object({ source: z.string(), key: z.string(), title: z.string(), previousKey: z.string().optional() })),
  summary: z.string(),
  severity: severitySchema,
  suspects: z.array(suspectSchema),
  different: z.array(differenceSchema),
});

export type FindingType = z.infer<typeof typeSchema>;
export type Severity = z.infer<typeof severitySchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type Role = z.infer<typeof roleSchema>;
export type EvidenceKind = z.infer<typeof evidenceKindSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type Suspect = z.infer<typeof suspectSchema>;
export type Difference = z.infer<typeof differenceSchema>;
export type Finding = z.infer<typeof findingSchema>;

/** A finding as a list shows it: its records are asked for page by page. */
export const listedFindingSchema = findingSchema.omit({ records: true });
export type ListedFinding = z.infer<typeof listedFindingSchema>;

export const findingsContract = {
  /** What happened in the whole case, the gravest first; kept until the case changes. */
  explain: oc.output(eventIterator(progressSchema, z.object({ findings: z.array(listedFindingSchema) }))),
  /** Records of one finding of the last `explain`. */
  records: oc
    .input(z.object({ finding: z.string(), offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }))
    .output(z.object({ records: findingSchema.shape.records, total: z.number().int() })),
};

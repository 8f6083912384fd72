import { oc } from '@orpc/contract';
import { z } from 'zod';
import { findingSchema } from './findings.ts';
import { kindSchema, timeSchema } from './records.ts';

/** For whom a report is written: the person with the ticket, somebody at the same desk, or who made the app. */
export const AUDIENCES = ['user', 'colleague', 'vendor'] as const;
export type Audience = (typeof AUDIENCES)[number];

export const audienceSchema = z.enum(AUDIENCES);

/** A record that a finding names, with as much of it as shows what was done. */
const sampleSchema = z.object({
  source: z.string(),
  key: z.string().optional(),
  previousKey: z.string().optional(),
  uid: z.string().optional(),
  kind: kindSchema.optional(),
  title: z.string(),
  created: timeSchema.optional(),
  modified: timeSchema.optional(),
  /** What differs between the two sides of the finding. */
  fields: z.array(z.object({ field: z.string(), label: z.string(), before: z.string().optional(), after: z.string().optional() })),
  /** Marks of programs. */
  traces: z.array(z.object({ namespace: z.string(), name: z.string(), value: z.string() })),
});

const logRowSchema = z.object({
  id: z.string(),
  at: timeSchema,
  operation: z.string(),
  client: z.string().optional(),
  actor: z.string().optional(),
  item: z.string().optional(),
  subject: z.string().optional(),
});

const reportFindingSchema = findingSchema.omit({ records: true }).extend({
  samples: z.array(sampleSchema),
  /** Of those beyond the samples: source, key and title alone. */
  more: z.array(z.object({ source: z.string(), key: z.string().optional(), title: z.string() })),
  /** Rows on which evidence rests; no more than a reader can use. */
  logRows: z.array(logRowSchema),
  logRowsInAll: z.number().int(),
  /** Those of the evidence’s `refs` that are public sources; the others name records and log rows. */
  publicRefs: z.array(z.string()),
  /** Restores of SyncTrace itself that wrote to this source in that time. */
  ownRestores: z.array(z.string()),
});

const restoredSchema = z.object({
  id: z.string(),
  source: z.string(),
  startedAt: timeSchema,
  finishedAt: timeSchema.optional(),
  undoOf: z.string().optional(),
  undoneBy: z.string().optional(),
  applied: z.number().int(),
  skipped: z.number().int(),
  failed: z.number().int(),
  verified: z.boolean(),
  /** `differences`: names of what did not come back as it was written; `discards`: what of a deleted copy is kept nowhere. */
  items: z.array(z.object({ op: z.string(), key: z.string().optional(), title: z.string(), reason: z.string(), state: z.string(), message: z.string().optional(), differences: z.array(z.string()).optional(), discards: z.array(z.object({ field: z.string(), label: z.string(), text: z.string() })).optional() })),
});

/** `synctrace-report/1`: all that a report says, before it is laid out. It changes only by adding. */
export const reportSchema = z.object({
  format: z.literal('synctrace-report/1'),
  version: z.string(),
  madeAt: timeSchema,
  /** IANA name of the zone that times are told in beside UTC. */
  zone: z.string(),
  audience: audienceSchema,
  redacted: z.boolean(),
  /** Generated data of a practice case. */
  practice: z.boolean(),
  case: z.object({ title: z.string(), createdAt: timeSchema, headHash: z.string(), records: z.number().int() }),
  sources: z.array(z.object({ name: z.string(), kind: z.string(), label: z.string().optional(), host: z.string().optional(), user: z.string().optional() })),
  snapshots: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      takenAt: timeSchema,
      label: z.string().optional(),
      complete: z.boolean(),
      because: z.string().optional(),
      counts: z.object({ contact: z.number(), event: z.number(), task: z.number() }),
      changes: z.object({ added: z.number(), removed: z.number(), modified: z.number() }),
      quarantined: z.number().int(),
      notCaptured: z.array(z.string()),
      manifestHash: z.string(),
    }),
  ),
  apps: z.array(z.object({ app: z.string(), name: z.string(), since: z.string().optional(), device: z.string().optional(), direction: z.string().optional(), note: z.string().optional() })),
  events: z.array(z.object({ at: z.string(), type: z.string(), app: z.string().optional(), text: z.string().optional() })),
  logs: z.array(z.object({ source: z.string(), rows: z.number().int(), from: timeSchema, to: timeSchema })),
  findings: z.array(reportFindingSchema),
  restores: z.array(restoredSchema),
  /** What nobody looked at, or could not. */
  notChecked: z.array(z.object({ code: z.string(), source: z.string().optional(), text: z.string() })),
  /** What the vendor of the first suspect asks for, and whether it is here. */
  asks: z.array(z.object({ vendor: z.string(), ask: z.string(), isHere: z.boolean(), source: z.string() })),
});
export type Report = z.infer<typeof reportSchema>;
export type ReportFinding = z.infer<typeof reportFindingSchema>;
export type ReportRestore = z.infer<typeof restoredSchema>;
export type ReportSample = z.infer<typeof sampleSchema>;

/** One piece of a laid-out report. Texts are plain: whoever shows them takes none for markup. */
const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), text: z.string() }),
  z.object({ type: z.literal('paragraph'), text: z.string(), tone: z.enum(['plain', 'note', 'warning']) }),
  z.object({ type: z.literal('facts'), rows: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({ type: z.literal('list'), isOrdered: z.boolean(), items: z.array(z.string()) }),
  z.object({ type: z.literal('table'), caption: z.string(), head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
]);
export const reportPageSchema = z.object({
  lang: z.string(),
  title: z.string(),
  subtitle: z.string(),
  sections: z.array(z.object({ id: z.string(), heading: z.string(), blocks: z.array(blockSchema) })),
});
export type ReportBlock = z.infer<typeof blockSchema>;
export type ReportPage = z.infer<typeof reportPageSchema>;
export type ReportSection = ReportPage['sections'][number];

const optionsSchema = z.object({ audience: audienceSchema, redact: z.boolean(), zone: z.string().optional() });
export type ReportOptions = z.infer<typeof optionsSchema>;

/** Formats that are text; a PDF is printed by who shows the page. */
export const REPORT_TEXTS = ['html', 'md', 'json'] as const;

export const reportContract = {
  /** The report laid out for showing. Where secrets stand in it, their places are named and no page is given. */
  preview: oc.input(optionsSchema).output(z.object({ page: reportPageSchema.nullable(), secrets: z.array(z.object({ kind: z.string(), place: z.string() })) })),
  /** The report as a file's text; refused with `secret-in-report` where a secret stands in it. */
  make: oc.input(optionsSchema.extend({ format: z.enum(REPORT_TEXTS) })).output(z.object({ name: z.string(), mediaType: z.string(), text: z.string() })),
};

import { oc } from '@orpc/contract';
import { z } from 'zod';

export const SOURCE_KINDS = ['carddav', 'caldav', 'graph', 'ews', 'file'] as const;

export const sourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(SOURCE_KINDS),
  url: z.string().optional(),
  user: z.string().optional(),
  /** Whether a secret can be had now without asking. */
  hasSecret: z.boolean(),
});
export type SourceDocument = z.infer<typeof sourceSchema>;

export const capabilitiesSchema = z.object({
  canWrite: z.boolean(),
  incremental: z.boolean(),
  scheduling: z.string(),
  product: z.string(),
  notCaptured: z.array(z.string()),
  collections: z.array(z.object({ id: z.string(), name: z.string(), kinds: z.array(z.string()) })),
});

export const sourcesContract = {
  list: oc.output(z.array(sourceSchema)),
  /** The secret goes to the vault (OS key store, or this session's memory), never into the case. */
  add: oc
    .input(
      z.object({
        name: z.string().min(1),
        kind: z.enum(['carddav', 'caldav']),
        url: z.string().min(1),
        user: z.string(),
        password: z.string(),
        ca: z.string().optional(),
      }),
    )
    .output(sourceSchema),
  giveSecret: oc.input(z.object({ name: z.string(), password: z.string() })).output(sourceSchema),
  test: oc.input(z.object({ name: z.string() })).output(z.object({ ok: z.literal(true), capabilities: capabilitiesSchema })),
  remove: oc.input(z.object({ name: z.string() })).output(z.object({ ok: z.literal(true) })),
};

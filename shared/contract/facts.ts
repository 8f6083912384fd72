import { oc } from '@orpc/contract';
import { z } from 'zod';
import { EVENT_TYPES } from '../event-types.ts';
import { timeSchema } from './records.ts';

/** An app of the user's, as a person says: by its id in the knowledge base or the user's own. */
export const declaredAppSchema = z.object({ app: z.string().min(1), since: timeSchema.optional(), device: z.string().optional(), direction: z.string().optional(), note: z.string().optional() });
export type DeclaredApp = z.infer<typeof declaredAppSchema>;

/** What a person knows happened. */
export const declaredEventSchema = z.object({ at: timeSchema, type: z.string().min(1), app: z.string().optional(), text: z.string().optional() });
export type DeclaredEvent = z.infer<typeof declaredEventSchema>;

export const factsContract = {
  /** The inventory of apps, and what was noted, in the order of time. */
  list: oc.output(z.object({ apps: z.array(declaredAppSchema), events: z.array(declaredEventSchema) })),
  /** Apps that the knowledge base knows and that a person can have. */
  knownApps: oc.output(z.array(z.object({ app: z.string(), name: z.string(), stores: z.array(z.string()) }))),
  addApp: oc.input(declaredAppSchema).output(declaredAppSchema),
  /** Takes out this entry as it was listed, and no other of the same app. */
  removeApp: oc.input(declaredAppSchema).output(z.object({ removed: z.number().int() })),
  addEvent: oc.input(declaredEventSchema.extend({ type: z.enum(EVENT_TYPES) })).output(declaredEventSchema),
};

import { eventIterator, oc } from '@orpc/contract';
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
  /** Whether its user signs in with Microsoft, in place of giving a password. */
  signsIn: z.boolean(),
  /** Whether a token is given in place of a password. */
  takesToken: z.boolean(),
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

/** What a person has to do next to sign in: open an address in the browser of this machine, or enter a code at one on any machine. */
export const signInPromptSchema = z.discriminatedUnion('how', [
  z.object({ how: z.literal('browser'), address: z.string() }),
  z.object({ how: z.literal('device-code'), address: z.string(), code: z.string() }),
]);
export type SignInPrompt = z.infer<typeof signInPromptSchema>;

/** What an account is opened for; `read` until something else is started. */
export const accessSchema = z.enum(['read', 'write', 'audit', 'deleted']);

export const sourcesContract = {
  list: oc.output(z.array(sourceSchema)),
  /** The secret goes to the vault (OS key store, or this session's memory), never into the case. */
  add: oc
    .input(
      z.object({
        name: z.string().min(1),
        kind: z.enum(['carddav', 'caldav', 'graph', 'ews']),
        /** Empty: Exchange finds its own. */
        url: z.string(),
        user: z.string(),
        /** Left out: the user signs in with Microsoft. */
        password: z.string().optional(),
        /** The password is a token. */
        bearer: z.boolean().optional(),
        /** For whose mailbox a service account acts. */
        mailbox: z.string().optional(),
        ca: z.string().optional(),
        /** App registration with which users of this case sign in. */
        clientId: z.string().optional(),
        tenant: z.string().optional(),
        /** Other hosts that may be asked, and given the password, where the server sends on to them. */
        allowHosts: z.array(z.string()).optional(),
      }),
    )
    .output(sourceSchema),
  giveSecret: oc.input(z.object({ name: z.string(), password: z.string() })).output(sourceSchema),
  /** Yields what the person has to do, and returns when that was done. */
  signIn: oc.input(z.object({ name: z.string(), access: accessSchema, how: z.enum(['browser', 'device-code']) })).output(eventIterator(signInPromptSchema, sourceSchema)),
  test: oc.input(z.object({ name: z.string() })).output(z.object({ ok: z.literal(true), capabilities: capabilitiesSchema })),
  remove: oc.input(z.object({ name: z.string() })).output(z.object({ ok: z.literal(true) })),
};

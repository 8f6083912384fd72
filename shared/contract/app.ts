import { oc } from '@orpc/contract';
import { z } from 'zod';

export const appContract = {
  info: oc.output(
    z.object({
      version: z.string(),
      /** Where secrets are kept: the system's key store, or only this session's memory. */
      secrets: z.enum(['keychain', 'session']),
      dataFolder: z.string(),
    }),
  ),
};

import type { ICachePlugin } from '@azure/msal-node';
import type { SecretVault } from '../../core/ports.ts';

/** Tokens of one account, kept in the vault as one text that only the sign-in understands. */
export function tokenCache(vault: SecretVault, reference: string): ICachePlugin {
  return {
    async beforeCacheAccess(context) {
      const held = await vault.get(reference);
      if (held?.type !== 'password') return;
      try {
        context.tokenCache.deserialize(held.password);
      } catch {
        // Damaged: as if nobody had signed in. Whoever does so again overwrites it.
        context.tokenCache.deserialize('');
      }
    },
    async afterCacheAccess(context) {
      if (context.cacheHasChanged) await vault.set(reference, { type: 'password', password: context.tokenCache.serialize() });
    },
  };
}

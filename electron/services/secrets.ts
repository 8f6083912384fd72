import { AppError } from '../../shared/errors.ts';
import type { Secret, SecretVault } from '../core/ports.ts';
import type { SourceRow } from '../store/types.ts';

/** `env:NAME` reads the variable anew each time; it is never copied anywhere. */
export function envReference(variable: string): string {
  return `env:${variable}`;
}

/** Secrets of this process alone, with variables of the environment behind `env:` references. */
export function createSessionVault(environment: Readonly<Record<string, string | undefined>>): SecretVault {
  const held = new Map<string, Secret>();
  return {
    async get(reference) {
      if (!reference.startsWith('env:')) return held.get(reference) ?? null;
      const password = environment[reference.slice('env:'.length)];
      return password === undefined || password === '' ? null : { type: 'password', password };
    },
    async set(reference, secret) {
      held.set(reference, secret);
    },
    async remove(reference) {
      held.delete(reference);
    },
  };
}

/** Where a keychain is given: it first, and the session behind it for what it does not hold. */
export function stackVaults(first: SecretVault, behind: SecretVault): SecretVault {
  return {
    async get(reference) {
      return (await first.get(reference)) ?? (await behind.get(reference));
    },
    async set(reference, secret) {
      await first.set(reference, secret);
    },
    async remove(reference) {
      await first.remove(reference);
      await behind.remove(reference);
    },
  };
}

/** The secret of a source, or `secret-missing` with the variable to set; asked anew at every call. */
export async function secretOf(vault: SecretVault, source: SourceRow): Promise<Secret> {
  const reference = source.secretRef ?? sessionReference(source.name);
  // What was given with this command stands before what was remembered.
  const secret = (await vault.get(sessionReference(source.name))) ?? (await vault.get(reference));
  if (secret !== null) return secret;
  const variable = reference.startsWith('env:') ? `the variable ${reference.slice('env:'.length)}` : 'a variable and name it with --password-env';
  throw new AppError('secret-missing', { context: { source: source.name, variable } });
}

/** Reference of a secret that is given with each command or kept by the key store. */
export function sessionReference(sourceName: string): string {
  return `source:${sourceName}`;
}

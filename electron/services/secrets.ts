import { AppError } from '../../shared/errors.ts';
import type { Secret, SecretVault } from '../core/ports.ts';
import type { SourceRow } from '../store/types.ts';

/** `env:NAME` reads the variable anew each time; it is never copied anywhere. */
export function envReference(variable: string): string {
  return `env:${variable}`;
}

/** Says of any other reference that a token stands behind it, where an account takes passwords as well. */
export function asToken(reference: string): string {
  return `token-${reference}`;
}

/** Where the tokens of an account are kept whose user signs in with Microsoft: unique to its case, as two may name a source alike. */
export function signInReference(caseCreatedAt: string, sourceName: string): string {
  return `sign-in:${caseCreatedAt}:${sourceName}`;
}

/** Whether the account's user signs in with Microsoft. */
export function signsIn(source: Pick<SourceRow, 'secretRef'>): boolean {
  return source.secretRef?.startsWith('sign-in:') === true;
}

/** Secrets of this process alone, with variables of the environment behind `env:` references. */
export function createSessionVault(environment: Readonly<Record<string, string | undefined>>): SecretVault {
  const held = new Map<string, Secret>();
  return {
    async get(reference) {
      const variable = variableOf(reference);
      if (variable === null) return held.get(reference) ?? null;
      const password = environment[variable];
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

/**
 * Where a keychain is given: it first, and the session behind it for what it does not hold. What is given for one session goes to the session
 * alone: its reference names a source, which another case may name alike.
 */
export function stackVaults(first: SecretVault, behind: SecretVault): SecretVault {
  return {
    async get(reference) {
      return (isOfSession(reference) ? null : await first.get(reference)) ?? (await behind.get(reference));
    },
    async set(reference, secret) {
      await (isOfSession(reference) ? behind : first).set(reference, secret);
    },
    async remove(reference) {
      if (!isOfSession(reference)) await first.remove(reference);
      await behind.remove(reference);
    },
  };
}

function isOfSession(reference: string): boolean {
  return /^(?:token-)?source:/.test(reference);
}

/** The secret of a source, or `secret-missing` with the variable to set; asked anew at every call. */
export async function secretOf(vault: SecretVault, source: SourceRow): Promise<Secret> {
  const reference = source.secretRef ?? sessionReference(source.name);
  // What was given with this command stands before what was remembered.
  const secret = (await givenSecret(vault, source)) ?? (await vault.get(reference));
  if (secret !== null) return inItsForm(source, secret);
  const named = variableOf(reference);
  const variable = named === null ? 'a variable and name it with --password-env' : `the variable ${named}`;
  throw new AppError('secret-missing', { context: { source: source.name, variable } });
}

/** What was given with this command for the source, in the form that its server takes; null where nothing was. */
export async function givenSecret(vault: SecretVault, source: SourceRow): Promise<Secret | null> {
  const secret = await vault.get(sessionReference(source.name));
  return secret === null ? null : inItsForm(source, secret);
}

/** Reference of a secret that is given with each command or kept by the key store. */
export function sessionReference(sourceName: string): string {
  return `source:${sourceName}`;
}

/** Whether the secret is given with every command that needs it. */
export function isGivenEachTime(source: SourceRow): boolean {
  return source.secretRef === sessionReference(source.name) || source.secretRef === asToken(sessionReference(source.name));
}

function variableOf(reference: string): string | null {
  return /^(?:token-)?env:(.*)$/s.exec(reference)?.[1] ?? null;
}

/** Whether what is given for the account is a token: Exchange Online takes those alone; elsewhere one is only what was called one. */
export function takesToken(source: Pick<SourceRow, 'kind' | 'secretRef'>): boolean {
  return source.kind === 'graph' || source.secretRef?.startsWith('token-') === true;
}

function inItsForm(source: SourceRow, secret: Secret): Secret {
  return takesToken(source) && secret.type === 'password' ? { type: 'bearer', token: secret.password.trim() } : secret;
}

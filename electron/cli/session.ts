import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { CaseContext } from '../services/case-context.ts';
import { casePath } from '../services/case-paths.ts';
import { createPorts, createSessionVault, openCaseContext } from '../services/engine.ts';
import { practiceServer } from './practice.ts';
import { sessionReference } from '../services/secrets.ts';
import { createSecretLines } from './standard-input.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly case?: string;
  readonly json?: boolean;
  readonly passphraseEnv?: string;
  readonly passphraseStdin?: boolean;
  readonly passwordEnv?: string;
  readonly passwordStdin?: boolean;
}

/** `read` refuses a case that is not there; `write` makes it; `update` writes only to one that is there. */
export type CaseMode = 'read' | 'update' | 'write';

export interface Session extends CaseContext {
  readonly path: string;
  /** The next line of standard input, for secrets. */
  readonly secretLine: () => string | undefined;
}

/** Opens the case a command works on; the caller closes its store. */
export function openSession(options: GlobalOptions, mode: CaseMode): Session {
  const path = resolve(casePath(options.case, process.env));
  const secretLine = createSecretLines();
  const passphrase = passphraseOf(options, secretLine);
  const vault = createSessionVault(process.env);
  const ports = createPorts(vault, practiceServer);
  if (mode === 'write') mkdirSync(dirname(path), { recursive: true });
  const context = openCaseContext(path, mode, passphrase, ports);
  return { ...context, path, secretLine };
}

/** The passphrase from where the options say; never from the command line itself. */
export function passphraseOf(options: GlobalOptions, secretLine: () => string | undefined): string | undefined {
  if (options.passphraseEnv !== undefined) {
    const value = process.env[options.passphraseEnv];
    if (value === undefined || value === '') throw new AppError('usage', { context: { what: `the variable ${options.passphraseEnv} is not set` } });
    return value;
  }
  return options.passphraseStdin === true ? secretLine() : undefined;
}

/** Takes a password given with this command for the sources it names (or all that keep none). */
export async function takeGivenPassword(session: Session, options: GlobalOptions, names: readonly string[]): Promise<void> {
  const password = options.passwordStdin === true ? session.secretLine() : options.passwordEnv === undefined ? undefined : process.env[options.passwordEnv];
  if (password === undefined || password === '') return;
  const chosen = names.length > 0 ? names : session.store.sources().map((source) => source.name);
  for (const name of chosen) await session.ports.vault.set(sessionReference(name), { type: 'password', password });
}

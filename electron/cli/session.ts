import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { CaseContext } from '../services/case-context.ts';
import { casePath } from '../services/case-paths.ts';
import { createPorts, createSessionVault, openCaseContext } from '../services/engine.ts';
import { practiceServer } from './practice.ts';
import { isGivenEachTime, sessionReference } from '../services/secrets.ts';
import type { SourceRow } from '../store/types.ts';
import { signInWay, terminalFace } from './sign-in-face.ts';
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
  // A script can ask nobody: there a missing sign-in is a failure with a next step.
  const face = process.stderr.isTTY ? terminalFace(signInWay(process.env, process.platform), (line) => process.stderr.write(`${line}\n`)) : undefined;
  const ports = createPorts(vault, practiceServer, face);
  const context = openCaseContext(path, mode, passphrase, ports);
  return { ...context, path, secretLine };
}

/** The passphrase from where the options say; never from the command line itself. */
export function passphraseOf(options: GlobalOptions, secretLine: () => string | undefined): string | undefined {
  if (options.passphraseEnv !== undefined) return variable(options.passphraseEnv);
  return options.passphraseStdin === true ? secretLine() : undefined;
}

/**
 * Takes a password given with this command for the sources it names; where it names none, for those that keep no way to a password, which
 * must then be one account: what belongs to one is never sent to another one's server.
 */
export async function takeGivenPassword(session: Session, options: GlobalOptions, names: readonly string[]): Promise<void> {
  if (options.passwordStdin !== true && options.passwordEnv === undefined) return;
  const password = options.passwordStdin === true ? session.secretLine() : variable(options.passwordEnv ?? '');
  if (password === undefined || password === '') throw new AppError('usage', { context: { what: 'standard input holds no password' } });
  const chosen = names.length > 0 ? names : withoutPassword(session);
  for (const name of chosen) await session.ports.vault.set(sessionReference(name), { type: 'password', password });
}

function withoutPassword(session: Session): readonly string[] {
  const sources = session.store.sources().filter(takesPassword);
  const accounts = new Set(sources.map((source) => JSON.stringify([new URL(source.url ?? '').origin, source.user])));
  if (accounts.size > 1) throw new AppError('usage', { context: { what: 'one password was given and several accounts need one; name the account' } });
  return sources.map((source) => source.name);
}

/** An account whose password is given with every command. */
function takesPassword(source: SourceRow): boolean {
  return source.url !== undefined && isGivenEachTime(source);
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new AppError('usage', { context: { what: `the variable ${name} is not set` } });
  return value;
}

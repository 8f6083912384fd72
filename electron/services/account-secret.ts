import { GRAPH_URL } from '../../shared/clouds.ts';
import { AppError } from '../../shared/errors.ts';
import type { Secret } from '../core/ports.ts';
import type { SourceRow } from '../store/types.ts';
import type { AccountNeeds, EnginePorts, SignInApp } from './case-context.ts';
import { givenSecret, secretOf, signsIn } from './secrets.ts';
import type { Access } from './sign-in/scopes.ts';
import { createSignIn, type SignIn, type SignInAccount, type SignInFace } from './sign-in/sign-in.ts';

/** What the sign-in of an account needs of the world. */
export type SecretPorts = Pick<EnginePorts, 'vault' | 'clock' | 'authority' | 'face'>;

/** Failures that end where somebody signs in. */
const ASKABLE: ReadonlySet<string> = new Set(['sign-in-needed', 'consent-missing']);

/**
 * Where the connector of an account gets its secret from. For an account whose user signs in, that is settled before anything is connected:
 * silently where it can be, else by asking, where there is somebody to ask.
 */
export async function openSecret(ports: SecretPorts, source: SourceRow, needs: AccountNeeds): Promise<() => Promise<Secret>> {
  if (!signsIn(source) || (await givenSecret(ports.vault, source)) !== null) return () => secretOf(ports.vault, source);
  const account = signInAccount(source, needs.app);
  const signIn = signInWith(ports);
  const token = (fresh: boolean) => signIn.token(account, needs.access, needs.signal, fresh);
  try {
    await token(false);
  } catch (error) {
    if (ports.face === undefined || !(error instanceof AppError) || !ASKABLE.has(error.code)) throw error;
    await signIn.ask(account, needs.access, ports.face, needs.signal);
  }
  return async () => ({ type: 'bearer', token: await token(false), refresh: () => token(true) });
}

/** Asks the account's user to sign in, whether or not that is needed, and keeps what comes of it. */
export async function askToSignIn(ports: SecretPorts, source: SourceRow, app: SignInApp, access: Access, face: SignInFace, signal: AbortSignal): Promise<void> {
  if (!signsIn(source)) throw new AppError('usage', { context: { what: 'nobody signs in to this account with Microsoft: its password or token is given with it' } });
  await signInWith(ports).ask(signInAccount(source, app), access, face, signal);
}

function signInWith(ports: SecretPorts): SignIn {
  if (ports.authority === undefined) throw new AppError('not-supported', { context: { what: 'signing in from here' } });
  return createSignIn({ vault: ports.vault, clock: ports.clock, send: ports.authority });
}

function signInAccount(source: SourceRow, app: SignInApp): SignInAccount {
  return { sourceName: source.name, user: source.user ?? '', graphUrl: source.url ?? GRAPH_URL, reference: source.secretRef ?? '', ...app };
}

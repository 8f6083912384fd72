import { randomBytes } from 'node:crypto';
import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { cloudOf } from '../../../shared/clouds.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Clock, SecretVault } from '../../core/ports.ts';
import { type AuthorityNetwork, type AuthoritySend, authorityNetwork, refusalFacts } from './authority-network.ts';
import { listenForRedirect } from './loopback-redirect.ts';
import { refusedSignIn } from './refusals.ts';
import { type Access, permissionsFor, scopesFor } from './scopes.ts';
import { tokenCache } from './token-cache.ts';

/** An account whose users sign in with Microsoft, and the app registration with which they do. */
export interface SignInAccount {
  readonly sourceName: string;
  readonly user: string;
  readonly graphUrl: string;
  /** Where its tokens are kept in the vault. */
  readonly reference: string;
  readonly clientId: string | undefined;
  /** The organisation, or `organizations` for any. */
  readonly tenant: string;
}

/** How a face brings a person to the sign-in. */
export interface SignInFace {
  readonly how: 'browser' | 'device-code';
  /** The address to open in the browser of this machine. */
  openBrowser(address: string): void;
  /** The code to enter at the address, on any machine. */
  showCode(code: { readonly code: string; readonly address: string }): void;
}

export interface SignIn {
  /** A token without asking anybody: `sign-in-needed` or `consent-missing` where that does not do. `fresh` takes none that was kept. */
  token(account: SignInAccount, access: Access, signal: AbortSignal, fresh?: boolean): Promise<string>;
  /** Asks a person to sign in, and keeps what comes of it in the vault. */
  ask(account: SignInAccount, access: Access, face: SignInFace, signal: AbortSignal): Promise<string>;
}

type How = SignInFace['how'] | 'silent';

/** Signs in with Microsoft's own library, over a network of ours. */
export function createSignIn(ports: { readonly vault: SecretVault; readonly clock: Clock; readonly send: AuthoritySend }): SignIn {
  async function withClient<T>(account: SignInAccount, access: Access, how: How, signal: AbortSignal, use: (client: PublicClientApplication, scopes: string[]) => Promise<T>): Promise<T> {
    const host = new URL(account.graphUrl).hostname;
    const cloud = cloudOf(host);
    if (cloud === undefined) throw new AppError('usage', { context: { what: 'at an address that is none of Microsoft’s clouds nobody can sign in; give a token with --password-env' } });
    if (account.clientId === undefined) throw new AppError('client-id-missing');
    const { clientId } = account;
    // Only now: the library takes a tenth of a second to load.
    const { PublicClientApplication: Client, LogLevel } = await import('@azure/msal-node');
    const network = authorityNetwork(ports.send, ports.clock, signal);
    const client = new Client({
      auth: { clientId, authority: `https://${cloud.signInHost}/${account.tenant}`, knownAuthorities: [cloud.signInHost] },
      cache: { cachePlugin: tokenCache(ports.vault, account.reference) },
      system: { networkClient: network, loggerOptions: { logLevel: LogLevel.Error, piiLoggingEnabled: false, loggerCallback() {} } },
    });
    try {
      return await use(client, scopesFor(access, host));
    } catch (error) {
      signal.throwIfAborted();
      throw failureOf(error, network, how, access, account.sourceName);
    }
  }

  return {
    token: (account, access, signal, fresh = false) =>
      withClient(account, access, 'silent', signal, async (client, scopes) => {
        const [signedIn] = await client.getTokenCache().getAllAccounts();
        if (signedIn === undefined) throw new AppError('sign-in-needed', { context: { source: account.sourceName } });
        return (await client.acquireTokenSilent({ account: signedIn, scopes, forceRefresh: fresh })).accessToken;
      }),
    ask: (account, access, face, signal) =>
      withClient(account, access, face.how, signal, async (client, scopes) => {
        const result = face.how === 'browser' ? await throughBrowser(client, scopes, account.user, face, signal) : await throughCode(client, scopes, face);
        await forgetOthers(client, result.account);
        return result.accessToken;
      }),
  };
}

/** Authorization code with PKCE (RFC 7636); the code comes back to this machine alone (RFC 8252 §7.3). */
async function throughBrowser(client: PublicClientApplication, scopes: string[], user: string, face: SignInFace, signal: AbortSignal): Promise<AuthenticationResult> {
  const { CryptoProvider } = await import('@azure/msal-node');
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const state = randomBytes(24).toString('base64url');
  const redirect = await listenForRedirect(state, signal);
  try {
    const request = { scopes, redirectUri: redirect.address };
    const address = await client.getAuthCodeUrl({ ...request, state, codeChallenge: challenge, codeChallengeMethod: 'S256', responseMode: 'query', ...(user.includes('@') ? { loginHint: user } : {}) });
    face.openBrowser(address);
    const answer = await redirect.answer;
    const code = answer.get('code');
    if (code === null) throw new Refused(answer);
    return await client.acquireTokenByCode({ ...request, code, codeVerifier: verifier });
  } finally {
    redirect.close();
  }
}

async function throughCode(client: PublicClientApplication, scopes: string[], face: SignInFace): Promise<AuthenticationResult> {
  const result = await client.acquireTokenByDeviceCode({ scopes, deviceCodeCallback: ({ userCode, verificationUri }) => face.showCode({ code: userCode, address: verificationUri }) });
  if (result === null) throw new AppError('sign-in-unfinished');
  return result;
}

/** One account is one person: who signed in before is not left behind for the next silent sign-in to pick. */
async function forgetOthers(client: PublicClientApplication, kept: AccountInfo | null): Promise<void> {
  const cache = client.getTokenCache();
  for (const account of await cache.getAllAccounts()) {
    if (account.homeAccountId !== kept?.homeAccountId) await cache.removeAccount(account);
  }
}

/** What the authority said in the browser in place of a code. */
class Refused extends Error {
  readonly answer: URLSearchParams;

  constructor(answer: URLSearchParams) {
    super('the sign-in was refused');
    this.answer = answer;
  }
}

function failureOf(error: unknown, network: AuthorityNetwork, how: How, access: Access, source: string): unknown {
  if (error instanceof AppError) return error;
  const below = network.failure();
  if (below instanceof AppError) return below;
  if (error instanceof Refused) return refusedSignIn(refusalFacts(error.answer.get('error') ?? '', Object.fromEntries(error.answer)), how, access);
  if (!(error instanceof Error) || !('errorCode' in error)) return error;
  const facts = network.refusal() ?? { error: String(error.errorCode) };
  const refused = refusedSignIn(facts, how, access);
  if (how === 'silent' && refused.code !== 'consent-missing' && refused.code !== 'client-id-unfit') {
    return new AppError('sign-in-needed', { context: { source, permission: permissionsFor(access).join(', ') }, cause: error });
  }
  return refused;
}

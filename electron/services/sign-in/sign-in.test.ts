import { describe, expect, it } from 'vitest';
import { CLOUDS, isSignInAddress } from '../../../shared/clouds.ts';
import { AppError } from '../../../shared/errors.ts';
import { startFakeAuthority, type FakeAuthority } from '../../testing/fake-authority.ts';
import { createFixedClock } from '../../testing/fixed-ports.ts';
import { createSessionVault } from '../secrets.ts';
import { createSignIn, type SignInAccount, type SignInFace } from './sign-in.ts';

const ACCOUNT: SignInAccount = { sourceName: 'work', user: 'robin@example.test', graphUrl: 'https://graph.microsoft.com/v1.0', reference: 'sign-in:work', clientId: 'app-1', tenant: 'organizations' };
const READ = 'Contacts.Read Calendars.Read Tasks.Read MailboxSettings.Read User.Read';
const never = new AbortController().signal;

async function aSignIn() {
  const authority = await startFakeAuthority();
  const clock = createFixedClock();
  const vault = createSessionVault({});
  const again = () => createSignIn({ vault, clock, send: authority.send });
  return { authority, clock, vault, again, signIn: again() };
}

const codes: string[] = [];
const DEVICE: SignInFace = { how: 'device-code', openBrowser() {}, showCode: ({ code, address }) => void codes.push(`${code} ${address}`) };
const browser = (authority: FakeAuthority): SignInFace => ({ how: 'browser', showCode() {}, openBrowser: (address) => void authority.browse(address) });

async function failure(promise: Promise<unknown>): Promise<unknown> {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  return thrown instanceof AppError ? [thrown.code, thrown.context] : thrown;
}

describe('signing in with a device code', () => {
  it('shows the code, waits as long as the authority says, and asks for reading alone', async () => {
    const { authority, clock, signIn } = await aSignIn();
    authority.habits.pending = 2;
    authority.habits.slowDown = true;
    expect(await signIn.ask(ACCOUNT, 'read', DEVICE, never)).toBe('access-1');
    expect(codes.at(-1)).toBe('ABCD-EFGH https://login.microsoftonline.com/device');
    expect(clock.waits()).toEqual([10_000, 10_000, 10_000]);
    expect(authority.asked).toEqual(['devicecode', ...Array.from({ length: 4 }, () => `device_code ${READ}`)]);
  });

  it('says so where conditional access refuses it, where nobody enters it, and where somebody declines', async () => {
    for (const [refusal, code] of [
      [['access_denied', 53003], 'device-code-refused'],
      [['invalid_grant', 530036], 'device-code-refused'],
      [['expired_token', 70020], 'sign-in-unfinished'],
      [['authorization_declined', 70016], 'sign-in-unfinished'],
    ] as const) {
      const { authority, signIn } = await aSignIn();
      authority.habits.refuse.device_code = refusal;
      expect(await failure(signIn.ask(ACCOUNT, 'read', DEVICE, never))).toEqual([code, code === 'sign-in-unfinished' ? {} : { reason: `AADSTS${refusal[1]}` }]);
    }
  });

  it('ends within the pause when it is cancelled', async () => {
    const authority = await startFakeAuthority();
    authority.habits.pending = 1_000_000;
    const abort = new AbortController();
    const clock = {
      nowMs: () => 0,
      sleep: (_ms: number, signal: { readonly reason: unknown } | undefined) =>
        new Promise<void>((_done, reject) => {
          abort.signal.addEventListener('abort', () => reject(signal?.reason));
          abort.abort(new DOMException('interrupted', 'AbortError'));
        }),
    };
    const signIn = createSignIn({ vault: createSessionVault({}), clock, send: authority.send });
    await expect(signIn.ask(ACCOUNT, 'read', DEVICE, abort.signal)).rejects.toThrow('interrupted');
  });
});

describe('signing in through the browser', () => {
  it('brings the code back to this machine with PKCE, and hints at the user', async () => {
    const { authority, signIn } = await aSignIn();
    expect(await signIn.ask(ACCOUNT, 'read', browser(authority), never)).toBe('access-1');
    expect(authority.asked).toEqual(['authorize query S256 robin@example.test', `authorization_code ${READ}`]);
  });

  it('takes no answer that does not carry its own state', async () => {
    const { authority, signIn } = await aSignIn();
    const statuses: number[] = [];
    const face: SignInFace = {
      how: 'browser',
      showCode() {},
      openBrowser: (address) =>
        void (async () => {
          const back = new URL(new URL(address).searchParams.get('redirect_uri') ?? '');
          for (const path of ['/?code=stolen&state=other', '/favicon.ico']) statuses.push((await fetch(new URL(path, back.href.replace('localhost', '127.0.0.1')))).status);
          await authority.browse(address);
        })(),
    };
    expect(await signIn.ask(ACCOUNT, 'read', face, never)).toBe('access-1');
    expect(statuses).toEqual([404, 404]);
  });

  it('tells refusals of the organisation, of consent and of the registration apart, and keeps no text of theirs', async () => {
    for (const [refusal, code] of [
      [['access_denied', 65004], 'consent-missing'],
      [['access_denied', 90094], 'consent-missing'],
      [['interaction_required', 53003], 'sign-in-refused'],
      [['unauthorized_client', 700016], 'client-id-unfit'],
      [['access_denied', 0], 'sign-in-refused'],
    ] as const) {
      const { authority, signIn } = await aSignIn();
      authority.habits.refuse.authorize = refusal;
      const failed = await failure(signIn.ask(ACCOUNT, 'read', browser(authority), never));
      if (refusal[1] !== 0) expect(failed).toMatchObject([code, { reason: `AADSTS${refusal[1]}` }]);
      expect(JSON.stringify(failed)).not.toContain('robin');
    }
  });

  it('ends at once when it is cancelled', async () => {
    const { signIn } = await aSignIn();
    const abort = new AbortController();
    const face: SignInFace = { how: 'browser', showCode() {}, openBrowser: () => abort.abort(new DOMException('interrupted', 'AbortError')) };
    await expect(signIn.ask(ACCOUNT, 'read', face, abort.signal)).rejects.toThrow('interrupted');
  });
});

it.each(CLOUDS)('signs in at the place of its cloud: $id', async ({ graphHost, signInHost }) => {
  const { signIn } = await aSignIn();
  const abort = new AbortController();
  const addresses: URL[] = [];
  const face: SignInFace = { how: 'browser', showCode() {}, openBrowser: (address) => (addresses.push(new URL(address)), abort.abort(new DOMException('interrupted', 'AbortError'))) };
  await expect(signIn.ask({ ...ACCOUNT, graphUrl: `https://${graphHost}/v1.0`, tenant: 'example.test' }, 'audit', face, abort.signal)).rejects.toThrow('interrupted');
  const [address] = addresses;
  expect([address?.hostname, address?.pathname]).toEqual([signInHost, '/example.test/oauth2/v2.0/authorize']);
  expect(address?.searchParams.get('scope')?.split(' ')).toEqual([`https://${graphHost}/AuditLogsQuery-Exchange.Read.All`, 'openid', 'profile', 'offline_access']);
  expect(isSignInAddress(address?.href ?? '')).toBe(true);
});

describe('tokens', () => {
  it('are kept in the vault between two programs, and fetched anew where that is asked for', async () => {
    const { authority, signIn, again, vault } = await aSignIn();
    await signIn.ask(ACCOUNT, 'read', DEVICE, never);
    expect(await vault.get('sign-in:work')).toMatchObject({ type: 'password', password: expect.stringContaining('refresh-1') });
    expect(await again().token(ACCOUNT, 'read', never)).toBe('access-1');
    expect(await again().token(ACCOUNT, 'read', never, true)).toBe('access-2');
    expect(authority.asked.slice(2)).toEqual([`refresh_token ${READ}`]);
  });

  it('for writing need a consent of their own, which is asked for once', async () => {
    const { authority, signIn } = await aSignIn();
    await signIn.ask(ACCOUNT, 'read', DEVICE, never);
    expect(await failure(signIn.token(ACCOUNT, 'write', never))).toMatchObject(['consent-missing', { permission: 'Contacts.ReadWrite, Calendars.ReadWrite, Tasks.ReadWrite, MailboxSettings.Read, User.Read' }]);
    expect(await signIn.ask(ACCOUNT, 'write', browser(authority), never)).toBe('access-2');
    expect([await signIn.token(ACCOUNT, 'write', never), await signIn.token(ACCOUNT, 'read', never)]).toEqual(['access-2', 'access-3']);
  });

  it('need somebody who has signed in, and who still may', async () => {
    const { authority, signIn } = await aSignIn();
    expect(await failure(signIn.token(ACCOUNT, 'read', never))).toEqual(['sign-in-needed', { source: 'work' }]);
    await signIn.ask(ACCOUNT, 'read', DEVICE, never);
    authority.habits.refuse.refresh_token = ['invalid_grant', 50173];
    expect(await failure(signIn.token(ACCOUNT, 'read', never, true))).toMatchObject(['sign-in-needed', { source: 'work' }]);
  });

  it.each(['{"Account": {"x": ', 'no JSON at all', '"text"', '{"Account": {"a": null}, "AccessToken": 5}'])('that are damaged (%s) need that account to sign in again, which makes them whole', async (damaged) => {
    const { signIn, vault, again } = await aSignIn();
    await signIn.ask(ACCOUNT, 'read', DEVICE, never);
    await vault.set(ACCOUNT.reference, { type: 'password', password: damaged });
    expect(await failure(again().token(ACCOUNT, 'read', never))).toEqual(['sign-in-needed', { source: 'work' }]);
    expect(await again().ask(ACCOUNT, 'read', DEVICE, never)).toMatch(/^access-/);
    expect(await again().token(ACCOUNT, 'read', never)).toMatch(/^access-/);
  });

  it('need an app registration and one of Microsoft’s clouds', async () => {
    const { signIn } = await aSignIn();
    expect(await failure(signIn.token({ ...ACCOUNT, clientId: undefined }, 'read', never))).toEqual(['client-id-missing', {}]);
    expect(await failure(signIn.token({ ...ACCOUNT, graphUrl: 'http://127.0.0.1:8080/v1.0' }, 'read', never))).toMatchObject(['usage', {}]);
  });
});

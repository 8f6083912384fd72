import { describe, expect, it, onTestFinished } from 'vitest';
import type { SignInPrompt } from '../../../shared/contract/sources.ts';
import { storePorts, temporaryFolder } from '../../testing/build-case.ts';
import { startFakeAuthority } from '../../testing/fake-authority.ts';
import { createFixedClock } from '../../testing/fixed-ports.ts';
import type { EnginePorts } from '../case-context.ts';
import { openSecret } from '../account-secret.ts';
import { createSessionVault } from '../secrets.ts';
import { sha256Hex } from '../system-ports.ts';
import { createOpenCaseHolder } from './open-case-holder.ts';
import { createRecentCases } from './recent-cases.ts';
import { createWindowSources } from './window-sources.ts';

const never = new AbortController().signal;
const call = { signal: never, report() {} };

async function aWindow() {
  const authority = await startFakeAuthority();
  const vault = createSessionVault({});
  const ports: EnginePorts = { ...storePorts(), clock: createFixedClock(), vault, authority: authority.send, reading: { digest: sha256Hex }, connect: () => Promise.reject(new Error('nothing is read')) };
  const folder = temporaryFolder();
  const holder = createOpenCaseHolder(ports, folder, createRecentCases(folder, ports.log));
  holder.create('Ticket', undefined, undefined);
  onTestFinished(() => holder.close());
  return { authority, vault, ports, holder, sources: createWindowSources(holder) };
}

const ONLINE = { name: 'work', kind: 'graph', url: '', user: 'robin@example.test', clientId: ' app-1 ' } as const;

describe('an account of the window', () => {
  it('of Exchange Online is added without a password and signed in to', async () => {
    const { authority, sources, ports, holder } = await aWindow();
    expect(await sources.add(ONLINE, call)).toMatchObject({ name: 'work', url: 'https://graph.microsoft.com/v1.0', hasSecret: false, signsIn: true, takesToken: true });
    const prompts: SignInPrompt[] = [];
    expect(await sources.signIn({ name: 'work', access: 'read', how: 'device-code' }, (prompt) => prompts.push(prompt), never)).toMatchObject({ hasSecret: true });
    expect(prompts).toEqual([{ how: 'device-code', code: 'ABCD-EFGH', address: 'https://login.microsoftonline.com/device' }]);
    expect(authority.asked.length).toBe(2);
    const row = holder.context().store.source('work');
    if (row === null) throw new Error('the account is not there');
    const secret = await openSecret(ports, row, { access: 'read', app: { clientId: 'app-1', tenant: 'organizations' }, signal: never });
    expect(await secret()).toMatchObject({ type: 'bearer', token: 'access-1' });
    await sources.remove({ name: 'work' });
    expect(await sources.list()).toEqual([]);
  });

  it('keeps its password in the vault alone, and a token where it is one', async () => {
    const { sources, vault, ports, holder } = await aWindow();
    await sources.add({ name: 'server', kind: 'ews', url: 'https://mail.example.test/EWS/Exchange.asmx', user: 'robin', password: 'canary', bearer: true, mailbox: 'sam@example.test' }, call);
    const row = holder.context().store.source('server');
    if (row === null) throw new Error('the account is not there');
    expect(row).toMatchObject({ mailbox: 'sam@example.test', secretRef: expect.stringMatching(/^token-keychain:/) });
    expect(JSON.stringify(row)).not.toContain('canary');
    expect(await vault.get(row.secretRef ?? '')).toEqual({ type: 'password', password: 'canary' });
    const secret = await openSecret(ports, row, { access: 'read', app: { clientId: undefined, tenant: 'organizations' }, signal: never });
    expect(await secret()).toEqual({ type: 'bearer', token: 'canary' });
    await sources.giveSecret({ name: 'server', password: 'renewed' });
    expect([await secret(), await vault.get('source:server')]).toEqual([{ type: 'bearer', token: 'renewed' }, null]);
  });

  it('is not added twice, and what it would have brought is not kept', async () => {
    const { sources, vault } = await aWindow();
    await sources.add({ name: 'server', kind: 'ews', url: 'https://mail.example.test/EWS/Exchange.asmx', user: 'robin', password: 'first' }, call);
    const before = await sources.list();
    await expect(sources.add({ name: 'server', kind: 'ews', url: 'https://other.example.test/EWS/Exchange.asmx', user: 'robin', password: 'second' }, call)).rejects.toMatchObject({ code: 'source-exists' });
    expect(await sources.list()).toEqual(before);
    expect(await vault.get('source:server')).toBeNull();
  });
});

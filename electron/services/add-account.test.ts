import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ExchangeServer, PRACTICE_ACCOUNT, startExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';
import { createCase } from '../store/open-case.ts';
import { casePath, storePorts } from '../testing/build-case.ts';
import { createHurriedClock } from '../testing/hurried-clock.ts';
import { addAccount, type Finding } from './add-account.ts';
import type { CaseContext } from './case-context.ts';
import { createSessionVault, envReference, signInReference } from './secrets.ts';
import type { NewSource } from './sources.ts';
import { sha256Hex, systemClock } from './system-ports.ts';

const never = new AbortController().signal;
const ACCOUNT: NewSource = { name: 'work', kind: 'ews', user: PRACTICE_ACCOUNT.user, secretRef: envReference('PASSWORD') };

function aCase(): CaseContext {
  const store = createCase(casePath(), storePorts());
  onTestFinished(() => store.close());
  const ports = { ...storePorts(), clock: createHurriedClock(), vault: createSessionVault({ PASSWORD: PRACTICE_ACCOUNT.password }), reading: { digest: sha256Hex }, connect: () => Promise.reject(new Error('nothing is read')) };
  return { store, ports };
}

async function exchange(): Promise<ExchangeServer> {
  const server = await startExchangeServer({ clock: systemClock, sample: { contacts: 0, events: 0, tasks: 0 } });
  onTestFinished(() => server.close());
  return server;
}

/** A server that knows of mailboxes only that another one has them. */
async function sendsOnTo(url: string): Promise<string> {
  const server = createServer((request, response) => response.writeHead(302, { location: new URL(request.url ?? '/', url).href }).end());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => void server.close(() => done())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Somebody who says the same whatever is asked, and what that was. */
function somebody(answer: boolean): Finding & { readonly asked: string[] } {
  const asked: string[] = [];
  return { asked, ask: async (host) => (asked.push(host), answer) };
}

describe('an account of an Exchange server', () => {
  it('is found from the bare server, and from another one only where somebody agrees', async () => {
    const server = await exchange();
    const context = aCase();
    expect(await addAccount(context, { ...ACCOUNT, url: server.url }, somebody(false), never)).toMatchObject({ name: 'work', url: server.ewsUrl });
    const [first, agrees, refuses] = [await sendsOnTo(server.url), somebody(true), somebody(false)];
    await expect(addAccount(context, { ...ACCOUNT, name: 'other', url: first }, refuses, never)).rejects.toMatchObject({ code: 'redirect-refused', context: { host: new URL(server.url).host } });
    expect(context.store.source('other')).toBeNull();
    expect(await addAccount(context, { ...ACCOUNT, name: 'other', url: first }, agrees, never)).toMatchObject({ url: server.ewsUrl });
    expect([refuses.asked, agrees.asked]).toEqual([[new URL(server.url).host], [new URL(server.url).host]]);
  });

  it('is taken as it is where its place is named, and where nobody knows better', async () => {
    const server = await exchange();
    const context = aCase();
    await addAccount(context, { ...ACCOUNT, url: 'https://mail.example.test/ews/exchange.asmx' }, somebody(false), never);
    await addAccount(context, { ...ACCOUNT, name: 'windows-name', user: 'EXAMPLE\\robin', url: server.url }, somebody(false), never);
    expect(context.store.sources().map((source) => source.url)).toEqual([server.ewsUrl, 'https://mail.example.test/ews/exchange.asmx']);
  });

  it('is none where the mailbox is in Exchange Online', async () => {
    const context = aCase();
    const online = { code: 'mailbox-elsewhere', context: { kind: 'graph' } };
    await expect(addAccount(context, { ...ACCOUNT, url: 'https://outlook.office365.com/EWS/Exchange.asmx' }, somebody(false), never)).rejects.toMatchObject(online);
    await expect(addAccount(context, { ...ACCOUNT, url: await sendsOnTo('https://outlook.office365.com/') }, somebody(false), never)).rejects.toMatchObject(online);
    expect(context.store.sources()).toEqual([]);
  });

  it('needs a name that is free and a way to be found', async () => {
    const server = await exchange();
    const context = aCase();
    await addAccount(context, { ...ACCOUNT, url: server.ewsUrl }, somebody(false), never);
    const before = server.log.requests().length;
    await expect(addAccount(context, { ...ACCOUNT, url: server.url }, somebody(true), never)).rejects.toMatchObject({ code: 'source-exists' });
    await expect(addAccount(context, { ...ACCOUNT, name: 'other', user: 'robin' }, somebody(true), never)).rejects.toMatchObject({ code: 'usage' });
    expect(server.log.requests().length).toBe(before);
  });
});

it('is never whoever signs in: an account whose user does needs the address of its mailbox', async () => {
  const context = aCase();
  const account: NewSource = { name: 'cloud', kind: 'graph', secretRef: signInReference('2026', 'cloud') };
  for (const user of [undefined, '', ' ']) {
    await expect(addAccount(context, { ...account, ...(user === undefined ? {} : { user }) }, somebody(true), never)).rejects.toMatchObject({ code: 'usage' });
  }
  expect((await addAccount(context, { ...account, user: 'robin@example.test' }, somebody(true), never)).user).toBe('robin@example.test');
});

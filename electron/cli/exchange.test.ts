import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { FaultPicker, type FaultRule } from '../demo/exchange-server/faults/fault-rules.ts';
import { type ExchangeServer, PRACTICE_ACCOUNT, startExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';
import { casePath } from '../testing/build-case.ts';
import { type CommandLine, commandLine } from '../testing/command-line.ts';
import { runProgram } from '../testing/run-program.ts';
import { systemClock } from '../services/system-ports.ts';
import { runCli } from './run-cli.ts';

// The pauses between tries and between looks at a query are long enough for servers and of no use to a test.
vi.mock('../services/system-ports.ts', async (original) => {
  const real = await original<typeof import('../services/system-ports.ts')>();
  return { ...real, systemClock: { ...real.systemClock, sleep: (_ms: number, signal?: AbortSignal) => real.systemClock.sleep(0, signal) } };
});

const SECRETS = { SYNCTRACE_TEST_TOKEN: 'test-token', SYNCTRACE_TEST_PASSWORD: 'pass', SYNCTRACE_TEST_WRONG: 'wrong' };
const USER = PRACTICE_ACCOUNT.user;
const TOKEN = ['--user', USER, '--password-env', 'SYNCTRACE_TEST_TOKEN'];
const PASSWORD = ['--user', USER, '--password-env', 'SYNCTRACE_TEST_PASSWORD'];

interface Desk extends CommandLine {
  readonly path: string;
  readonly server: ExchangeServer;
  readonly faults: FaultPicker;
}

beforeEach(() => {
  for (const [name, value] of Object.entries(SECRETS)) vi.stubEnv(name, value);
  for (const name of ['SYNCTRACE_CLIENT_ID', 'SYNCTRACE_TENANT', 'SYNCTRACE_SIGN_IN']) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

/** A case, and a mailbox with six contacts, four events and two tasks. */
async function desk(): Promise<Desk> {
  const faults = new FaultPicker();
  const server = await startExchangeServer({ clock: systemClock, sample: { contacts: 6, events: 4, tasks: 2 }, faults });
  onTestFinished(() => server.close());
  const path = casePath();
  return { ...commandLine(runCli, path), path, server, faults };
}

/** The same with an account of each kind of Exchange. */
async function deskOfTwo(): Promise<Desk> {
  const made = await desk();
  expect(await made.ask('source', 'add', 'cloud', '--kind', 'graph', '--url', made.server.graphUrl, ...TOKEN)).toMatchObject({ status: 0 });
  expect(await made.ask('source', 'add', 'server', '--kind', 'ews', '--url', made.server.ewsUrl, ...PASSWORD)).toMatchObject({ status: 0 });
  return made;
}

const shows = (faults: FaultPicker, ...rules: FaultRule[]) => faults.replace({ rules, clockSkewMs: 0 });

describe('accounts of Exchange', () => {
  it('are named with as little as is needed', async () => {
    const { ask, server } = await desk();
    const added = async (...parameters: string[]) => ((await ask('source', 'add', ...parameters)).document as { source?: { kind: string; url: string } }).source;
    expect(await added('a', '--kind', 'graph', '--user', USER)).toMatchObject({ kind: 'graph', url: 'https://graph.microsoft.com/v1.0' });
    expect(await added('b', '--kind', 'graph', '--url', 'graph.microsoft.us', ...TOKEN)).toMatchObject({ url: 'https://graph.microsoft.us/v1.0' });
    expect(await added('c', '--kind', 'ews', '--url', server.ewsUrl, ...PASSWORD)).toMatchObject({ kind: 'ews', url: server.ewsUrl });
  });

  it.each([
    ['a mailbox for Exchange Online', ['--kind', 'graph', ...TOKEN, '--mailbox', 'sam@example.test'], 'usage'],
    ['a password that is a token for CardDAV', ['--kind', 'carddav', '--url', 'https://dav.example.test', ...PASSWORD, '--bearer'], 'usage'],
    ['no way to a password', ['--kind', 'ews', '--url', 'https://mail.example.test/EWS/Exchange.asmx', '--user', USER], 'usage'],
    ['http to another machine', ['--kind', 'graph', '--url', 'http://graph.example.test/v1.0', ...TOKEN], 'plain-http-refused'],
    ['an unknown kind', ['--kind', 'exchange', '--url', 'https://mail.example.test', ...PASSWORD], 'usage'],
  ])('refuse %s', async (_what, parameters, code) => {
    const { fail, ask } = await desk();
    expect(await fail('source', 'add', 'x', ...parameters)).toMatchObject({ code });
    expect((await ask('source', 'list')).document).toEqual({ sources: [] });
  });

  it('are told to a person without long ids, and with what cannot be captured', async () => {
    const { type } = await deskOfTwo();
    for (const name of ['cloud', 'server']) {
      const { out } = await type('source', 'test', name);
      expect(out).toMatch(/^ {2}Contacts \(contact\)$/m);
      expect(out).toMatch(/^Not captured:\n {2}\S+ /m);
      expect(out.split('\n').filter((line) => /\S{60}/.test(line))).toEqual([]);
    }
  });

  it('that are refused say what their own kind takes, and never speak of an app password', async () => {
    const { ask, fail, server } = await desk();
    const host = new URL(server.ewsUrl).host;
    for (const [name, kind, url] of [['cloud', 'graph', server.graphUrl], ['server', 'ews', server.ewsUrl]] as const) {
      await ask('source', 'add', name, '--kind', kind, '--url', url, '--user', USER, '--password-env', 'SYNCTRACE_TEST_WRONG');
      const refused = await fail('source', 'test', name);
      expect(refused).toMatchObject({ code: 'auth-failed', message: expect.stringContaining(`“${name}” on ${host}: `) as string, hint: expect.stringContaining('token') as string });
      expect(refused.hint).not.toContain('app password');
      expect(refused.message + refused.hint).not.toContain(USER);
    }
  });

  it('that are overloaded say so and when to try again, before the sign-in as well', async () => {
    const { fail, faults } = await deskOfTwo();
    for (const rule of [{ fault: 'busy' }, { fault: 'busy-inside', operation: 'GetFolder' }, { fault: 'busy-inside', operation: 'FindFolder' }] as const) {
      shows(faults, { ...rule, backOffMs: 400_900 });
      expect(await fail('source', 'test', 'server')).toMatchObject({ status: 1, code: 'server-throttled', hint: 'The server asks to wait: try again in 7 minutes.' });
    }
    shows(faults, { fault: 'busy', backOffMs: 400_900 });
    expect(await fail('source', 'test', 'cloud')).toMatchObject({ code: 'server-throttled', hint: 'The server asks to wait: try again in 7 minutes.' });
  });

  it('say what they can do and what they cannot show', async () => {
    const { ask } = await deskOfTwo();
    const tested = async (name: string) => ((await ask('source', 'test', name)).document as { capabilities: { canWrite: boolean; notCaptured: string[]; collections: { name: string }[] } }).capabilities;
    const [cloud, server] = [await tested('cloud'), await tested('server')];
    expect([cloud.canWrite, server.canWrite]).toEqual([true, true]);
    expect(cloud.collections.map(({ name }) => name)).toEqual(expect.arrayContaining(['Contacts', 'Calendar', 'Tasks', 'Deleted Items']));
    expect(server.collections.map(({ name }) => name)).toEqual(expect.arrayContaining(['Contacts', 'Recoverable Items/Deletions']));
    // Words, never bare ids.
    expect([...cloud.notCaptured, ...server.notCaptured].filter((text) => !text.includes(' '))).toEqual([]);
    expect([cloud, server].map(({ notCaptured }) => notCaptured.some((text) => text.includes('properties of their own')))).toEqual([true, true]);
  });

  it('take a token for an Exchange server too, where it is called one', async () => {
    const { ask, server, fail } = await desk();
    await ask('source', 'add', 'token', '--kind', 'ews', '--url', server.ewsUrl, ...TOKEN, '--bearer');
    expect(await ask('source', 'test', 'token')).toMatchObject({ status: 0 });
    await ask('source', 'add', 'other', '--kind', 'ews', '--url', server.ewsUrl, ...PASSWORD, '--mailbox', 'nobody@example.test');
    expect(await fail('source', 'test', 'other')).toMatchObject({ code: 'mailbox-not-found' });
  });
});

describe('what stands in the way', () => {
  it('of a sign-in has a next step: an app, a person, or a token', async () => {
    const { ask, fail } = await desk();
    await ask('source', 'add', 'cloud', '--kind', 'graph', '--user', USER);
    expect(await fail('source', 'test', 'cloud')).toMatchObject({ status: 1, code: 'client-id-missing', hint: expect.stringContaining('SYNCTRACE_CLIENT_ID') });
    vi.stubEnv('SYNCTRACE_CLIENT_ID', 'app-1');
    expect(await fail('snapshot')).toMatchObject({ status: 1, code: 'sign-in-needed', hint: expect.stringContaining('--password-env') });
    await ask('source', 'add', 'token', '--kind', 'graph', ...TOKEN);
    expect(await fail('source', 'sign-in', 'token')).toMatchObject({ code: 'usage' });
    expect(await fail('source', 'sign-in', 'cloud', '--for', 'everything')).toMatchObject({ code: 'usage' });
  });

  it('of a token is said for each kind', async () => {
    const { fail } = await deskOfTwo();
    for (const name of ['cloud', 'server']) expect(await fail('source', 'test', name, '--password-env', 'SYNCTRACE_TEST_WRONG')).toMatchObject({ code: 'auth-failed' });
  });

  it('of EWS names who lets it on', async () => {
    const { fail, faults } = await deskOfTwo();
    shows(faults, { fault: 'forbidden' });
    expect(await fail('snapshot', 'server')).toMatchObject({ code: 'ews-disabled', hint: expect.stringContaining('Set-CASMailbox') });
  });
});

it('does the whole job on both kinds: before, an incident, the difference, the restore', { timeout: 60_000 }, async () => {
  const { ask, server } = await deskOfTwo();
  expect(await ask('snapshot')).toMatchObject({ status: 0, document: { snapshots: [{ counts: { contact: 6, event: 4, task: 2 } }, { counts: { contact: 6, event: 4, task: 2 } }] } });
  const { mailbox } = server;
  const [lost] = mailbox.itemsIn(mailbox.folders.named('contacts').number);
  if (lost === undefined) throw new Error('the sample holds no contact');
  mailbox.destroy(lost, { name: 'Sync App', request: null });
  expect(await ask('snapshot')).toMatchObject({ status: 0 });
  for (const name of ['cloud', 'server']) expect((await ask('diff', `${name}@first`, `${name}@latest`)).document).toMatchObject({ summary: { added: 0, removed: 1, modified: 0 } });
  const planned = await ask('restore', 'plan', '--removed', 'cloud@first', 'cloud@latest');
  const { plan } = planned.document as { plan: { id: string; notifies: number; steps: { op: string }[] } };
  expect([plan.notifies, plan.steps.map((step) => step.op)]).toEqual([0, ['create']]);
  expect(await ask('restore', 'apply', plan.id)).toMatchObject({ status: 0, document: { restore: { applied: 1, failed: [], verified: true } } });
  await ask('snapshot');
  expect((await ask('snapshots', '--source', 'server')).document).toMatchObject({ snapshots: expect.arrayContaining([expect.objectContaining({ counts: { contact: 6, event: 4, task: 2 } })]) });
  expect(server.log.notifications()).toEqual([]);
});

describe('the audit log', () => {
  const RANGE = ['--from', '2020-01-01T00:00:00Z'];

  it('is asked for once more without keeping a row twice', async () => {
    const { ask, server } = await deskOfTwo();
    const { mailbox } = server;
    for (const item of mailbox.itemsIn(mailbox.folders.named('contacts').number).slice(0, 2)) mailbox.destroy(item, { name: 'Sync App', request: null });
    const first = (await ask('audit', 'query', '--source', 'cloud', ...RANGE)).document as { events: number; added: number; skipped: number };
    expect(first).toEqual({ events: first.events, added: first.events, skipped: 0 });
    expect(first.events).toBeGreaterThanOrEqual(2);
    expect((await ask('audit', 'query', '--source', 'cloud', ...RANGE, '--everyone')).document).toEqual({ events: first.events, added: 0, skipped: 0 });
    expect((await ask('case', 'verify')).document).toMatchObject({ ok: true });
  });

  it('is not there for an Exchange server, nor for a time that runs backwards', async () => {
    const { fail } = await deskOfTwo();
    expect(await fail('audit', 'query', '--source', 'server', ...RANGE)).toMatchObject({ code: 'not-supported' });
    expect(await fail('audit', 'query', '--source', 'cloud', ...RANGE, '--to', '2019-01-01T00:00:00Z')).toMatchObject({ code: 'usage' });
    expect(await fail('audit', 'query', '--source', 'cloud', '--from', 'yesterday')).toMatchObject({ code: 'usage' });
  });

  it('tells who grants the right to it', async () => {
    const { fail, faults } = await deskOfTwo();
    shows(faults, { fault: 'status', status: 403, operation: 'POST /v1.0/security' });
    expect(await fail('audit', 'query', '--source', 'cloud', ...RANGE)).toMatchObject({ code: 'audit-not-allowed', hint: expect.stringContaining('AuditLogsQuery-Exchange.Read.All') });
  });
});

it.skipIf(process.platform === 'win32')('ends within a second on Ctrl-C, whichever server keeps silent', { timeout: 60_000 }, async () => {
  const { path, faults, ask } = await deskOfTwo();
  for (const name of ['cloud', 'server']) {
    shows(faults, { fault: 'stall' });
    let interruptedMs = 0;
    const before = faults.applied().length;
    const asked = vi.waitFor(() => expect(faults.applied().length).toBeGreaterThan(before), { timeout: 30_000 }).then(() => (interruptedMs = systemClock.nowMs()));
    const ended = await runProgram(['--case', path, 'snapshot', name, '--json'], { env: SECRETS, interruptWhen: asked });
    expect({ status: ended.status, document: JSON.parse(ended.out) as unknown }).toMatchObject({ status: 130, document: { error: { code: 'cancelled' } } });
    expect(systemClock.nowMs() - interruptedMs).toBeLessThan(1000);
    shows(faults);
  }
  expect((await ask('snapshots')).document).toEqual({ snapshots: [] });
});

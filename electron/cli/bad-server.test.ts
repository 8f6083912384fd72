import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { aCard } from '../testing/builders.ts';
import { casePath } from '../testing/build-case.ts';
import { type CommandLine, commandLine } from '../testing/command-line.ts';
import type { FaultSchedule } from '../testing/lying-dav/faults.ts';
import { type LyingDav, type LyingDavOptions, TEST_PASSWORD, TEST_USER, startLyingDav } from '../testing/lying-dav/start-lying-dav.ts';
import { runCli } from './run-cli.ts';

// The pauses between tries are long enough for servers and of no use to a test.
vi.mock('../services/system-ports.ts', async (original) => {
  const real = await original<typeof import('../services/system-ports.ts')>();
  return { ...real, systemClock: { ...real.systemClock, sleep: (_ms: number, signal?: AbortSignal) => real.systemClock.sleep(0, signal) } };
});

const VARIABLE = 'SYNCTRACE_TEST_BAD_SERVER';
const ITEMS = Array.from({ length: 12 }, (_, index) => ({ name: `${index}.vcf`, text: aCard({ uid: `u${index}`, name: `Person ${index}` }) }));

const CUT_OFF: FaultSchedule[number] = { fault: { kind: 'cut-off', framing: 'exact-length', share: 0.6 }, when: { method: 'PROPFIND', path: '/contacts/' } };

interface Desk extends CommandLine {
  readonly server: LyingDav;
}

/** A case with an account of twelve contacts. */
async function desk(options: LyingDavOptions & { readonly password?: string } = {}): Promise<Desk> {
  const server = await startLyingDav({ books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items: ITEMS }], ...options, password: TEST_PASSWORD });
  const line = commandLine(runCli, casePath());
  process.env[VARIABLE] = options.password ?? TEST_PASSWORD;
  onTestFinished(async () => {
    delete process.env[VARIABLE];
    await server.close();
  });
  expect(await line.type('source', 'add', 'mail', '--kind', 'carddav', '--url', server.url, '--user', TEST_USER, '--password-env', VARIABLE)).toMatchObject({ status: 0 });
  return { ...line, server };
}

/** A snapshot after a whole one, under faults: what a person gets of it, and what the comparison makes of it. */
async function secondSnapshot({ ask, type, server }: Desk, faults: FaultSchedule): Promise<{ snapshot: Record<string, unknown>; status: number; removed: number; said: string }> {
  expect(await ask('snapshot', '--label', 'before')).toMatchObject({ status: 0 });
  server.setFaults(faults);
  const asked = await ask('snapshot', '--label', 'after');
  server.setFaults([]);
  const [snapshot] = (asked.document as { snapshots: Record<string, unknown>[] }).snapshots;
  const diff = await ask('diff', 'mail@before', 'mail@after');
  const { removed } = (diff.document as { summary: { removed: number } }).summary;
  expect((await type('diff', 'mail@before', 'mail@after')).err.includes('is incomplete')).toBe(snapshot?.['complete'] === false);
  return { snapshot: snapshot ?? {}, status: asked.status, removed, said: asked.err };
}

it('says that a password is wrong, of which account at which server, and what it may be', async () => {
  const { fail, server } = await desk({ password: 'wrong' });
  for (const command of [['snapshot'], ['source', 'test', 'mail']]) {
    expect(await fail(...command)).toEqual({
      status: 1,
      code: 'auth-failed',
      message: `“mail” on ${new URL(server.url).host}: The server refused the user name or password (HTTP 401).`,
      hint: 'Check both; where two-step sign-in is on, many providers ask for an app password.',
    });
  }
});

it('says which variable is to be set where the password is missing', async () => {
  const { fail } = await desk();
  delete process.env[VARIABLE];
  expect(await fail('snapshot')).toEqual({ status: 1, code: 'secret-missing', message: 'The password of “mail” is not at hand.', hint: `Give it with --password-stdin, or set the variable ${VARIABLE}.` });
});

it('says that nothing answers at a wrong URL', async () => {
  const { server, fail } = await desk();
  await server.close();
  const message = `“mail” on ${new URL(server.url).host}: The server did not answer: the connection failed or was cut off.`;
  expect(await fail('source', 'test', 'mail')).toMatchObject({ status: 1, code: 'server-unreachable', message, hint: expect.stringContaining('Check the network') as string });
});

it('says that a web site is no address book', async () => {
  const site = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html><body>Welcome</body></html>'));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void site.close());
  const { type, fail } = await desk();
  await type('source', 'add', 'site', '--kind', 'carddav', '--url', `http://127.0.0.1:${(site.address() as AddressInfo).port}`, '--user', 'me', '--password-env', VARIABLE);
  expect(await fail('snapshot', 'site')).toMatchObject({ status: 1, code: 'answer-not-dav', hint: expect.stringContaining('Check the URL') as string });
});

it('takes a login page in place of an answer for what it is, and keeps no snapshot of it', async () => {
  const { ask, fail, server } = await desk();
  expect(await ask('snapshot', '--label', 'before')).toMatchObject({ status: 0 });
  server.setFaults([{ fault: { kind: 'login-page' } }]);
  expect(await fail('snapshot', '--full')).toEqual({
    status: 1,
    code: 'answer-not-dav',
    message: expect.stringMatching(/^“mail” on 127\.0\.0\.1:\d+: The answer is not from a CardDAV or CalDAV server: a login page, a portal or another service answered\.$/) as string,
    hint: 'Check the URL; open it in a browser to see what answers, and sign in to the network where it asks for it.',
  });
  expect((await ask('snapshots')).document).toMatchObject({ snapshots: [{ label: 'before', complete: true }] });
});

it('keeps no snapshot where the only answer is cut off, and says so', async () => {
  const { ask, fail, server } = await desk({ profile: 'sabredav1' });
  await ask('snapshot', '--label', 'before');
  server.setFaults([CUT_OFF]);
  expect(await fail('snapshot')).toMatchObject({ status: 1, code: 'answer-cut-off', message: expect.stringContaining('The server’s answer ended in the middle.') as string, hint: expect.stringContaining('Try again') as string });
  expect((await ask('snapshots')).document).toMatchObject({ snapshots: [{ label: 'before' }] });
});

it('marks a snapshot incomplete where one of two books is cut off, and calls nothing deleted', async () => {
  const books = [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items: ITEMS } as const, { path: 'more', name: 'More', kind: 'contacts', items: [{ name: 'x.vcf', text: aCard({ uid: 'x' }) }] } as const];
  const on = await desk({ profile: 'sabredav1', books });
  const cut = await secondSnapshot(on, [CUT_OFF]);
  expect(cut).toMatchObject({ status: 3, removed: 0, snapshot: { complete: false, incompleteBecause: 'answer-cut-off' } });
  expect(cut.said).toContain('mail: the snapshot is incomplete and proves no deletion. The server’s answer ended in the middle.');
  expect((await on.ask('restore', 'plan', '--removed', 'mail@before', 'mail@after')).document).toMatchObject({ plan: { steps: [], conflicts: [] } });
});

it('does not take an empty list after a full one for a deletion', async () => {
  const on = await desk({ profile: 'sabredav1' });
  const empty = await secondSnapshot(on, [{ fault: { kind: 'lost-index' }, when: { method: 'PROPFIND', path: '/contacts/' } }]);
  expect(empty).toMatchObject({ status: 3, removed: 0, snapshot: { complete: false, incompleteBecause: expect.stringMatching(/^listing-/) as string } });
  expect(empty.said).toContain('mail: the snapshot is incomplete and proves no deletion.');
  expect((await on.ask('snapshot', '--label', 'again')).document).toMatchObject({ snapshots: [{ complete: true, counts: { contact: 12 } }] });
});

it('takes an account that was really emptied for empty', async () => {
  const { server, ask } = await desk({ profile: 'sabredav1' });
  await ask('snapshot', '--label', 'before');
  for (const { name } of ITEMS) server.store.remove('contacts', name);
  const asked = await ask('snapshot', '--label', 'after', '--full');
  const diff = await ask('diff', 'mail@before', 'mail@after');
  expect([asked.status, (diff.document as { summary: { removed: number } }).summary.removed]).toEqual([0, 12]);
});

it('reads everything anew where the server no longer knows what changed', async () => {
  const { server, ask } = await desk();
  await ask('snapshot', '--label', 'before');
  server.store.remove('contacts', '0.vcf');
  server.store.expireTokens('contacts');
  expect(await ask('snapshot', '--label', 'after')).toMatchObject({
    status: 0,
    document: { snapshots: [{ complete: true, counts: { contact: 11 }, changes: { added: 0, removed: 1, modified: 0 }, stats: { incremental: false } }] },
  });
});

it('names what was left out where a server gives a part', async () => {
  const on = await desk({ profile: 'sabredav1' });
  on.server.store.change('contacts', '3.vcf', aCard({ uid: 'u3', name: 'Another person' }));
  const part = await secondSnapshot(on, [{ fault: { kind: 'status', status: 500 }, when: { method: ['GET', 'REPORT'] } }]);
  // Nothing had to be read: the list says that all is as before.
  expect(part).toMatchObject({ status: 0, removed: 0 });
});

it('takes the other accounts where one cannot be read, and names both', async () => {
  const { ask, type, fail, server } = await desk();
  const wrong = `${VARIABLE}_WRONG`;
  process.env[wrong] = 'not it';
  onTestFinished(() => void delete process.env[wrong]);
  expect(await type('source', 'add', 'a-locked', '--kind', 'carddav', '--url', server.url, '--user', TEST_USER, '--password-env', wrong)).toMatchObject({ status: 0 });
  const asked = await ask('snapshot');
  expect(asked).toMatchObject({ status: 3, document: { snapshots: [{ source: 'mail', complete: true }], failed: [{ source: 'a-locked', code: 'auth-failed' }] } });
  const typed = await type('snapshot');
  expect(typed.out).toMatch(/: 12 contacts, 0 events, 0 tasks; .* 1 request, only what changed/);
  expect(typed.err).toMatch(/^a-locked: no snapshot\. “a-locked” on \S+: The server refused/m);
  expect(await fail('snapshot', 'a-locked')).toMatchObject({ status: 1, code: 'auth-failed' });
});

it('refuses to be sent to another place', async () => {
  const { server, fail } = await desk();
  server.setFaults([{ fault: { kind: 'redirect', status: 302, location: 'https://elsewhere.example.test{path}' } }]);
  expect(await fail('snapshot')).toMatchObject({ status: 1, code: 'redirect-refused' });
});

it('refuses plain http to anywhere but this machine', async () => {
  const { fail } = await desk();
  expect(await fail('source', 'add', 'far', '--kind', 'carddav', '--url', 'http://dav.example.test', '--user', 'me', '--password-env', VARIABLE)).toMatchObject({ status: 1, code: 'plain-http-refused' });
});

it('tells a person in one line what it tells a script', async () => {
  const { type, fail } = await desk({ password: 'wrong' });
  const { message, hint } = await fail('snapshot');
  expect(await type('snapshot')).toEqual({ status: 1, out: '', err: `synctrace: ${message} ${hint}\n` });
});

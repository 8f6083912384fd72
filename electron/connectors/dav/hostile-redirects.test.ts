import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { Collection, Connector } from '../connector.ts';
import { NOTHING_KNOWN, readCollection } from '../../testing/connector-harness.ts';
import { bodyFor, connectDav } from '../../testing/dav-harness.ts';
import { type CredentialTrap, startCredentialTrap } from '../../testing/lying-dav/credential-trap.ts';
import type { RequestMatch } from '../../testing/lying-dav/faults.ts';
import type { Lies } from '../../testing/lying-dav/lies.ts';
import { type LyingDav, startLyingDav } from '../../testing/lying-dav/start-lying-dav.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

const STATUSES = [301, 302, 303, 307, 308] as const;
const LOCATIONS: Readonly<Record<string, (trap: CredentialTrap, server: LyingDav) => string>> = {
  'another port': (trap) => `${trap.origin}{path}`,
  'another name of the same machine': (trap) => `${trap.localhostOrigin}{path}`,
  'the same port by another name': (_, server) => `http://localhost:${server.port}{path}`,
  'without a scheme': (trap) => `${trap.origin.slice('http:'.length)}{path}`,
  'with backslashes': (trap) => String.raw`\\${trap.origin.slice('http://'.length)}\x`,
  'with a user in it': (trap) => trap.origin.replace('http://', 'http://user:secret@') + '{path}',
  'with our host as user': (trap, server) => `http://127.0.0.1:${server.port}@${trap.origin.slice('http://'.length)}{path}`,
  'to https': (_, server) => `https://127.0.0.1:${server.port}{path}`,
  'to a file': () => 'file:///etc/hostname',
  'to nothing readable': () => 'http://',
  'to a user on our own origin': (_, server) => `http://other:secret@127.0.0.1:${server.port}{path}`,
  'to itself for ever': () => '{path}',
};
type Operation = (connector: Connector, book: Collection) => Promise<unknown>;
const OPERATIONS: Readonly<Record<string, { readonly when: RequestMatch; readonly run: Operation }>> = {
  collections: { when: { method: 'PROPFIND' }, run: (connector) => connector.collections(signal) },
  changes: { when: { method: 'PROPFIND', path: 'contacts' }, run: (connector, book) => readCollection(connector, book, NOTHING_KNOWN) },
  fetch: { when: { path: 'contacts' }, run: (connector, book) => connector.fetch(book, [`${book.id}a.vcf`], signal) },
  create: { when: { method: 'PUT' }, run: (connector, book) => connector.create(book, { format: 'vcard', raw: Buffer.from(bodyFor('carddav', 'new', 'New')), wantedKey: `${book.id}new.vcf` }, signal) },
  delete: { when: { method: 'DELETE' }, run: (connector, book) => deleteFirst(connector, book) },
};

describe('a redirect to another origin', () => {
  const cases = Object.keys(OPERATIONS).flatMap((operation) => Object.keys(LOCATIONS).flatMap((location) => STATUSES.map((status) => ({ operation, location, status }))));

  it('gets no credentials and no request, whatever its form', async () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    const { server, connector, trap, book } = await start();
    for (const { operation, location, status } of cases) {
      const { when, run } = OPERATIONS[operation] ?? OPERATIONS['collections'] ?? raise();
      server.setFaults([]);
      const before = server.log.writes().length;
      server.setFaults([{ fault: { kind: 'redirect', status, location: LOCATIONS[location]?.(trap, server) ?? '' }, when }]);
      const code = await codeOf(run(connector, book));
      expect([operation, location, status, ['redirect-refused', 'answer-malformed'].includes(String(code)) ? 'refused' : code]).toEqual([operation, location, status, 'refused']);
      expect(trap.requests()).toEqual([]);
      expect(server.log.writes().slice(before).flatMap((write) => write.changes)).toEqual([]);
    }
  });

  it('says where it led', async () => {
    const { server, connector, trap } = await start();
    server.setFaults([{ fault: { kind: 'redirect', status: 302, location: `${trap.origin}{path}` } }]);
    expect(await connector.collections(signal).catch((error: unknown) => error)).toMatchObject({ code: 'redirect-refused', context: { host: new URL(trap.origin).host } });
  });
});

describe('a redirect on the same origin', () => {
  it('is followed with method and body, five times at most', async () => {
    const { server, connector, book } = await start();
    const redirect = (times: number) => server.setFaults([{ fault: { kind: 'redirect', status: 302, location: '{path}' }, when: { method: 'PROPFIND', path: 'contacts' }, times }]);
    redirect(5);
    expect((await readCollection(connector, book)).upserts.size).toBe(1);
    redirect(6);
    expect(await codeOf(readCollection(connector, book))).toBe('redirect-refused');
  });

  it('of a write is not followed', async () => {
    const { server, connector, book } = await start();
    server.setFaults([{ fault: { kind: 'redirect', status: 307, location: '/elsewhere' }, when: { method: 'PUT' } }]);
    const item = { format: 'vcard', raw: Buffer.from(bodyFor('carddav', 'new', 'New')), wantedKey: `${book.id}new.vcf` } as const;
    expect(await codeOf(connector.create(book, item, signal))).toBe('redirect-refused');
    expect(server.log.requests().filter((request) => request.method === 'PUT')).toHaveLength(1);
  });
});

describe('an absolute href', () => {
  it('inside a multistatus is never asked for on its own origin', async () => {
    const { server, connector, trap, book } = await start();
    for (const origin of [trap.origin, trap.localhostOrigin, trap.origin.replace('http://', 'http://user:secret@'), trap.origin.slice('http:'.length), 'https://127.0.0.1:9', `http://localhost:${server.port}`]) {
      for (const when of [{ method: 'PROPFIND' }, { method: 'REPORT' }, { method: 'PROPFIND', path: 'principals' }] satisfies RequestMatch[]) {
        server.setFaults([{ fault: { kind: 'foreign-hrefs', origin }, when }]);
        await codeOf(connector.collections(signal));
        await codeOf(readCollection(connector, book));
        await codeOf(connector.fetch(book, [`${book.id}a.vcf`], signal));
      }
    }
    expect(trap.requests()).toEqual([]);
  });

  it('of one item makes the reading incomplete and stops nothing else', async () => {
    let origin = '';
    const { server, connector, trap, book } = await start({ hrefs: (href) => (href.endsWith('b.vcf') ? origin + href : href) });
    origin = trap.origin;
    server.store.add('contacts', 'b.vcf', bodyFor('carddav', 'b', 'B'));
    const reading = await readCollection(connector, book);
    expect([[...reading.upserts.keys()], reading.unfetched, reading.checkpoint.complete, reading.checkpoint.because]).toEqual([
      [`${book.id}a.vcf`],
      [{ key: `${trap.origin}${book.id}b.vcf`, code: 'redirect-refused' }],
      false,
      'redirect-refused',
    ]);
    expect(trap.requests()).toEqual([]);
  });

  it('on the account’s own origin is as good as a path', async () => {
    let own = '';
    const { server, connector, book } = await start({ hrefs: (href) => own + href });
    own = server.url;
    expect([...(await readCollection(connector, book)).upserts.keys()]).toEqual([`${book.id}a.vcf`]);
  });
});

describe('an account’s URL', () => {
  it.each([
    ['http://example.test/', 'plain-http-refused'],
    ['http://127.0.0.1.example.test/', 'plain-http-refused'],
    ['http://0.0.0.0/', 'plain-http-refused'],
    ['https://user:secret@example.test/', 'usage'],
    ['ftp://example.test/', 'nothing-found-at-url'],
    ['not a url', 'nothing-found-at-url'],
  ])('%s is refused before anything is sent', (url, code) => {
    const connect = () => connectDav('carddav', { url, user: 'user', password: 'secret' });
    expect(connect).toThrow(expect.objectContaining({ code }));
  });

  it('may be plain http on this machine', async () => {
    const { server } = await start();
    const connector = connectDav('carddav', { ...server, url: `http://localhost:${server.port}/` });
    closing.push(connector);
    expect(await connector.collections(signal)).toHaveLength(1);
  });
});

async function start(lies: Lies = {}) {
  const trap = await startCredentialTrap();
  const items = [{ name: 'a.vcf', text: bodyFor('carddav', 'a', 'A') }];
  const server = await startLyingDav({ books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items }], lies });
  const connector = connectDav('carddav', server);
  closing.push(connector, server, trap);
  const [book] = await connector.collections(signal);
  return { server, connector, trap, book: book ?? raise() };
}

async function deleteFirst(connector: Connector, book: Collection): Promise<void> {
  const key = `${book.id}a.vcf`;
  const held = (await connector.fetch(book, [key], signal)).get(key);
  await connector.delete(book, key, held?.version ?? '', signal);
}

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
}

function raise(): never {
  throw new Error('not there');
}

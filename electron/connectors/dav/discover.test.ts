import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { DavHandler } from '../../demo/dav-server/messages.ts';
import { startDavServer } from '../../demo/dav-server/start-dav-server.ts';
import { bodyFor, connectDav, type DavProtocol, TEST_BOOKS } from '../../testing/dav-harness.ts';
import { startCredentialTrap } from '../../testing/lying-dav/credential-trap.ts';
import { PROFILE_NAMES } from '../../testing/lying-dav/profiles.ts';
import { type LyingDav, type LyingDavOptions, startLyingDav } from '../../testing/lying-dav/start-lying-dav.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

const BOOKS = [...TEST_BOOKS, { path: 'more', name: 'More contacts', kind: 'contacts' }, { path: 'tasks', name: 'Tasks', kind: 'calendar', components: ['VTODO'] }] as const;

describe('an account’s URL leads to its collections', () => {
  const urls: Readonly<Record<string, (server: LyingDav, protocol: DavProtocol) => string>> = {
    'the bare server': (server) => server.url,
    'a principal': (server) => server.principalUrl,
    'a home': (server, protocol) => (protocol === 'carddav' ? server.contactsHomeUrl : server.calendarsHomeUrl),
    'a path without its last slash': (server) => server.principalUrl.replace(/\/$/, ''),
    'a path that is not there': (server) => `${server.url}/nothing/here/`,
    'a collection of the other kind': (server, protocol) => server.bookUrl(protocol === 'carddav' ? 'calendar' : 'contacts'),
  };

  it.each(Object.keys(urls))('from %s', async (what) => {
    const server = await start({ books: BOOKS });
    const ids = { carddav: ['contacts', 'more'], caldav: ['calendar', 'tasks'] };
    for (const protocol of ['carddav', 'caldav'] as const) {
      const listed = await collections(server, urls[what]?.(server, protocol) ?? '', protocol);
      expect(listed.map((collection) => collection.id.split('/').at(-2))).toEqual(ids[protocol]);
    }
  });

  it.each(PROFILE_NAMES)('on a server like %s', async (profile) => {
    const server = await start({ books: BOOKS, profile });
    expect((await collections(server, server.url)).map((collection) => collection.name)).toEqual(['Contacts', 'More contacts']);
  });

  it('and that of one collection to that alone', async () => {
    const server = await start({ books: BOOKS });
    expect(await collections(server, server.bookUrl('more'))).toEqual([
      { id: new URL(server.bookUrl('more')).pathname, name: 'More contacts', kinds: ['contact'], readOnly: false, properties: expect.any(Object) },
    ]);
  });

  it('and says what each may hold, and what it needs to be made again', async () => {
    const server = await start({ books: BOOKS });
    const listed = await collections(server, server.url, 'caldav');
    expect(listed.map(({ name, kinds, properties }) => ({ name, kinds, components: properties['components'] }))).toEqual([
      { name: 'Calendar', kinds: ['event', 'task'], components: expect.stringContaining('VEVENT') },
      { name: 'Tasks', kinds: ['task'], components: 'VTODO' },
    ]);
  });

  it('under the root that a product uses, where nothing else helps (SOGo)', async () => {
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><html></html>' };
    const wrapOutside = (next: DavHandler): DavHandler => (request) => {
      if (request.path === '/' || request.path.startsWith('/.well-known/')) return page;
      return next(request.path === '/SOGo/dav/' ? { ...request, path: '/' } : request);
    };
    const server = await startDavServer({ user: 'user', password: 'secret', books: BOOKS, wrapOutside });
    closing.push(server);
    const connector = connectDav('carddav', { url: server.url, user: 'user', password: 'secret' });
    closing.push(connector);
    expect((await connector.collections(signal)).map((collection) => collection.name)).toEqual(['Contacts', 'More contacts']);
  });

  it('or nowhere, after few questions', async () => {
    const server = await start({ books: BOOKS });
    server.setFaults([{ fault: { kind: 'login-page' } }]);
    expect(await codeOf(collections(server, server.url))).toBe('answer-not-dav');
    expect(server.log.requests().length).toBeLessThan(12);
  });

  it('and to an empty list only where a home was read that has none', async () => {
    const server = await start({ books: [{ path: 'calendar', name: 'Calendar', kind: 'calendar' }] });
    expect(await collections(server, server.url)).toEqual([]);
  });
});

describe('discovery', () => {
  it('stays on the account’s origin, wherever it is sent', async () => {
    const trap = await startCredentialTrap();
    closing.push(trap);
    const server = await start({ books: BOOKS });
    for (const status of [301, 302, 307, 308] as const) {
      server.setFaults([
        { fault: { kind: 'login-page' }, when: { path: /^\/$/ } },
        { fault: { kind: 'redirect', status, location: `${trap.origin}/dav/` }, when: { path: '.well-known' } },
      ]);
      expect(await codeOf(collections(server, server.url))).toBe('redirect-refused');
    }
    server.setFaults([{ fault: { kind: 'foreign-hrefs', origin: trap.origin }, when: { path: 'principals' } }]);
    await codeOf(collections(server, server.principalUrl));
    expect(trap.requests()).toEqual([]);
  });

  it('asks for the password once where it is wrong, and for nothing else', async () => {
    const server = await start({ books: BOOKS });
    const connector = connectDav('carddav', { ...server, password: 'wrong' });
    closing.push(connector);
    expect(await codeOf(connector.collections(signal))).toBe('auth-failed');
    expect(server.log.requests().filter((request) => request.authorization !== '')).toHaveLength(1);
  });

  it('says what the server can do', async () => {
    const cases = { radicale: false, xandikos: true, sabredav1: false, sogo: true } as const;
    for (const [profile, schedules] of Object.entries(cases) as [keyof typeof cases, boolean][]) {
      const server = await start({ books: BOOKS, profile });
      for (const protocol of ['carddav', 'caldav'] as const) {
        const connector = connectDav(protocol, server);
        closing.push(connector);
        const capabilities = await connector.probe(signal);
        const isSilent = protocol === 'carddav' || !schedules || profile === 'xandikos';
        expect([profile, protocol, capabilities.scheduling === 'none']).toEqual([profile, protocol, isSilent]);
        expect(capabilities.canWrite).toBe(true);
      }
    }
  });
});

async function start(options: LyingDavOptions): Promise<LyingDav> {
  const books = options.books?.map((book) => ({ ...book, items: [{ name: book.kind === 'contacts' ? 'a.vcf' : 'a.ics', text: bodyFor(book.kind === 'contacts' ? 'carddav' : 'caldav', `uid-${book.path}`, 'A') }] }));
  const server = await startLyingDav({ ...options, ...(books === undefined ? {} : { books }) });
  closing.push(server);
  return server;
}

async function collections(server: LyingDav, url: string, protocol: DavProtocol = 'carddav') {
  const connector = connectDav(protocol, { ...server, url });
  closing.push(connector);
  return connector.collections(signal);
}

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
}

import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { NewItem } from '../connector.ts';
import { type BookServer, type BookServerOptions, startBookServer } from '../../testing/book-server.ts';
import { aCard, anEvent } from '../../testing/builders.ts';
import { PROFILE_NAMES } from '../../testing/lying-dav/profiles.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

const card = (uid: string, name = 'Ada'): NewItem => ({ format: 'vcard', uid, raw: Buffer.from(aCard({ uid, name })) });

describe('creating', () => {
  it('never overwrites, not even where the server would (SOGo)', async () => {
    const { connector, book, server, key } = await start({ items: { 'a.vcf': aCard({ uid: 'a', name: 'Theirs' }) }, lies: { ignoresIfNoneMatch: true } });
    expect(await codeOf(connector.create(book, { ...card('b'), wantedKey: key('a.vcf') }, signal))).toBe('write-conflict');
    expect([server.store.text('book', 'a.vcf').includes('Theirs'), server.log.writes()]).toEqual([true, []]);
  });

  it('guards against whoever comes between the look and the write', async () => {
    const { connector, book, server, key } = await start({});
    server.setFaults([{ fault: { kind: 'status', status: 404 }, when: { method: 'GET' } }]);
    server.store.add('book', 'a.vcf', aCard({ uid: 'a', name: 'Theirs' }));
    expect(await codeOf(connector.create(book, { ...card('b'), wantedKey: key('a.vcf') }, signal))).toBe('write-conflict');
    expect(server.store.text('book', 'a.vcf')).toContain('Theirs');
  });

  it('takes a refusal inside a 207 for what it is (Xandikos)', async () => {
    const { connector, book, server, key } = await start({ protocol: 'caldav', profile: 'xandikos', items: { 'a.ics': anEvent({ uid: 'same' }) }, lies: { duplicateUid: 'refused-400' } });
    const garbage = { format: 'icalendar', raw: Buffer.from('no calendar'), wantedKey: key('g.ics') } as const;
    const twice = { format: 'icalendar', raw: Buffer.from(anEvent({ uid: 'same' })), wantedKey: key('b.ics') } as const;
    expect([await codeOf(connector.create(book, garbage, signal)), await codeOf(connector.create(book, twice, signal))]).toEqual(['write-refused', 'write-refused']);
    expect(server.store.names('book')).toEqual(['a.ics']);
  });

  it('takes 412 inside a 207 for a conflict where somebody has come meanwhile', async () => {
    const { connector, book, server, key } = await start({});
    server.setFaults([
      { fault: { kind: 'status', status: 404 }, when: { method: 'GET' }, times: 1 },
      { fault: { kind: 'status', status: 412 }, when: { method: 'PUT' } },
    ]);
    server.store.add('book', 'a.vcf', aCard({ uid: 'a' }));
    expect(await codeOf(connector.create(book, { ...card('b'), wantedKey: key('a.vcf') }, signal))).toBe('write-conflict');
  });

  it.each([
    [400, 'write-refused'],
    [403, 'write-refused'],
    [405, 'write-refused'],
    [409, 'write-conflict'],
    [412, 'write-conflict'],
    [413, 'write-refused'],
    [415, 'write-refused'],
    [507, 'write-refused'],
    [500, 'server-error'],
  ])('says what a %s means', async (status, code) => {
    const { connector, book, server, key } = await start({});
    server.setFaults([{ fault: { kind: 'status', status }, when: { method: 'PUT' } }]);
    await expect(connector.create(book, { ...card('a'), wantedKey: key('a.vcf') }, signal)).rejects.toMatchObject({ code, context: { status } });
  });

  it('is not believed where a page answers', async () => {
    const { connector, book, server, key } = await start({});
    server.setFaults([{ fault: { kind: 'login-page' }, when: { method: 'PUT' } }]);
    expect(await codeOf(connector.create(book, { ...card('a'), wantedKey: key('a.vcf') }, signal))).toBe('answer-not-dav');
  });

  it('writes under the very name, whatever characters it has', async () => {
    const { connector, book, server, key } = await start({});
    const names = ['a#b.vcf', 'a?b.vcf', '100%.vcf', 'ü ñ.vcf', 'a:b@c.vcf', 'a+b&c.vcf', '[x].vcf'];
    for (const [index, name] of names.entries()) {
      const written = await connector.create(book, { ...card(`uid-${index}`), wantedKey: key(name) }, signal);
      expect(written.key).toBe(key(name));
    }
    expect(server.store.names('book')).toEqual(names);
  });

  it('says where the server put it, if elsewhere (Google)', async () => {
    const { connector, book, server, key } = await start({ lies: { storesUnder: (name) => `other-${name.replace('.vcf', '')}` } });
    const written = await connector.create(book, { ...card('a'), wantedKey: key('a.vcf') }, signal);
    expect([written.key, server.store.names('book')]).toEqual([key('other-a'), ['other-a']]);
  });

  it('gives a version only where the server gave an ETag', async () => {
    const { connector, book, key } = await start({ lies: { etagOnPut: 'absent' } });
    const written = await connector.create(book, { ...card('a'), wantedKey: key('a.vcf') }, signal);
    expect(written).toEqual({ key: key('a.vcf') });
  });

  it('sends the bytes as they are, with their media type', async () => {
    const seen: { type: string | undefined; body: string }[] = [];
    const authenticate: NonNullable<BookServerOptions['authenticate']> = (next) => (request) => {
      if (request.method === 'PUT') seen.push({ type: request.headers['content-type'], body: request.body.toString('base64') });
      return next(request);
    };
    for (const [protocol, raw, type] of [
      ['carddav', Buffer.from(aCard({ uid: 'a' })), 'text/vcard; charset=utf-8'],
      ['caldav', Buffer.from(anEvent({ uid: 'a' })), 'text/calendar; charset=utf-8'],
    ] as const) {
      const { connector, book } = await start({ protocol, authenticate });
      await connector.create(book, { format: protocol === 'carddav' ? 'vcard' : 'icalendar', raw, uid: 'a' }, signal);
      expect(seen.at(-1)).toEqual({ type, body: raw.toString('base64') });
    }
  });
});

describe('replacing and deleting', () => {
  it.each(PROFILE_NAMES)('touch nothing that has changed since it was seen, on a server like %s', async (profile) => {
    const { connector, book, server, key } = await start({ items: { 'a.vcf': aCard({ uid: 'a', name: 'First' }) }, profile });
    const seen = (await connector.fetch(book, [key('a.vcf')], signal)).get(key('a.vcf'));
    server.store.change('book', 'a.vcf', aCard({ uid: 'a', name: 'Theirs, and longer' }));
    expect(await codeOf(connector.update(book, key('a.vcf'), card('a', 'Ours'), seen?.version ?? '', signal))).toBe('write-conflict');
    expect(await codeOf(connector.delete(book, key('a.vcf'), seen?.version ?? '', signal))).toBe('write-conflict');
    expect([server.store.text('book', 'a.vcf').includes('Theirs'), server.log.writes().flatMap((write) => write.changes)]).toEqual([true, []]);
  });

  it('guard against whoever comes between the look and the write', async () => {
    const guards: string[] = [];
    const authenticate: NonNullable<BookServerOptions['authenticate']> = (next) => (request) => {
      if (request.method === 'PUT' || request.method === 'DELETE') guards.push(request.headers['if-match'] ?? 'none');
      return next(request);
    };
    const { connector, book, server, key } = await start({ items: { 'a.vcf': aCard({ uid: 'a' }) }, authenticate });
    const seen = (await connector.fetch(book, [key('a.vcf')], signal)).get(key('a.vcf'));
    const written = await connector.update(book, key('a.vcf'), card('a', 'Ours'), seen?.version ?? '', signal);
    await connector.delete(book, written.key, written.version ?? '', signal);
    expect(guards).toEqual([seen?.version.replace(/ \d+$/, ''), written.version]);
    expect(server.store.names('book')).toEqual([]);
  });

  it('do not bring back what is gone (SOGo creates in spite of If-Match)', async () => {
    const { connector, book, server, key } = await start({ items: { 'a.vcf': aCard({ uid: 'a' }) }, lies: { createsDespiteIfMatch: true } });
    const seen = (await connector.fetch(book, [key('a.vcf')], signal)).get(key('a.vcf'));
    server.store.remove('book', 'a.vcf');
    expect(await codeOf(connector.update(book, key('a.vcf'), card('a', 'Ours'), seen?.version ?? '', signal))).toBe('write-conflict');
    await connector.delete(book, key('a.vcf'), seen?.version ?? '', signal);
    expect([server.store.names('book'), server.log.writes()]).toEqual([[], []]);
  });

  it('ask the server not to tell an organizer when a guest’s event is deleted', async () => {
    const replies: (string | undefined)[] = [];
    const authenticate: NonNullable<BookServerOptions['authenticate']> = (next) => (request) => {
      if (request.method === 'DELETE') replies.push(request.headers['schedule-reply']);
      return next(request);
    };
    const { connector, book, key } = await start({ protocol: 'caldav', items: { 'a.ics': anEvent({ uid: 'a' }) }, authenticate });
    const seen = (await connector.fetch(book, [key('a.ics')], signal)).get(key('a.ics'));
    await connector.delete(book, key('a.ics'), seen?.version ?? '', signal);
    expect(replies).toEqual(['F']);
  });
});

describe('finding by UID', () => {
  it.each(['error', 'error-with-filter', 'all', 'empty'] as const)('does not trust the server’s own search (%s)', async (query) => {
    const { connector, book, key } = await start({ items: { 'a.vcf': aCard({ uid: 'one' }), noext: aCard({ uid: 'two' }), 'c.vcf': aCard({ uid: 'one', lines: ['NOTE:UID:three'] }) }, lies: { query, duplicateUid: 'stored' } });
    const found = await connector.findByUid(book, ['one', 'two', 'three'], signal);
    expect(Object.fromEntries(found)).toEqual({ one: [key('a.vcf'), key('c.vcf')], two: [key('noext')] });
  });

  it('says so where an item can’t be read, for it may be the one', async () => {
    const { connector, book, server } = await start({ items: { 'a.vcf': aCard({ uid: 'one' }), 'b.vcf': aCard({ uid: 'two' }) }, lies: { multigetOmits: (name) => name === 'b.vcf' } });
    server.setFaults([{ fault: { kind: 'status', status: 403 }, when: { method: 'GET' } }]);
    expect(await codeOf(connector.findByUid(book, ['two'], signal))).toBe('forbidden');
    expect(await codeOf(connector.fetch(book, [`${book.id}b.vcf`], signal))).toBe('forbidden');
  });
});

async function start(options: BookServerOptions): Promise<BookServer> {
  const started = await startBookServer(options);
  closing.push(started);
  started.server.log.clear();
  return started;
}

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
}

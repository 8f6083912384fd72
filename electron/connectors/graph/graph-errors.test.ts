import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { FaultPicker } from '../../demo/exchange-server/faults/fault-rules.ts';
import { toUrlAlphabet } from '../../demo/exchange-server/mailbox/ids.ts';
import { startExchangeServer } from '../../demo/exchange-server/start-exchange-server.ts';
import { silentLog } from '../../services/system-ports.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { type Answer, CALENDAR, DELETED, emptied, useGraph } from '../../testing/graph-suite.ts';
import { createHurriedClock } from '../../testing/hurried-clock.ts';
import type { Collection, Connector } from '../connector.ts';
import { createGraphConnector } from './create-graph-connector.ts';

const { signal } = new AbortController();
const { against, keep } = useGraph();

function saying(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', date: new Date(Date.UTC(2026, 2, 1, 12)).toUTCString(), ...headers });
    response.end(JSON.stringify({ error: { code, message: 'Robin Example is not told.', innerError: { code: `${code}Inner` } } }));
  };
}

const CONTACTS: Collection = { id: 'AAMk', name: 'Contacts', kinds: ['contact'], readOnly: false, properties: {} };

describe('what Graph may refuse', () => {
  it('is told by its cause, with what to do next', async () => {
    const cases: readonly (readonly [Answer, object])[] = [
      [saying(403, 'ErrorAccessDenied'), { code: 'consent-missing', context: { permission: 'Calendars.Read' } }],
      [saying(404, 'ErrorInvalidUser'), { code: 'mailbox-not-found' }],
      [saying(404, 'ResourceNotFound'), { code: 'mailbox-not-found' }],
      [saying(404, 'MailboxNotEnabledForRESTAPI'), { code: 'mailbox-elsewhere', context: { kind: 'ews' } }],
      [saying(503, 'ErrorMailboxMoveInProgress', { 'retry-after': '5' }), { code: 'mailbox-elsewhere' }],
      [saying(401, 'MailboxNotEnabledForRESTAPI'), { code: 'mailbox-elsewhere' }],
      [saying(503, 'ServiceUnavailable', { 'retry-after': '9999' }), { code: 'server-throttled', retry: 'later', context: { retryAfterSeconds: 9999 } }],
      [saying(401, 'InvalidAuthenticationToken'), { code: 'auth-failed' }],
      [saying(401, 'InvalidAuthenticationToken', { date: new Date(Date.UTC(2026, 2, 1, 13)).toUTCString() }), { code: 'clock-wrong', context: { minutes: 60 } }],
      [saying(407, ''), { code: 'proxy-in-the-way', context: { status: 407 } }],
      [page(200), { code: 'proxy-in-the-way' }],
      [page(403), { code: 'proxy-in-the-way' }],
      [page(404), { code: 'answer-not-exchange' }],
      [saying(507, 'ErrorQuotaExceeded'), { code: 'mailbox-full' }],
      [(_request, response) => response.writeHead(302, { location: 'https://portal.example.test/login' }).end(), { code: 'redirect-refused', context: { host: 'portal.example.test' } }],
    ];
    for (const [answer, error] of cases) await expect((await against(answer)).connector.probe(signal)).rejects.toMatchObject(error);
  });

  it('keeps words of the service and the token out of every error', async () => {
    for (const status of [400, 403, 404, 500]) {
      const { connector } = await against(saying(status, 'X'));
      const error = await connector.probe(signal).catch((thrown: unknown) => thrown);
      expect(JSON.stringify(error)).not.toMatch(/Robin|secret-token/);
    }
  });

  it('takes no password, and asks for a fresh token once where one has grown old', async () => {
    const password = await against(saying(200, ''), { secret: { type: 'password', password: 'x' } });
    await expect(password.connector.probe(signal)).rejects.toMatchObject({ code: 'auth-unsupported' });
    const seen: string[] = [];
    const answer: Answer = (request, response, body) => {
      seen.push(request.headers.authorization ?? '');
      return request.headers.authorization === 'Bearer fresh' ? saying(403, 'ErrorAccessDenied')(request, response, body) : saying(401, 'InvalidAuthenticationToken')(request, response, body);
    };
    const { connector } = await against(answer, { secret: { type: 'bearer', token: 'old', refresh: () => Promise.resolve('fresh') } });
    await expect(connector.probe(signal)).rejects.toMatchObject({ code: 'consent-missing' });
    await expect(connector.probe(signal)).rejects.toMatchObject({ code: 'consent-missing' });
    expect(seen).toEqual(['Bearer old', 'Bearer fresh', 'Bearer fresh']);
  });

  it('names the mailbox of another user in the path', async () => {
    const paths: string[] = [];
    const { connector } = await against((request, response, body) => {
      paths.push(request.url ?? '');
      saying(404, 'ErrorInvalidUser')(request, response, body);
    }, { user: 'other@example.test' });
    await expect(connector.probe(signal)).rejects.toMatchObject({ code: 'mailbox-not-found' });
    expect(paths).toEqual(['/v1.0/users/other%40example.test/calendar?$select=id']);
  });
});

describe('a part of a batch that is not found', () => {
  it('is gone only where the item is, not where the mailbox is', async () => {
    for (const code of ['MailboxNotEnabledForRESTAPI', 'MailboxNotSupportedForRESTAPI', 'ErrorMailboxMoveInProgress', 'ErrorNonExistentMailbox']) {
      for (const collection of [CALENDAR, CONTACTS, DELETED]) {
        const { connector } = await emptied(against, () => ({ status: 404, body: { error: { code, message: '' } } }));
        await expect(connector.fetch(collection, ['key-1'], signal)).rejects.toMatchObject({ code: code === 'ErrorNonExistentMailbox' ? 'mailbox-not-found' : 'mailbox-elsewhere' });
      }
    }
  });
});

describe('a Graph answer that leads elsewhere', () => {
  it('takes no token to another origin, neither by a next link nor by a delta link', async () => {
    const elsewhere: string[] = [];
    const other = createServer((request, response) => {
      elsewhere.push(request.url ?? '');
      response.end('{"value":[]}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    keep({ close: () => new Promise((resolve) => other.close(() => resolve())) });
    const link = `http://127.0.0.1:${(other.address() as AddressInfo).port}/v1.0/me/contacts`;
    const { connector } = await against((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ value: [], '@odata.nextLink': link }));
    });
    await expect(readCollection(connector, CONTACTS)).rejects.toMatchObject({ code: 'redirect-refused' });
    const cursor = JSON.stringify({ format: 1, link });
    const reading = readCollection(connector, CONTACTS, { cursor, count: 1, versionOf: () => undefined, keys: () => ['x'], full: false });
    await expect(reading).rejects.toMatchObject({ code: 'redirect-refused' });
    expect(elsewhere).toEqual([]);
  });

  it('is no listing where it is cut, empty or of another make', async () => {
    for (const body of ['{"value":[{"id":"a"', '{}', '{"value":"none"}', '{"value":[1]}', '[]', '']) {
      const { connector } = await against((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(body);
      });
      await expect(readCollection(connector, CONTACTS)).rejects.toMatchObject({ code: expect.stringMatching(/^answer-/) as unknown });
    }
  });
});

describe('a Graph service that takes no long queries', () => {
  it('is asked for fewer properties, and in the end for none', async () => {
    const { harness, refuse } = await refusing();
    for (const [pattern, hasProperties] of [[/crmid/, true], [/ExtendedProperties/, false], [/%24?expand|\$expand|\$count/, false]] as const) {
      refuse(pattern);
      const reading = await readCollection(harness.connector, harness.contacts);
      expect([reading.upserts.size, reading.checkpoint.complete]).toEqual([35, true]);
      expect([...reading.upserts.values()].some(({ raw }) => Buffer.from(raw).includes('String 0x3FF8'))).toBe(hasProperties);
    }
  });
});

/** A server behind one that refuses some queries as OData services do. */
async function refusing() {
  const clock = createHurriedClock();
  const server = await startExchangeServer({ clock, faults: new FaultPicker() });
  let refused = /^$/;
  const front = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (refused.test(request.url ?? '')) return saying(400, 'ErrorInvalidUrlQueryFilter')(request, response, '');
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !['host', 'connection', 'content-length', 'accept-encoding'].includes(name))) as Record<string, string>;
      void fetch(`${server.url}${request.url ?? ''}`, { method: request.method ?? 'GET', headers, ...(body.length > 0 ? { body } : {}) }).then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
        response.end((await answer.text()).replaceAll(server.url, `http://${request.headers.host ?? ''}`));
      });
    });
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/v1.0`;
  const made: Connector[] = [];
  const harness = {
    contacts: { ...CONTACTS, id: toUrlAlphabet(server.mailbox.ids.folderId(server.mailbox.folders.named('contacts').number)) },
    /** A new one each time: it learns. */
    get connector() {
      const connector = createGraphConnector({ url, user: '', secret: () => Promise.resolve({ type: 'bearer', token: 'test-token' }) }, { clock, log: silentLog });
      made.push(connector);
      return connector;
    },
  };
  keep({
    async close() {
      for (const connector of made) await connector.close();
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
      await server.close();
    },
  });
  return { harness, refuse: (pattern: RegExp) => (refused = pattern) };
}

function page(status: number): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end('<html><body>Sign in to the guest network</body></html>');
  };
}

describe('an import of a stream', () => {
  const DELETED: Collection = { id: 'AAMkD', name: 'Deleted Items', kinds: ['contact'], readOnly: true, state: 'deleted', properties: {} };
  const MARKER = `synctrace-${'0a'.repeat(16)}`;

  /** A service that has one deleted contact and sends imports to this address. */
  function withImportsTo(importUrl: string): Answer {
    const item = { id: 'k', type: 'IPM.Contact', changeKey: 'v', createdDateTime: '2026-03-01T12:00:00Z', singleValueExtendedProperties: [{ id: 'Binary 0x300B', value: 'AAAA' }] };
    const replies: readonly (readonly [string, unknown])[] = [
      ['settings/exchange', { primaryMailboxId: 'MBX:1' }],
      ['exportItems', { value: [{ itemId: 'k', changeKey: 'v', data: 'AAAA' }] }],
      ['createImportSession', { importUrl }],
      ['$batch', { responses: [{ id: '1', status: 200, body: item }, { id: '0', status: 200, body: { value: [] } }, { id: 'new', status: 200, body: { ...item, id: 'new' } }] }],
      ['contacts/new', { id: 'new', changeKey: 'w' }],
    ];
    return (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(replies.find(([end]) => (request.url ?? '').endsWith(end))?.[1] ?? {}));
    };
  }

  it('goes to the address that it was given, which is another server, without the token', async () => {
    const taken: (readonly [string, string | undefined])[] = [];
    const office = await against((request, response) => {
      taken.push([request.url ?? '', request.headers.authorization]);
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{"itemId":"new","changeKey":"w"}');
    });
    const { connector } = await against(withImportsTo(`${office.origin}/import/secret`));
    expect(await connector.move?.(DELETED, 'k', CONTACTS, 'v', MARKER, signal)).toEqual({ key: 'new', version: 'w' });
    expect(taken).toEqual([['/import/secret', undefined]]);
  });

  it('goes nowhere in the clear', async () => {
    const { connector } = await against(withImportsTo('http://office.example.test/import/secret'));
    await expect(connector.move?.(DELETED, 'k', CONTACTS, 'v', MARKER, signal)).rejects.toMatchObject({ code: 'plain-http-refused', context: {} });
  });
});

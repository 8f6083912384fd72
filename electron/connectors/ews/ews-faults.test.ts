import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { soapFault } from '../../demo/exchange-server/ews/xml.ts';
import { type FaultKind, FaultPicker, type FaultRule } from '../../demo/exchange-server/faults/fault-rules.ts';
import { type ExchangeServer, type ExchangeServerOptions, startExchangeServer } from '../../demo/exchange-server/start-exchange-server.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { type HurriedClock, createHurriedClock } from '../../testing/hurried-clock.ts';
import { startRefusingFront } from '../../testing/refusing-front.ts';
import type { Collection, Connector } from '../connector.ts';
import { createEwsConnector } from './create-ews-connector.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});
const { signal } = new AbortController();

describe('a server that is overloaded', () => {
  it.each(['busy', 'busy-inside'] as const)('is left alone as long as it asks (%s), and nothing is missing', async (fault) => {
    const { connector, contacts, clock, faults } = await start({ contacts: 160 });
    faults.replace({ rules: [{ fault, times: 3, backOffMs: 25_925 }], clockSkewMs: 0 });
    const reading = await readCollection(connector, contacts);
    expect([reading.upserts.size, reading.checkpoint.complete]).toEqual([140, true]);
    expect(clock.waits().filter((wait) => wait >= 25_000).length).toBeGreaterThanOrEqual(3);
  });

  it('is asked for fewer items at a time', async () => {
    const { connector, contacts, faults, server } = await start({ contacts: 57 });
    faults.replace({ rules: [{ fault: 'busy', operation: 'GetItem', times: 2, backOffMs: 100 }], clockSkewMs: 0 });
    server.log.clear();
    expect((await readCollection(connector, contacts)).upserts.size).toBe(50);
    const sizes = server.log.requests().filter(({ operation }) => operation === 'GetItem').map(({ requestBytes }) => requestBytes);
    expect(sizes.length).toBeGreaterThanOrEqual(4);
    expect(sizes[2] ?? 0).toBeLessThan(sizes[0] ?? 0);
  });

  it('that goes on asking for long pauses ends the call with what it said', async () => {
    const { connector, contacts, faults } = await start();
    faults.replace({ rules: [{ fault: 'busy', backOffMs: 900_000 }], clockSkewMs: 0 });
    const error: unknown = await readCollection(connector, contacts).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'server-throttled', retry: 'later', context: { retryAfterSeconds: 900, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  });
});

describe('an item that the server can’t give', () => {
  it('is named, and all others are read', async () => {
    const { server, clock, contacts } = await start({ contacts: 57 });
    let poison = '';
    const front = await startRefusingFront(server.url, (body) => (body.includes('<m:GetItem>') && poison !== '' && body.includes(poison) ? { status: 500, body: soapFault('ErrorInternalServerError', 'no') } : undefined));
    closing.push(front);
    const connector = connect(`${front.url}/EWS/Exchange.asmx`, clock);
    const before = await readCollection(connector, contacts);
    poison = [...before.upserts.keys()][20] ?? '';
    const reading = await readCollection(connector, contacts, { ...before.known, full: true });
    expect([reading.upserts.size, reading.unfetched, reading.checkpoint.complete, reading.checkpoint.because]).toEqual([49, [{ key: poison, code: 'server-error' }], false, 'server-error']);
  });
});

describe('an answer that is not whole', () => {
  it.each<FaultKind>(['cut-off', 'reset', 'wrong-order', 'expired-state', 'status'])('(%s) never makes a record disappear', async (fault) => {
    const { connector, contacts, faults } = await start({ contacts: 160 });
    const before = await readCollection(connector, contacts);
    for (let skip = 0; skip < 8; skip += 1) {
      faults.replace({ rules: [{ fault, skip, times: 1 }], clockSkewMs: 0 });
      const reading = await readCollection(connector, contacts, { ...before.known, full: skip % 2 === 0 });
      expect([reading.upserts.size + reading.same.size, reading.checkpoint.complete, reading.removals]).toEqual([140, true, []]);
    }
  });

  it('of pages with half of their rows is found out and ends in no deletion', async () => {
    const { connector, contacts, faults } = await start({ contacts: 160 });
    const before = await readCollection(connector, contacts);
    for (const operation of ['FindItem', 'SyncFolderItems']) {
      for (const times of [1, undefined]) {
        faults.replace({ rules: [{ fault: 'cut-page', operation, ...(times !== undefined && { times }) }], clockSkewMs: 0 });
        const { upserts, same, checkpoint } = await readCollection(connector, contacts, before.known);
        const isDoubtful = operation === 'FindItem' && times === undefined;
        expect([upserts.size + same.size, checkpoint.complete, checkpoint.because]).toEqual([140, !isDoubtful, isDoubtful ? 'listing-contradicted' : undefined]);
      }
    }
  });

  it('of pages between which an item goes misses no other', async () => {
    const { server, clock, contacts } = await start({ contacts: 1300 });
    const folder = server.mailbox.folders.named('contacts').number;
    let isArmed = false;
    const front = await startRefusingFront(server.url, (body) => {
      const newest = server.mailbox.itemsIn(folder).at(-1);
      if (isArmed && /Offset="1000"/.test(body) && newest !== undefined) {
        isArmed = false;
        server.mailbox.delete(newest, 'SoftDelete', { name: 'a program', request: null });
      }
      return undefined;
    });
    closing.push(front);
    const connector = connect(`${front.url}/EWS/Exchange.asmx`, clock);
    const before = await readCollection(connector, contacts);
    isArmed = true;
    const reading = await readCollection(connector, contacts, before.known);
    expect([before.upserts.size, reading.same.size, reading.checkpoint.complete, isArmed]).toEqual([1138, 1137, true, false]);
  });

  it('of folders with half of their rows is no list of folders', async () => {
    const { connector, faults } = await start();
    faults.replace({ rules: [{ fault: 'cut-page', operation: 'FindFolder' }], clockSkewMs: 0 });
    const collections = await connector.collections(signal).catch((error: unknown) => error);
    if (Array.isArray(collections)) expect(collections).toHaveLength(7);
    else expect(collections).toMatchObject({ code: 'listing-contradicted' });
  });

  it('of items in another order is told apart by their ids', async () => {
    const { connector, contacts, faults, server } = await start({ contacts: 57 });
    const before = await readCollection(connector, contacts);
    const [gone] = server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number);
    if (gone === undefined) throw new Error('no item');
    server.mailbox.delete(gone, 'SoftDelete', { name: 'a program', request: null });
    faults.replace({ rules: [{ fault: 'wrong-order', operation: 'GetItem' }], clockSkewMs: 0 });
    const found = await connector.fetch(contacts, [...before.known.keys()], signal);
    expect(found.size).toBe(49);
  });
});

describe('a write whose answer is lost', () => {
  it.each<FaultKind>(['lost-reply', 'cut-off'])('(%s) is found again by its marker, and done once', async (fault) => {
    const { connector, contacts, faults, server } = await start();
    const [item] = (await readCollection(connector, contacts)).upserts.values();
    if (item === undefined) throw new Error('no item');
    server.log.clear();
    faults.replace({ rules: [{ fault, operation: 'CreateItem', times: 1 }], clockSkewMs: 0 });
    const wantedKey = connector.keyFor(contacts, 'seed');
    const error: unknown = await connector.create(contacts, { wantedKey, format: 'ews-xml', raw: item.raw }, signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ retry: 'later', code: expect.stringMatching(/^(?:server-unreachable|answer-cut-off)$/) });
    expect((await connector.fetch(contacts, [wantedKey], signal)).size).toBe(1);
    expect(server.log.changes().map(({ kind }) => kind)).toEqual(['create']);
  });

  it.each<[FaultKind, string]>([
    ['busy', 'UpdateItem'], ['lost-reply', 'UpdateItem'], ['reset', 'UpdateItem'], ['lost-reply', 'DeleteItem'], ['cut-off', 'DeleteItem'], ['busy', 'FindItem'], ['cut-page', 'FindItem'],
  ])('(%s of %s) leaves a series whole: it is looked at how far it came', async (fault, operation) => {
    const { connector, faults, server } = await start();
    const calendar = (await connector.collections(signal)).find(({ name }) => name === 'Calendar');
    if (calendar === undefined) throw new Error('no folder');
    const series = [...(await readCollection(connector, calendar)).upserts.values()].find(({ raw }) => Buffer.from(raw).includes('synctrace:series'));
    if (series === undefined) throw new Error('no series');
    faults.replace({ rules: [{ fault, operation, skip: operation === 'FindItem' ? 1 : 0, times: 1 }], clockSkewMs: 0 });
    const wantedKey = connector.keyFor(calendar, 'seed');
    await connector.create(calendar, { wantedKey, format: 'ews-xml', raw: series.raw }, signal);
    const made = (await connector.fetch(calendar, [wantedKey], signal)).get(wantedKey);
    const parts = (raw: Uint8Array) => [...Buffer.from(raw).toString('utf8').matchAll(/<t:(?:OriginalStart|Start|End)>[^<]+/g)].map(([text]) => text);
    expect(parts(made?.raw ?? Buffer.of())).toEqual(parts(series.raw));
    expect(server.log.notifications()).toEqual([]);
  });

  it('leaves a series that lacks its changed occurrences, which the same call writes and no other call touches', async () => {
    const { connector, faults, server } = await start();
    const calendar = (await connector.collections(signal)).find(({ name }) => name === 'Calendar');
    if (calendar === undefined) throw new Error('no folder');
    const series = [...(await readCollection(connector, calendar)).upserts.values()].find(({ raw }) => Buffer.from(raw).includes('synctrace:series'));
    if (series === undefined) throw new Error('no series');
    faults.replace({ rules: [{ fault: 'lost-reply', operation: 'CreateItem', times: 1 }], clockSkewMs: 0 });
    const item = { wantedKey: connector.keyFor(calendar, 'seed'), format: 'ews-xml', raw: series.raw } as const;
    const standing = async () => Buffer.from((await connector.fetch(calendar, [item.wantedKey], signal)).get(item.wantedKey)?.raw ?? []).toString('utf8');
    expect(await codeOf(connector.create(calendar, item, signal))).toBe('server-unreachable');
    expect(await standing()).not.toContain('synctrace:series');
    server.log.clear();
    const { key } = await connector.create(calendar, item, signal);
    const occurrences = (text: string) => [...text.matchAll(/<t:OriginalStart>[^<]+/g)].map(([start]) => start);
    expect(occurrences(await standing())).toEqual(occurrences(Buffer.from(series.raw).toString('utf8')));
    expect(server.log.changes().map(({ kind }) => kind)).not.toContain('create');
    expect(await codeOf(connector.create(calendar, item, signal))).toBe('write-conflict');
    const version = (await connector.fetch(calendar, [key], signal)).get(key)?.version ?? '';
    const theirs = Buffer.from(series.raw).toString('utf8').replace(/<t:Subject>[^<]*(?=<\/t:Subject>(?![\s\S]*<t:Subject>))/, '<t:Subject>Theirs');
    await connector.update(calendar, key, { format: 'ews-xml', raw: Buffer.from(theirs) }, version, signal);
    server.log.clear();
    expect(await codeOf(connector.create(calendar, item, signal))).toBe('write-conflict');
    expect([server.log.changes(), server.log.notifications()]).toEqual([[], []]);
  });

  it('that the server refused to begin says so, and was not done', async () => {
    const { connector, contacts, faults, server } = await start();
    const [item] = (await readCollection(connector, contacts)).upserts.values();
    if (item === undefined) throw new Error('no item');
    server.log.clear();
    faults.replace({ rules: [{ fault: 'busy', operation: 'CreateItem', times: 1, backOffMs: 4000 }], clockSkewMs: 0 });
    const attempt = connector.create(contacts, { wantedKey: connector.keyFor(contacts, 'seed'), format: 'ews-xml', raw: item.raw }, signal);
    expect(await attempt.catch((error: unknown) => error)).toMatchObject({ code: 'server-throttled', context: { retryAfterSeconds: 4 } });
    expect(server.log.changes()).toEqual([]);
  });
});

describe('what stands in the way', () => {
  it('is named where EWS is switched off', async () => {
    const { connector, faults } = await start();
    faults.replace({ rules: [{ fault: 'forbidden' }], clockSkewMs: 0 });
    expect(await codeOf(connector.collections(signal))).toBe('ews-disabled');
  });

  const page = { 'content-type': 'text/html' };
  it.each<[string, number, Record<string, string>, string, ErrorCode]>([
    ['a portal of the network', 200, { ...page, via: '1.1 proxy' }, '<!DOCTYPE html><html></html>', 'proxy-in-the-way'],
    ['a proxy that wants a sign-in', 407, {}, '', 'proxy-in-the-way'],
    ['a page to sign in', 200, page, '<!DOCTYPE html><html><form></form></html>', 'answer-not-exchange'],
    ['a redirect to a form', 302, { location: '/owa/auth/logon.aspx' }, '', 'answer-not-exchange'],
    ['a redirect to Exchange Online', 302, { location: 'https://outlook.office365.com/EWS/Exchange.asmx' }, '', 'mailbox-elsewhere'],
    ['a mailbox in Exchange Online', 451, { 'x-ms-location': 'https://outlook.office365.com/EWS/Exchange.asmx' }, '', 'mailbox-elsewhere'],
    ['a redirect to another host', 307, { location: 'https://mail.example.test/EWS/Exchange.asmx' }, '', 'redirect-refused'],
    ['nothing at that path', 404, {}, '', 'nothing-found-at-url'],
    ['an answer of another service', 200, { 'content-type': 'application/json' }, '{}', 'answer-not-exchange'],
  ])('is named where it is %s', async (_what, status, headers, body, code) => {
    const connector = connect(await serve(status, headers, body), createHurriedClock());
    expect(await codeOf(connector.collections(signal))).toBe(code);
  });

  it.each<[string, string, ErrorCode]>([
    ['a document type declaration', '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', 'answer-dangerous'],
    ['no XML', 'nonsense', 'answer-malformed'],
    ['other XML', '<x/>', 'answer-not-exchange'],
    ['a listing without its end', soap('<m:FindFolderResponse><m:ResponseMessages>').split('</s:Body>', 1)[0] ?? '', 'answer-cut-off'],
    ['an answer to something else', soap('<m:GetItemResponse><m:ResponseMessages/></m:GetItemResponse>'), 'answer-malformed'],
    ['an answer without a message', soap('<m:GetFolderResponse><m:ResponseMessages/></m:GetFolderResponse>'), 'answer-malformed'],
  ])('is no listing where it is %s', async (_what, body, code) => {
    const connector = connect(await serve(200, { 'content-type': 'text/xml' }, body), createHurriedClock(), true);
    expect(await codeOf(connector.collections(signal))).toBe(code);
  });
});

describe('a cancelled call', () => {
  it('ends at once with the reason, whatever the server does', async () => {
    const { connector, contacts, faults } = await start();
    faults.replace({ rules: [{ fault: 'stall' }], clockSkewMs: 0 });
    const own = new AbortController();
    const reading = readCollection(connector, contacts, undefined, own.signal);
    setImmediate(() => own.abort(new AppError('cancelled')));
    expect(await codeOf(reading)).toBe('cancelled');
  });
});

function soap(body: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Body>${body}</s:Body></s:Envelope>`;
}

async function serve(status: number, headers: Record<string, string>, body: string): Promise<string> {
  const server: Server = createServer((_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push({ close: () => new Promise((resolve) => void (server.close(() => resolve()), server.closeAllConnections())) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/EWS/Exchange.asmx`;
}

function connect(url: string, clock: HurriedClock, byToken = false): Connector {
  const connector = createEwsConnector(
    { url, user: 'user@example.test', secret: () => Promise.resolve(byToken ? { type: 'bearer', token: 'test-token' } : { type: 'password', password: 'pass' }) },
    { clock, log: { debug: () => undefined, info: () => undefined, warn: () => undefined } },
  );
  closing.push(connector);
  return connector;
}

interface Started {
  readonly server: ExchangeServer;
  readonly connector: Connector;
  readonly contacts: Collection;
  readonly faults: FaultPicker;
  readonly clock: HurriedClock;
}

async function start(size: { readonly contacts?: number; readonly rules?: readonly FaultRule[] } = {}, options: Partial<ExchangeServerOptions> = {}): Promise<Started> {
  const clock = createHurriedClock();
  const faults = new FaultPicker();
  const server = await startExchangeServer({ clock, schemes: ['basic'], faults, sample: { contacts: size.contacts ?? 16, events: 5, tasks: 3 }, ...options });
  closing.push(server);
  const connector = connect(server.ewsUrl, clock);
  const [contacts] = await connector.collections(signal);
  if (contacts === undefined) throw new Error('no folder');
  return { server, connector, contacts, faults, clock };
}

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
}

import { afterEach, describe, expect, it } from 'vitest';

import { startExchangeServer, type ExchangeServer } from '../start-exchange-server.ts';
import { FaultPicker, type FaultRule } from './fault-rules.ts';
import { readFaultScript } from './read-fault-script.ts';

const servers: ExchangeServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('faults of the practice Exchange server', () => {
  it('says that it is busy as each service says it, as often as the script has it', async () => {
    const server = await start({ fault: 'busy', backOffMs: 25_925, times: 2 });
    const graph = await getContacts(server);
    const fault = await sync(server);
    expect([graph.status, graph.headers.get('retry-after')]).toEqual([429, '26']);
    expect([fault.status, await fault.text()]).toEqual([500, expect.stringContaining('<t:Value Name="BackOffMilliseconds">25925</t:Value>')]);
    expect((await getContacts(server)).status).toBe(200);
  });

  it('hits only the operation that is named', async () => {
    const server = await start({ fault: 'busy-inside', operation: 'SyncFolderItems' }, { fault: 'forbidden', operation: 'GET /v1.0/me/contacts' });
    expect((await getContacts(server)).status).toBe(403);
    const busy = await sync(server);
    expect([busy.status, await busy.text()]).toEqual([200, expect.stringContaining('<m:SyncState/><m:IncludesLastItemInRange>true')]);
  });

  it('says within a batch of Graph that some of it has to come again', async () => {
    const server = await start({ fault: 'busy-inside', backOffMs: 2_000 });
    const requests = ['1', '2', '3', '4'].map((id) => ({ id, method: 'GET', url: '/me/contacts?$top=1' }));
    const reply = await fetch(`${server.graphUrl}/$batch`, { method: 'POST', body: JSON.stringify({ requests }), headers: { authorization: 'Bearer test-token', 'content-type': 'application/json' } });
    const { responses } = (await reply.json()) as { readonly responses: readonly { readonly status: number; readonly headers: Readonly<Record<string, string>> }[] };
    expect(responses.map(({ status, headers }) => [status, headers['Retry-After']])).toEqual([[200, undefined], [429, '2'], [200, undefined], [429, '2']]);
  });

  it('does what it was asked to and loses the reply, or does nothing at all', async () => {
    const server = await start({ fault: 'lost-reply', times: 1 }, { fault: 'reset', times: 1 });
    await expect(createContact(server)).rejects.toThrow('fetch failed');
    expect(server.log.changes()).toHaveLength(1);
    await expect(createContact(server)).rejects.toThrow('fetch failed');
    expect(server.log.changes()).toHaveLength(1);
    expect((await createContact(server)).status).toBe(201);
  });

  it('cuts the bytes of an answer so that it shows, and the rows of a page so that it does not', async () => {
    const server = await start({ fault: 'cut-off', times: 1 }, { fault: 'cut-page' });
    await expect(getContacts(server).then((response) => response.text())).rejects.toThrow('terminated');
    const page = (await (await getContacts(server)).json()) as { readonly value: readonly unknown[] };
    expect([page.value.length, '@odata.nextLink' in page]).toEqual([5, false]);
    const text = await (await sync(server)).text();
    expect([text.match(/<t:Create>/g)?.length, text.includes('<m:IncludesLastItemInRange>true')]).toEqual([5, true]);
  });

  it('forgets every state that it gave, and has another time', async () => {
    const picker = new FaultPicker(readFaultScript('{"clockSkewMs": 3600000, "rules": [{"fault": "expired-state", "skip": 1, "times": 1}]}'));
    const server = await start(picker);
    const state = /<m:SyncState>([^<]+)/.exec(await (await sync(server)).text())?.[1] ?? '';
    const expired = await sync(server, state);
    expect(await expired.text()).toContain('ErrorInvalidSyncStateData');
    expect(expired.headers.get('date')).toBe('Tue, 24 Nov 2026 13:00:00 GMT');
    expect(picker.applied()).toEqual([{ request: 1, fault: 'expired-state' }]);
  });

  it('says what is wrong with a script', () => {
    expect(() => readFaultScript('{"rules": [{"fault": "nonsense"}]}')).toThrow('rule 0 has no fault of busy');
    expect(() => readFaultScript('{"rules": [{"fault": "reset", "when": 1}]}')).toThrow('rule 0 has no use for when');
  });
});

async function start(...faults: readonly [FaultPicker] | readonly FaultRule[]): Promise<ExchangeServer> {
  const [first] = faults;
  const picker = first instanceof FaultPicker ? first : new FaultPicker({ rules: faults as readonly FaultRule[], clockSkewMs: 0 });
  const server = await startExchangeServer({ clock: { nowMs: () => Date.UTC(2026, 10, 24, 12) }, faults: picker });
  servers.push(server);
  return server;
}

function getContacts(server: ExchangeServer): Promise<Response> {
  return fetch(`${server.graphUrl}/me/contacts`, { headers: { authorization: 'Bearer test-token' } });
}

function createContact(server: ExchangeServer): Promise<Response> {
  return fetch(`${server.graphUrl}/me/contacts`, { method: 'POST', body: '{"givenName":"Ada"}', headers: { authorization: 'Bearer test-token', 'content-type': 'application/json' } });
}

function sync(server: ExchangeServer, state = ''): Promise<Response> {
  const before = state === '' ? '' : `<m:SyncState>${state}</m:SyncState>`;
  const shape = '<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:SyncFolderId><t:DistinguishedFolderId Id="contacts"/></m:SyncFolderId>';
  const body =
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" ' +
    `xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Body><m:SyncFolderItems>${shape}${before}<m:MaxChangesReturned>10</m:MaxChangesReturned></m:SyncFolderItems></s:Body></s:Envelope>`;
  return fetch(server.ewsUrl, { method: 'POST', body, headers: { authorization: `Basic ${Buffer.from('user@example.test:pass').toString('base64')}`, 'content-type': 'text/xml' } });
}

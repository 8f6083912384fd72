import { afterEach, describe, expect, it } from 'vitest';

import { startExchangeServer, type ExchangeServer } from '../start-exchange-server.ts';

const clock = { nowMs: () => Date.UTC(2026, 10, 24, 12) };
const servers: ExchangeServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('Graph of the practice Exchange server', () => {
  it('lets nobody in without the token', async () => {
    const server = await start();
    expect((await fetch(`${server.graphUrl}/me/contacts`)).status).toBe(401);
    expect((await send(server, 'GET', '/me/contacts')).status).toBe(200);
    expect((await send(server, 'GET', '/users/nobody@example.test/contacts')).status).toBe(404);
  });

  it('lists page by page, in the size that the client prefers, and only what it selects', async () => {
    const server = await start();
    const ids = new Set<string>();
    let requests = 0;
    for (let path: string | undefined = '/me/contacts?$select=displayName'; path !== undefined; requests += 1) {
      const { body } = await send(server, 'GET', path, undefined, { prefer: 'odata.maxpagesize=10' });
      for (const one of body.value) ids.add(one.id);
      expect(Object.keys(body.value[0])).toEqual(['@odata.etag', 'id', 'displayName']);
      path = body['@odata.nextLink']?.slice(server.graphUrl.length);
    }
    expect([ids.size, requests]).toEqual([server.mailbox.countIn(server.mailbox.folders.named('contacts').number), 4]);
  });

  it('keeps an immutable id when an item moves, and another id does not', async () => {
    const server = await start();
    const immutable = { prefer: 'IdType="ImmutableId"' };
    const [before] = (await send(server, 'GET', '/me/contacts?$top=1', undefined, immutable)).body.value;
    const [plain] = (await send(server, 'GET', '/me/contacts?$top=1')).body.value;
    const [item] = server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number);
    const [suppliers] = server.mailbox.folders.children(server.mailbox.folders.named('contacts').number);
    if (item === undefined || suppliers === undefined) throw new Error('the sample has neither');
    server.mailbox.move(item, suppliers, { name: 'Sync', request: null });
    const after = await send(server, 'GET', `/me/contacts/${before.id}`, undefined, immutable);
    expect([after.body.id, after.body.changeKey]).toEqual([before.id, before.changeKey]);
    expect(after.body.parentFolderId).not.toBe(before.parentFolderId);
    expect((await send(server, 'GET', `/me/contacts/${plain.id}`)).status).toBe(404);
  });

  it('gives in a delta what changed, names what is gone, and starts anew where the token has expired', async () => {
    const server = await start();
    const folder = (await send(server, 'GET', '/me/contactFolders')).body.value[0].id;
    const whole = await drain(server, `/me/contactFolders/${folder}/contacts/delta`);
    const [first, second] = whole.rows;
    await send(server, 'DELETE', `/me/contacts/${first.id}`);
    await send(server, 'PATCH', `/me/contacts/${second.id}`, { displayName: 'Changed' });
    const next = await drain(server, whole.deltaLink);
    expect(next.rows.map((row) => [row.id, row['@removed']?.reason ?? row.displayName])).toEqual([[second.id, 'Changed'], [first.id, 'deleted']]);
    server.mailbox.expireStates();
    const expired = await send(server, 'GET', next.deltaLink);
    expect([expired.status, expired.body.error.code]).toEqual([410, 'SyncStateNotFound']);
  });

  it('tells of folders that were made, renamed and removed', async () => {
    const server = await start();
    const whole = await drain(server, '/me/contactFolders/delta');
    const made = (await send(server, 'POST', '/me/contactFolders', { displayName: 'Choir' })).body;
    await send(server, 'PATCH', `/me/contactFolders/${made.id}`, { displayName: 'Chorus' });
    const next = await drain(server, whole.deltaLink);
    await send(server, 'DELETE', `/me/contactFolders/${made.id}`);
    const last = await drain(server, next.deltaLink);
    expect([whole.rows.length, next.rows.map((row) => row.displayName), last.rows]).toEqual([2, ['Chorus'], [{ '@removed': { reason: 'deleted' }, id: made.id }]]);
    expect((await send(server, 'DELETE', '/me/contactFolders/contacts')).status).toBe(403);
  });

  it('refuses a change of a version that no longer stands', async () => {
    const server = await start();
    const made = (await send(server, 'POST', '/me/contacts', { givenName: 'Ada', surname: 'Lovelace' })).body;
    const patch = (etag: string) => send(server, 'PATCH', `/me/contacts/${made.id}`, { jobTitle: 'Countess' }, { 'if-match': etag });
    expect([made.displayName, (await patch(made['@odata.etag'])).status, (await patch(made['@odata.etag'])).status]).toEqual(['Ada Lovelace', 200, 412]);
  });

  it('names the same values by property and by MAPI tag, and finds by an extended property without giving it back', async () => {
    const server = await start();
    const id = 'String {00020329-0000-0000-C000-000000000046} Name X-Sync-Source-Id';
    await send(server, 'POST', '/me/contacts', { givenName: 'Ada', singleValueExtendedProperties: [{ id, value: 'crm:4711' }, { id: 'String 0x3A17', value: 'Countess' }] });
    const filter = encodeURIComponent(`singleValueExtendedProperties/any(ep: ep/id eq '${id}' and ep/value eq 'crm:4711')`);
    const found = (await send(server, 'GET', `/me/contacts?$filter=${filter}`)).body.value;
    expect(found.map((one: Row) => [one.givenName, one.jobTitle, one.singleValueExtendedProperties])).toEqual([['Ada', 'Countess', undefined]]);
    const expand = encodeURIComponent(`singleValueExtendedProperties($filter=id eq 'String 0x3FFA' or id eq 'String 0x3A06' or id eq 'String 0x3A44')`);
    expect((await send(server, 'GET', `/me/contacts/${found[0].id}?$expand=${expand}`)).body.singleValueExtendedProperties).toEqual([
      { id: 'String 0x3FFA', value: 'Robin Example' }, { id: 'String 0x3A06', value: 'Ada' },
    ]);
  });

  it('mails the guests of every meeting that it touches, and nobody where there are none', async () => {
    const server = await start();
    const event = { subject: 's', start: { dateTime: '2026-12-01T10:00:00', timeZone: 'Europe/Berlin' }, end: { dateTime: '2026-12-01T11:00:00', timeZone: 'Europe/Berlin' } };
    const silent = (await send(server, 'POST', '/me/events', event)).body;
    expect(silent.start).toEqual({ dateTime: '2026-12-01T09:00:00.0000000', timeZone: 'UTC' });
    expect(server.log.notifications()).toEqual([]);
    const made = (await send(server, 'POST', '/me/events', { ...event, attendees: [{ emailAddress: { address: 'guest@example.test' }, type: 'required' }] })).body;
    await send(server, 'DELETE', `/me/events/${made.id}`);
    expect(server.log.notifications().map(({ kind, to }) => [kind, to])).toEqual([['invitation', 'guest@example.test'], ['cancellation', 'guest@example.test']]);
  });

  it('shows a series as a master, its occurrences in a view, and those that were changed or taken out', async () => {
    const server = await start();
    const all = (await send(server, 'GET', '/me/events?$top=100&$expand=exceptionOccurrences&$select=type,cancelledOccurrences,exceptionOccurrences')).body.value;
    const masters = all.filter((one: Row) => one.type === 'seriesMaster');
    expect(masters.map((one: Row) => [one.exceptionOccurrences.length, one.cancelledOccurrences.length])).toEqual(masters.map(() => [1, 1]));
    const instances = (await send(server, 'GET', `/me/events/${masters[0].id}/instances?startDateTime=2026-01-01T00:00:00Z&endDateTime=2028-01-01T00:00:00Z&$top=50`)).body.value;
    expect(instances.map((one: Row) => one.type).sort()).toEqual(['exception', ...Array.from({ length: 8 }, () => 'occurrence')]);
    expect((await send(server, 'GET', '/me/calendarView')).status).toBe(400);
  });

  it('has tasks without change keys or extended properties', async () => {
    const server = await start();
    const [list] = (await send(server, 'GET', '/me/todo/lists')).body.value;
    expect(list.wellknownListName).toBe('defaultList');
    const made = (await send(server, 'POST', `/me/todo/lists/${list.id}/tasks`, { title: 'Call', dueDateTime: { dateTime: '2026-12-01T00:00:00', timeZone: 'UTC' } })).body;
    expect([made.title, made.status, made.changeKey]).toEqual(['Call', 'notStarted', undefined]);
    expect((await drain(server, `/me/todo/lists/${list.id}/tasks/delta`)).rows).toHaveLength(11);
  });

  it('keeps the steps and links of a task, and shows them where they are asked for', async () => {
    const server = await start();
    const [list] = (await send(server, 'GET', '/me/todo/lists')).body.value;
    const tasks = `/me/todo/lists/${list.id}/tasks`;
    const made = (await send(server, 'POST', tasks, { title: 'Move', linkedResources: [{ applicationName: 'App', externalId: '7' }] })).body;
    const step = (await send(server, 'POST', `${tasks}/${made.id}/checklistItems`, { displayName: 'Pack' })).body;
    await send(server, 'PATCH', `${tasks}/${made.id}/checklistItems/${step.id}`, { isChecked: true });
    const whole = (await send(server, 'GET', `${tasks}/${made.id}?$expand=checklistItems,linkedResources`)).body;
    expect([whole.checklistItems, whole.linkedResources]).toEqual([[{ ...step, isChecked: true }], [expect.objectContaining({ applicationName: 'App', externalId: '7' })]]);
    await send(server, 'DELETE', `${tasks}/${made.id}/checklistItems/${step.id}`);
    expect((await send(server, 'GET', `${tasks}/${made.id}`)).body.checklistItems).toBeUndefined();
    expect((await send(server, 'GET', `${tasks}/${made.id}/checklistItems`)).body.value).toEqual([]);
  });

  it('answers the requests of a batch each by itself', async () => {
    const server = await start();
    const get = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more });
    const { body } = await send(server, 'POST', '/$batch', { requests: [get('1', '/me/contacts?$top=1'), get('2', '/me/contacts/nonsense'), get('3', '/me/contacts', { dependsOn: ['2'] })] });
    expect(body.responses.map((one: Row) => [one.id, one.status])).toEqual([['1', 200], ['2', 400], ['3', 424]]);
    expect((await send(server, 'POST', '/$batch', { requests: Array.from({ length: 21 }, (_, at) => get(String(at), '/me/contacts')) })).status).toBe(400);
  });

  it('exports an item from any folder and makes it again by an address that needs no sign-in', async () => {
    const server = await start();
    const base = `/admin/exchange/mailboxes/${(await send(server, 'GET', '/me/settings/exchange')).body.primaryMailboxId}`;
    const folders = (await send(server, 'GET', `${base}/folders?$top=100`)).body.value;
    const folder = (type: string, name: string) => folders.find((one: Row) => one.displayName === name && one.type === type).id;
    const deleted = (await send(server, 'GET', `${base}/folders/${folder('IPF.Note', 'Deleted Items')}/items`)).body.value.find((one: Row) => one.type === 'IPM.Contact');
    const [exported] = (await send(server, 'POST', `${base}/exportItems`, { ItemIds: [deleted.id] })).body.value;
    const { importUrl } = (await send(server, 'POST', `${base}/createImportSession`)).body;
    const imported = await fetch(importUrl, { method: 'POST', body: JSON.stringify({ FolderId: folder('IPF.Contact', 'Contacts'), Mode: 'create', Data: exported.data }), headers: { 'content-type': 'application/json' } });
    const { itemId } = (await imported.json()) as { readonly itemId: string };
    expect((await send(server, 'GET', `/me/contacts/${itemId}`)).body.emailAddresses).toHaveLength(server.mailbox.itemsIn(server.mailbox.folders.named('deleteditems').number)[0]?.bag.has('{00062004-0000-0000-c000-000000000046}:0x8093') === true ? 2 : 1);
    expect((await fetch(`${server.url}/import/nonsense`, { method: 'POST', body: '{}' })).status).toBe(401);
  });

  it('tells by an audit query who did what, once the query has run', async () => {
    const server = await start();
    const [contact] = (await send(server, 'GET', '/me/contacts?$top=1')).body.value;
    await send(server, 'DELETE', `/me/contacts/${contact.id}`);
    const query = (await send(server, 'POST', '/security/auditLog/queries', { displayName: 'q', operationFilters: ['MoveToDeletedItems'] })).body;
    const states = [query.status];
    while (states.at(-1) !== 'succeeded') states.push((await send(server, 'GET', `/security/auditLog/queries/${query.id}`)).body.status);
    expect(states).toEqual(['notStarted', 'running', 'succeeded']);
    const records = (await send(server, 'GET', `/security/auditLog/queries/${query.id}/records`)).body.value;
    expect(records.map((one: Row) => [one.operation, one.userPrincipalName, one.createdDateTime])).toEqual([['MoveToDeletedItems', 'user@example.test', '2026-11-24T12:00:00Z']]);
  });
});

/** Whatever an answer holds: the tests say what it must be. */
type Row = ReturnType<typeof JSON.parse>;

async function start(): Promise<ExchangeServer> {
  const server = await startExchangeServer({ clock });
  servers.push(server);
  return server;
}

async function send(server: ExchangeServer, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number; readonly body: Row }> {
  const response = await fetch(path.startsWith('http') ? path : server.graphUrl + path, {
    method, headers: { authorization: 'Bearer test-token', 'content-type': 'application/json', ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text)) };
}

async function drain(server: ExchangeServer, path: string): Promise<{ readonly rows: readonly Row[]; readonly deltaLink: string }> {
  const rows: Row[] = [];
  for (let at = path; ; ) {
    const { body } = await send(server, 'GET', at);
    rows.push(...body['value']);
    if (body['@odata.deltaLink'] !== undefined) return { rows, deltaLink: body['@odata.deltaLink'] };
    at = body['@odata.nextLink'];
  }
}

import { afterEach, describe, expect, it } from 'vitest';

import { dumpMailbox } from './mailbox/dump.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import { startExchangeServer, type ExchangeServer, type ExchangeServerOptions } from './start-exchange-server.ts';

const clock = { nowMs: () => Date.UTC(2026, 10, 24, 12) };
const servers: ExchangeServer[] = [];
const NS = 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"';

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('the practice Exchange server', () => {
  it('holds a small mailbox, some of it deleted in each of the three ways', async () => {
    const { mailbox } = await start();
    const count = (name: string) => mailbox.countIn(mailbox.folders.named(name).number);
    const [suppliers] = mailbox.folders.children(mailbox.folders.named('contacts').number);
    expect([count('contacts') + mailbox.countIn(suppliers?.number ?? 0), count('calendar'), count('tasks')]).toEqual([40, 20, 10]);
    expect([count('deleteditems'), count('recoverableitemsdeletions'), count('recoverableitemspurges')]).toEqual([4, 1, 1]);
  });

  it('names its version in every answer, and refuses a version that there never was', async () => {
    const server = await start();
    expect(await ews(server, getFolder('contacts'))).toContain('<t:ServerVersionInfo MajorVersion="15" MinorVersion="2"');
    expect(await ews(server, getFolder('contacts'), { version: 'Exchange2099' })).toContain('<faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:ErrorInvalidServerVersion');
  });

  it('gives the same value as a field and as a MAPI property, whichever it was set by', async () => {
    const server = await start();
    const [id] = idsIn(await ews(server, createContact(`${tagged('0x3A06', 'Ada')}<t:Surname>Lovelace</t:Surname>`)));
    const text = await ews(server, getItem(id, '<t:FieldURI FieldURI="contacts:GivenName"/><t:ExtendedFieldURI PropertyTag="0x3A11" PropertyType="String"/>'));
    expect(text).toContain('<t:GivenName>Ada</t:GivenName>');
    expect(text).toContain('PropertyTag="0x3a11" PropertyType="String"/><t:Value>Lovelace</t:Value>');
  });

  it('fails the one item of a batch that is gone, and gives the others', async () => {
    const server = await start();
    const [first, second] = idsIn(await ews(server, findItem('contacts')));
    await ews(server, deleteItem(first, 'HardDelete'));
    expect(codesIn(await ews(server, `<m:GetItem>${SHAPE}<m:ItemIds>${first ?? ''}${second ?? ''}</m:ItemIds></m:GetItem>`))).toEqual(['ErrorItemNotFound', 'NoError']);
  });

  it('refuses elements that are not in the order of the schema, and stores nothing of the request', async () => {
    const server = await start();
    expect(await ews(server, createContact('<t:Surname>b</t:Surname><t:GivenName>a</t:GivenName>'))).toContain('a:ErrorSchemaValidation');
    expect(server.log.changes()).toEqual([]);
  });

  it('refuses a stale change key and lets it through only where the client overwrites', async () => {
    const server = await start();
    const [id] = idsIn(await ews(server, createContact('<t:GivenName>Ada</t:GivenName>')));
    expect(codesIn(await ews(server, setGivenName(id, 'Eve', 'NeverOverwrite')))).toEqual(['NoError']);
    expect(codesIn(await ews(server, setGivenName(id, 'Zoe', 'NeverOverwrite')))).toEqual(['ErrorIrresolvableConflict']);
    expect(codesIn(await ews(server, setGivenName(id, 'Zoe', 'AlwaysOverwrite')))).toEqual(['NoError']);
  });

  it('moves a deleted item back with another id, the same change key and search key, and where it came from', async () => {
    const server = await start();
    const [id = ''] = idsIn(await ews(server, createContact('<t:GivenName>Ada</t:GivenName>')));
    const searchKey = '<t:ExtendedFieldURI PropertyTag="0x300B" PropertyType="Binary"/><t:ExtendedFieldURI PropertyTag="0x348A" PropertyType="Binary"/>';
    const before = await ews(server, getItem(id, searchKey));
    await ews(server, deleteItem(id, 'SoftDelete'));
    const deleted = idsIn(await ews(server, findItem('recoverableitemsdeletions'))).find((one) => changeKey(one) === changeKey(id)) ?? '';
    const [back = ''] = idsIn(await ews(server, `<m:MoveItem><m:ToFolderId>${folderId('contacts')}</m:ToFolderId><m:ItemIds>${deleted}</m:ItemIds></m:MoveItem>`));
    const after = await ews(server, getItem(back, searchKey));
    expect(back).not.toBe(id);
    expect(changeKey(back)).toBe(changeKey(id));
    expect(valuesIn(after)).toEqual([valuesIn(before)[0], server.mailbox.ids.folderEntryId(server.mailbox.folders.named('contacts').number).toString('base64')]);
    expect(server.log.changes().map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['create', null, 'contacts'], ['move', 'contacts', 'recoverableitemsdeletions'], ['move', 'recoverableitemsdeletions', 'contacts'],
    ]);
  });

  it('syncs a folder page by page to the whole, then only what changed', async () => {
    const server = await start();
    const seen = new Set<string>();
    let state = '';
    for (let isLast = false; !isLast; ) {
      const text = await ews(server, sync('contacts', state, 10));
      idsIn(text).forEach((id) => seen.add(id));
      state = stateIn(text);
      isLast = text.includes('<m:IncludesLastItemInRange>true');
    }
    expect(seen.size).toBe(server.mailbox.countIn(server.mailbox.folders.named('contacts').number));
    const [gone, changed] = [...seen];
    await ews(server, deleteItem(gone, 'MoveToDeletedItems'));
    await ews(server, setGivenName(changed, 'Eve', 'AlwaysOverwrite'));
    await ews(server, createContact('<t:GivenName>Ada</t:GivenName>'));
    const text = await ews(server, sync('contacts', state, 512));
    expect([...text.matchAll(/<t:(Create|Update|Delete)>/g)].map((one) => one[1])).toEqual(['Create', 'Update', 'Delete']);
    server.mailbox.expireStates();
    const expired = await ews(server, sync('contacts', stateIn(text), 512));
    expect(codesIn(expired)).toEqual(['ErrorInvalidSyncStateData']);
    expect(expired).toContain('<m:SyncState/><m:IncludesLastItemInRange>true');
  });

  it('misses no item that changes between two pages, and tells of it as new and then as changed', async () => {
    const server = await start();
    const first = await ews(server, sync('contacts', '', 10));
    const unseen = idsIn(await ews(server, findItem('contacts'))).find((id) => !idsIn(first).includes(id)) ?? '';
    await ews(server, setGivenName(unseen, 'Eve', 'AlwaysOverwrite'));
    const itemId = /Id="[^"]+"/.exec(unseen)?.[0] ?? '';
    const kindIn = (text: string) => [...text.matchAll(/<t:(Create|Update)>(.*?)<\/t:\1>/g)].filter((one) => one[2]?.includes(itemId)).map((one) => one[1]);
    const rest = await ews(server, sync('contacts', stateIn(first), 512));
    const next = await ews(server, sync('contacts', stateIn(rest), 512));
    expect([kindIn(rest), kindIn(next)]).toEqual([['Create'], ['Update']]);
  });

  it('never gives more than 1000 rows, or 250 with a restriction', async () => {
    const server = await start({ sample: { contacts: 1200, events: 0, tasks: 0 } });
    const restriction = '<m:Restriction><t:Contains ContainmentMode="Prefixed" ContainmentComparison="IgnoreCase"><t:FieldURI FieldURI="item:ItemClass"/><t:Constant Value="ipm.contact"/></t:Contains></m:Restriction>';
    const all = await ews(server, findItem('contacts'));
    const some = await ews(server, findItem('contacts', restriction));
    expect([idsIn(all).length, idsIn(some).length]).toEqual([1000, 250]);
    expect(some).toContain('IndexedPagingOffset="250" TotalItemsInView="1050" IncludesLastItemInRange="false"');
  });

  it('finds and sorts by MAPI tags', async () => {
    const server = await start();
    await ews(server, createContact(`${tagged('0x10F3', 'own-1.EML')}<t:GivenName>Ada</t:GivenName>`));
    const restriction = '<m:Restriction><t:IsEqualTo><t:ExtendedFieldURI PropertyTag="0x10F3" PropertyType="String"/><t:FieldURIOrConstant><t:Constant Value="own-1.EML"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction>';
    expect(idsIn(await ews(server, findItem('contacts', restriction)))).toHaveLength(1);
    const order = '<m:SortOrder><t:FieldOrder Order="Descending"><t:ExtendedFieldURI PropertyTag="0x0E23" PropertyType="Integer"/></t:FieldOrder></m:SortOrder>';
    const rows = idsIn(await ews(server, findItem('contacts', order)));
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.toReversed()).toEqual(idsIn(await ews(server, findItem('contacts', order.replace('Descending', 'Ascending')))));
  });

  it('tells whom a meeting would have been mailed to, and nobody where the client says so', async () => {
    const server = await start();
    const event = (how: string) =>
      `<m:CreateItem${how}><m:Items><t:CalendarItem><t:Subject>s</t:Subject><t:Start>2026-12-01T09:00:00Z</t:Start><t:End>2026-12-01T10:00:00Z</t:End>` +
      '<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>guest@example.test</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees></t:CalendarItem></m:Items></m:CreateItem>';
    expect(codesIn(await ews(server, event('')))).toEqual(['ErrorSendMeetingInvitationsRequired']);
    await ews(server, event(' SendMeetingInvitations="SendToNone"'));
    expect(server.log.notifications()).toEqual([]);
    const [id] = idsIn(await ews(server, event(' SendMeetingInvitations="SendToAllAndSaveCopy"')));
    await ews(server, deleteItem(id, 'MoveToDeletedItems', ' SendMeetingCancellations="SendOnlyToAll"'));
    expect(server.log.notifications().map(({ kind, to }) => [kind, to])).toEqual([['invitation', 'guest@example.test'], ['cancellation', 'guest@example.test']]);
  });

  it('takes one occurrence out of a series by changing the series alone', async () => {
    const server = await start();
    const before = await ews(server, calendarView());
    const occurrence = /<t:CalendarItem>(<t:ItemId [^>]*>)<t:CalendarItemType>Occurrence/.exec(before)?.[1] ?? '';
    await ews(server, deleteItem(occurrence, 'HardDelete', ' SendMeetingCancellations="SendToNone"'));
    expect(idsIn(before).length - idsIn(await ews(server, calendarView())).length).toBe(1);
    expect(server.log.changes().map((one) => one.kind)).toEqual(['update']);
    expect(codesIn(await ews(server, getItem(occurrence, '')))).toEqual(['ErrorCalendarOccurrenceIsDeletedFromRecurrence']);
  });

  it('exports an item whole and makes it again from that', async () => {
    const server = await start();
    const [id = ''] = idsIn(await ews(server, createContact('<t:GivenName>Ada</t:GivenName><t:JobTitle>Countess</t:JobTitle>')));
    const data = /<m:Data>([^<]+)/.exec(await ews(server, `<m:ExportItems><m:ItemIds>${id}</m:ItemIds></m:ExportItems>`))?.[1] ?? '';
    const parent = `<t:ParentFolderId Id="${server.mailbox.ids.folderId(server.mailbox.folders.named('contacts').number)}"/>`;
    const upload = (stream: string) => ews(server, `<m:UploadItems><m:Items><t:Item CreateAction="CreateNew">${parent}<t:Data>${stream}</t:Data></t:Item></m:Items></m:UploadItems>`);
    const made = /<m:ItemId Id="([^"]+)"/.exec(await upload(data))?.[1] ?? '';
    expect(await ews(server, getItem(`<t:ItemId Id="${made}"/>`, '<t:FieldURI FieldURI="contacts:JobTitle"/>'))).toContain('<t:JobTitle>Countess');
    expect(codesIn(await upload(data.slice(0, -40)))).toEqual(['ErrorCorruptData']);
  });

  it('goes on from what it kept, with the same ids and sync states', async () => {
    const server = await start();
    const state = stateIn(await ews(server, sync('tasks', '', 512)));
    const [id] = idsIn(await ews(server, findItem('tasks')));
    const again = await start({ dump: dumpMailbox(server.mailbox) });
    expect(contentOf(again.mailbox)).toEqual(contentOf(server.mailbox));
    expect(codesIn(await ews(again, getItem(id, '')))).toEqual(['NoError']);
    expect(idsIn(await ews(again, sync('tasks', state, 512)))).toEqual([]);
  });

  it('streams what happens in a folder, a move with both of its ids', async () => {
    const server = await start();
    const types = ['CreatedEvent', 'MovedEvent'].map((one) => `<t:EventType>${one}</t:EventType>`).join('');
    const subscribed = await ews(server, `<m:Subscribe><m:StreamingSubscriptionRequest><t:FolderIds>${folderId('contacts')}${folderId('deleteditems')}</t:FolderIds><t:EventTypes>${types}</t:EventTypes></m:StreamingSubscriptionRequest></m:Subscribe>`);
    const subscription = /<m:SubscriptionId>([^<]+)/.exec(subscribed)?.[1] ?? '';
    const [id] = idsIn(await ews(server, createContact('<t:GivenName>Ada</t:GivenName>')));
    await ews(server, deleteItem(id, 'MoveToDeletedItems'));
    const response = await post(server, envelope(`<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>${subscription}</t:SubscriptionId></m:SubscriptionIds><m:ConnectionTimeout>1</m:ConnectionTimeout></m:GetStreamingEvents>`));
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      if (text.includes('MovedEvent>')) break;
    }
    expect([...text.matchAll(/<t:(\w+Event|OldItemId)\b/g)].map((one) => one[1])).toEqual(['CreatedEvent', 'MovedEvent', 'OldItemId']);
  });

  it('tells where its services are, to whoever asks for the mailbox', async () => {
    const server = await start();
    const asked = await fetch(`${server.url}/autodiscover/autodiscover.json/v1.0/user@example.test?Protocol=EWS`);
    expect(await asked.json()).toEqual({ Protocol: 'EWS', Url: server.ewsUrl });
    expect((await fetch(`${server.url}/autodiscover/autodiscover.json?Email=nobody@example.test&Protocol=Ews`)).status).toBe(404);
  });

  it('lets in by password or token, and else names every way to sign in', async () => {
    const server = await start();
    const status = async (authorization: string) => (await post(server, envelope(getFolder('contacts')), authorization)).status;
    expect([await status('Bearer test-token'), await status(basic('user@example.test:wrong')), await status('Bearer nonsense')]).toEqual([200, 401, 401]);
    const refused = await fetch(server.ewsUrl, { method: 'POST', body: '' });
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic realm="[^"]+", NTLM, Bearer /);
  });
});

const SHAPE = '<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>';

async function start(options: Partial<ExchangeServerOptions> = {}): Promise<ExchangeServer> {
  const server = await startExchangeServer({ clock, ...options });
  servers.push(server);
  return server;
}

async function ews(server: ExchangeServer, body: string, { version = 'Exchange2013_SP1' } = {}): Promise<string> {
  return (await post(server, envelope(body, version))).text();
}

function envelope(body: string, version = 'Exchange2013_SP1'): string {
  return `<s:Envelope ${NS}><s:Header><t:RequestServerVersion Version="${version}"/></s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

function post(server: ExchangeServer, body: string, authorization = basic('user@example.test:pass')): Promise<Response> {
  return fetch(server.ewsUrl, { method: 'POST', body, headers: { 'content-type': 'text/xml; charset=utf-8', authorization } });
}

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

function folderId(name: string): string {
  return `<t:DistinguishedFolderId Id="${name}"/>`;
}

function getFolder(name: string): string {
  return `<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds>${folderId(name)}</m:FolderIds></m:GetFolder>`;
}

function findItem(folder: string, more = ''): string {
  return `<m:FindItem Traversal="Shallow">${SHAPE}<m:IndexedPageItemView MaxEntriesReturned="5000" Offset="0" BasePoint="Beginning"/>${more}<m:ParentFolderIds>${folderId(folder)}</m:ParentFolderIds></m:FindItem>`;
}

function calendarView(): string {
  const shape = SHAPE.replace('</m:', '<t:AdditionalProperties><t:FieldURI FieldURI="calendar:CalendarItemType"/></t:AdditionalProperties></m:');
  return `<m:FindItem Traversal="Shallow">${shape}<m:CalendarView StartDate="2026-09-01T00:00:00Z" EndDate="2027-09-01T00:00:00Z"/><m:ParentFolderIds>${folderId('calendar')}</m:ParentFolderIds></m:FindItem>`;
}

function createContact(inner: string): string {
  return `<m:CreateItem><m:SavedItemFolderId>${folderId('contacts')}</m:SavedItemFolderId><m:Items><t:Contact>${inner}</t:Contact></m:Items></m:CreateItem>`;
}

function tagged(tag: string, value: string): string {
  return `<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="${tag}" PropertyType="String"/><t:Value>${value}</t:Value></t:ExtendedProperty>`;
}

function getItem(id: string | undefined, paths: string): string {
  const shape = paths === '' ? SHAPE : SHAPE.replace('</m:', `<t:AdditionalProperties>${paths}</t:AdditionalProperties></m:`);
  return `<m:GetItem>${shape}<m:ItemIds>${id ?? ''}</m:ItemIds></m:GetItem>`;
}

function setGivenName(id: string | undefined, name: string, resolution: string): string {
  const update = `<t:SetItemField><t:FieldURI FieldURI="contacts:GivenName"/><t:Contact><t:GivenName>${name}</t:GivenName></t:Contact></t:SetItemField>`;
  return `<m:UpdateItem ConflictResolution="${resolution}"><m:ItemChanges><t:ItemChange>${id ?? ''}<t:Updates>${update}</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>`;
}

function deleteItem(id: string | undefined, kind: string, attributes = ''): string {
  return `<m:DeleteItem DeleteType="${kind}"${attributes}><m:ItemIds>${id ?? ''}</m:ItemIds></m:DeleteItem>`;
}

function sync(folder: string, state: string, most: number): string {
  const before = state === '' ? '' : `<m:SyncState>${state}</m:SyncState>`;
  return `<m:SyncFolderItems>${SHAPE}<m:SyncFolderId>${folderId(folder)}</m:SyncFolderId>${before}<m:MaxChangesReturned>${most}</m:MaxChangesReturned></m:SyncFolderItems>`;
}

function idsIn(text: string): readonly string[] {
  return [...text.matchAll(/<t:ItemId [^>]*>/g)].map((one) => one[0]);
}

function changeKey(id: string): string {
  return /ChangeKey="([^"]+)"/.exec(id)?.[1] ?? '';
}

function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/<m:ResponseCode>(\w+)/g)].map((one) => one[1] ?? '');
}

function valuesIn(text: string): readonly string[] {
  return [...text.matchAll(/<t:Value>([^<]*)/g)].map((one) => one[1] ?? '');
}

function stateIn(text: string): string {
  return /<m:SyncState>([^<]+)/.exec(text)?.[1] ?? '';
}

function contentOf(mailbox: Mailbox): unknown {
  return { kept: mailbox.keep(), folders: mailbox.folders.keep() };
}

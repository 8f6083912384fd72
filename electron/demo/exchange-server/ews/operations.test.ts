import { afterEach, describe, expect, it } from 'vitest';

import { EMAILS } from '../mailbox/contact-properties.ts';
import { startExchangeServer, type ExchangeServer } from '../start-exchange-server.ts';

const NS = 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"';
const servers: ExchangeServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('the smaller operations of EWS', () => {
  it('write an id in other ways and back', async () => {
    const server = await start();
    const { id } = pictured(server);
    const convert = async (from: string, to: string, given: string) =>
      /<m:AlternateId [^>]*\bId="([^"]+)"/.exec(await ews(server, `<m:ConvertId DestinationFormat="${to}"><m:SourceIds><t:AlternateId Format="${from}" Id="${given}" Mailbox="user@example.test"/></m:SourceIds></m:ConvertId>`))?.[1] ?? '';
    const hex = await convert('EwsId', 'HexEntryId', id);
    expect(hex).toMatch(/^(?:[0-9A-F]{2}){70}$/);
    expect(await convert('HexEntryId', 'EwsId', hex)).toBe(id);
    expect(await convert('EwsId', 'HexEntryId', 'nonsense')).toBe('');
  });

  it('find the owner and contacts by name or address', async () => {
    const server = await start();
    const resolve = (entry: string) => ews(server, `<m:ResolveNames ReturnFullContactData="true"><m:UnresolvedEntry>${entry}</m:UnresolvedEntry></m:ResolveNames>`);
    expect(await resolve('smtp:user@example.test')).toContain('TotalItemsInView="1"');
    expect(await resolve(pictured(server).address)).toContain(`<t:EmailAddress>${pictured(server).address}</t:EmailAddress>`);
    expect(await resolve('nobody-at-all')).toContain('ErrorNameResolutionNoResults');
  });

  it('give the picture of a contact, as a photo and as an attachment', async () => {
    const server = await start();
    const { id, address, photo } = pictured(server);
    expect(await ews(server, `<m:GetUserPhoto><m:Email>${address}</m:Email><m:SizeRequested>HR96x96</m:SizeRequested></m:GetUserPhoto>`)).toContain(`<m:PictureData>${photo}</m:PictureData>`);
    const item = await ews(server, `<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id="${id}"/></m:ItemIds></m:GetItem>`);
    const attachment = /<t:AttachmentId Id="([^"]+)"/.exec(item)?.[1] ?? '';
    expect(item).toContain('<t:HasPicture>true</t:HasPicture>');
    expect(await ews(server, `<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id="${attachment}"/></m:AttachmentIds></m:GetAttachment>`)).toContain(`<t:Content>${photo}</t:Content>`);
    await ews(server, `<m:DeleteAttachment><m:AttachmentIds><t:AttachmentId Id="${attachment}"/></m:AttachmentIds></m:DeleteAttachment>`);
    expect(await ews(server, `<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id="${attachment}"/></m:AttachmentIds></m:GetAttachment>`)).toContain('ErrorInvalidAttachmentId');
  });

  it('tell the categories in use and the time zone', async () => {
    const server = await start();
    const ask = (name: string, folder: string) =>
      ews(server, `<m:GetUserConfiguration><m:UserConfigurationName Name="${name}"><t:DistinguishedFolderId Id="${folder}"/></m:UserConfigurationName><m:UserConfigurationProperties>All</m:UserConfigurationProperties></m:GetUserConfiguration>`);
    const list = Buffer.from(/<t:XmlData>([^<]+)/.exec(await ask('CategoryList', 'calendar'))?.[1] ?? '', 'base64').toString('utf8');
    expect([...list.matchAll(/category name="([^"]+)"/g)].map((one) => one[1])).toEqual(['Customers', 'Friends', 'Suppliers']);
    expect(await ask('OWA.UserOptions', 'root')).toContain('<t:DictionaryValue><t:Type>String</t:Type><t:Value>UTC</t:Value>');
    expect(await ask('Nonsense', 'root')).toContain('ErrorItemNotFound');
  });

  it('make a folder, rename it and delete it with what is in it', async () => {
    const server = await start();
    const made = await ews(server, '<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId Id="contacts"/></m:ParentFolderId><m:Folders><t:ContactsFolder><t:DisplayName>Choir</t:DisplayName></t:ContactsFolder></m:Folders></m:CreateFolder>');
    const id = /<t:FolderId [^>]+>/.exec(made)?.[0] ?? '';
    const update = '<t:SetFolderField><t:FieldURI FieldURI="folder:DisplayName"/><t:ContactsFolder><t:DisplayName>Chorus</t:DisplayName></t:ContactsFolder></t:SetFolderField>';
    await ews(server, `<m:UpdateFolder><m:FolderChanges><t:FolderChange>${id}<t:Updates>${update}</t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>`);
    const names = () => server.mailbox.folders.children(server.mailbox.folders.named('contacts').number).map((one) => one.name);
    expect(names()).toEqual(['Suppliers', 'Chorus']);
    await ews(server, `<m:DeleteFolder DeleteType="SoftDelete"><m:FolderIds>${id}</m:FolderIds></m:DeleteFolder>`);
    expect(names()).toEqual(['Suppliers']);
    expect(await ews(server, '<m:DeleteFolder DeleteType="SoftDelete"><m:FolderIds><t:DistinguishedFolderId Id="contacts"/></m:FolderIds></m:DeleteFolder>')).toContain('ErrorDeleteDistinguishedFolder');
  });
});

async function start(): Promise<ExchangeServer> {
  const server = await startExchangeServer({ clock: { nowMs: () => Date.UTC(2026, 10, 24, 12) } });
  servers.push(server);
  return server;
}

/** The first contact with a picture. */
function pictured(server: ExchangeServer): { readonly id: string; readonly address: string; readonly photo: string } {
  const item = server.mailbox.itemsIn(server.mailbox.folders.named('contacts').number).find((one) => one.attachments.length > 0);
  const [first] = EMAILS;
  if (item === undefined || first === undefined) throw new Error('the sample has no picture');
  return { id: server.mailbox.ids.itemId(item.folder, item.instance), address: String(item.bag.get(first.address)), photo: item.attachments[0]?.content ?? '' };
}

async function ews(server: ExchangeServer, body: string): Promise<string> {
  const authorization = `Basic ${Buffer.from('user@example.test:pass').toString('base64')}`;
  return (await fetch(server.ewsUrl, { method: 'POST', body: `<s:Envelope ${NS}><s:Body>${body}</s:Body></s:Envelope>`, headers: { 'content-type': 'text/xml', authorization } })).text();
}

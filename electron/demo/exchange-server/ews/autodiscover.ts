import { BadXml, readXml, type XmlElement } from '../../dav-server/read-xml.ts';
import { escapeXml } from '../../dav-server/write-xml.ts';
import type { HttpReply, HttpRequest } from '../http/messages.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { kid, kidText } from './xml.ts';

const OUTLOOK = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a';

/** Autodiscover V2: where the services of a mailbox are, asked without signing in. Null for any other path. */
export function autodiscoverJson(request: HttpRequest, mailbox: Mailbox): HttpReply | null {
  const match = /^\/autodiscover\/autodiscover\.json(?:\/v1\.0\/([^/]+))?\/?$/i.exec(request.path);
  if (match === null) return null;
  const email = decodeURIComponent(match[1] ?? '') || request.query.get('Email') || '';
  const protocol = request.query.get('Protocol') ?? '';
  const json = (status: number, body: unknown): HttpReply => ({ status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body), operation: 'Autodiscover' });
  if (email.toLowerCase() !== mailbox.owner.address.toLowerCase()) return json(404, { ErrorCode: 'UserNotFound', ErrorMessage: 'The given user is not found.' });
  switch (protocol.toLowerCase()) {
    case 'ews':
      return json(200, { Protocol: 'EWS', Url: `${request.origin}/EWS/Exchange.asmx` });
    case 'autodiscoverv1':
      return json(200, { Protocol: 'AutodiscoverV1', Url: `${request.origin}/autodiscover/autodiscover.xml` });
    default:
      return json(400, { ErrorCode: 'InvalidProtocol', ErrorMessage: `The given protocol value '${protocol}' is invalid. Supported values are 'AutodiscoverV1,Ews'` });
  }
}

/** The older autodiscover of XML, for those who have signed in (MS-OXDSCLI). */
export function autodiscoverXml(request: HttpRequest, mailbox: Mailbox): HttpReply {
  const asked = parse(request.body.toString('utf8'));
  if (asked === null) return { status: 400, operation: 'Autodiscover' };
  const email = kidText(kid(asked, 'Request'), 'EMailAddress');
  const isKnown = email.toLowerCase() === mailbox.owner.address.toLowerCase();
  return { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, operation: 'Autodiscover', body: isKnown ? settings(request.origin, mailbox) : notFound(mailbox.now()) };
}

function settings(origin: string, mailbox: Mailbox): string {
  const url = escapeXml(`${origin}/EWS/Exchange.asmx`);
  const protocol = (type: string) => `<Protocol><Type>${type}</Type><ASUrl>${url}</ASUrl><EwsUrl>${url}</EwsUrl></Protocol>`;
  const user = `<User><DisplayName>${escapeXml(mailbox.owner.name)}</DisplayName><AutoDiscoverSMTPAddress>${escapeXml(mailbox.owner.address)}</AutoDiscoverSMTPAddress></User>`;
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">' +
    `<Response xmlns="${OUTLOOK}">${user}<Account><AccountType>email</AccountType><Action>settings</Action>${protocol('EXCH')}${protocol('EXPR')}</Account></Response></Autodiscover>`
  );
}

function notFound(now: string): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response>' +
    `<Error Time="${now.slice(11, 19)}" Id="1"><ErrorCode>500</ErrorCode><Message>The email address can't be found.</Message><DebugData/></Error></Response></Autodiscover>`
  );
}

function parse(text: string): XmlElement | null {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof BadXml) return null;
    throw error;
  }
}

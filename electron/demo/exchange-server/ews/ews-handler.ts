import { BadXml, readXml, type XmlElement } from '../../dav-server/read-xml.ts';
import type { HttpHandler, HttpReply, HttpRequest } from '../http/messages.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { EwsError, failed, respond, SoapFault } from './errors.ts';
import { OPERATIONS } from './operations.ts';
import { Subscriptions } from './subscriptions.ts';
import { envelope, kid, kidText, localName, soapFault } from './xml.ts';

const VERSIONS = /^Exchange(?:2007|2007_SP1|2010|2010_SP1|2010_SP2|2013|2013_SP1|2015|2016|V2015_10_05)$/;
const XML = { 'content-type': 'text/xml; charset=utf-8' };

/** Exchange Web Services for one mailbox, as a function from request to reply; who asks has been checked before. */
export function createEwsHandler(mailbox: Mailbox): HttpHandler {
  const subscriptions = new Subscriptions(mailbox);
  return (request) => {
    if (request.method !== 'POST') return { status: 302, headers: { location: '/EWS/Services.wsdl' } };
    const found = readRequest(request);
    if ('fault' in found) return found.fault;
    const { element } = found;
    const operation = localName(element);
    try {
      const answer = OPERATIONS[operation];
      if (answer === undefined) throw new SoapFault('ErrorSchemaValidation', 'The request failed schema validation: no such operation.');
      const by = { name: request.signedIn?.displayName ?? mailbox.owner.name, request: request.index };
      const answered = answer({ mailbox, by, request: element, subscriptions });
      if (typeof answered === 'string') return { status: 200, headers: XML, body: envelope(answered), operation };
      return { status: 200, operation, isStream: true, takeOver: answered.stream };
    } catch (error) {
      if (error instanceof SoapFault) return { ...faultOf(error), operation };
      // What is wrong with the whole request rather than with one item of it.
      if (error instanceof EwsError) return { status: 200, headers: XML, body: envelope(respond(operation, [failed(operation, error, EXPECTED[operation] ?? '')])), operation };
      throw error;
    }
  };
}

/** Elements that the schema wants of some operations whatever happened. */
const EXPECTED: Readonly<Record<string, string>> = { GetItem: '<m:Items/>', CreateItem: '<m:Items/>', UpdateItem: '<m:Items/>', MoveItem: '<m:Items/>', CopyItem: '<m:Items/>' };

function readRequest(request: HttpRequest): { readonly element: XmlElement } | { readonly fault: HttpReply } {
  let root: XmlElement;
  try {
    root = readXml(request.body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof BadXml)) throw error;
    return { fault: faultOf(new SoapFault('ErrorInvalidRequest')) };
  }
  const version = kid(kid(root, 'Header'), 'RequestServerVersion')?.attributes['Version'];
  const element = kid(root, 'Body')?.children[0];
  if (element === undefined) return { fault: faultOf(new SoapFault('ErrorInvalidRequest')) };
  if (version !== undefined && !VERSIONS.test(version)) return { fault: { ...faultOf(new SoapFault('ErrorInvalidServerVersion')), operation: localName(element) } };
  return { element };
}

function faultOf(fault: SoapFault): HttpReply {
  return { status: 500, headers: XML, body: soapFault(fault.code, fault.message) };
}

/** The address of the mailbox that a service account asks to act for (exdocs, impersonation); '' where it asks for none. */
export function impersonatedAddress(request: HttpRequest): string {
  if (!request.body.includes('ExchangeImpersonation')) return '';
  try {
    const sid = kid(kid(kid(readXml(request.body.toString('utf8')), 'Header'), 'ExchangeImpersonation'), 'ConnectingSID');
    return kidText(sid, 'PrimarySmtpAddress') || kidText(sid, 'PrincipalName') || kidText(sid, 'SmtpAddress');
  } catch (error) {
    if (error instanceof BadXml) return '';
    throw error;
  }
}

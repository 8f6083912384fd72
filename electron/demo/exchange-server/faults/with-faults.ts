import type { ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';

import { envelope, soapFault, x, xText } from '../ews/xml.ts';
import type { HttpHandler, HttpReply, HttpRequest } from '../http/messages.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { operationOf, type FaultPicker, type FaultRule } from './fault-rules.ts';
import { cutPage, repeatLink, reverseOrder, throttleParts, truncateExports } from './lies.ts';

const XML = { 'content-type': 'text/xml; charset=utf-8' };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const BUSY_WORDS = 'The server cannot service this request right now. Try again later.';

/** Puts the faults of a script around a server. */
export function withFaults(next: HttpHandler, picker: FaultPicker, mailbox: Mailbox): HttpHandler {
  return async (request) => {
    const rule = picker.pick(request);
    if (rule === undefined) return next(request);
    const operation = operationOf(request);
    const before = replyInstead(rule, request);
    if (before !== null) return { ...before, operation };
    if (rule.fault === 'expired-state') mailbox.expireStates();
    return replyChanged(rule, await next(request));
  };
}

/** What is answered while nothing is done; null where the server is asked. */
function replyInstead(rule: FaultRule, request: HttpRequest): HttpReply | null {
  const isGraph = request.path.startsWith('/v1.0/');
  const backOffMs = rule.backOffMs ?? 1000;
  const headers = { 'retry-after': String(Math.ceil(backOffMs / 1000)) };
  switch (rule.fault) {
    case 'busy':
      if (isGraph) return { status: 429, headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify({ error: { code: 'ApplicationThrottled', message: 'Application is over its MailboxConcurrency limit.' } }) };
      return { status: 500, headers: XML, body: soapFault('ErrorServerBusy', BUSY_WORDS, { BackOffMilliseconds: String(backOffMs) }) };
    case 'busy-inside':
      // json-batching: there each request of a batch has a status of its own.
      if (isGraph) return null;
      return { status: 200, headers: XML, body: envelope(busyMessage(operationOf(request), backOffMs)) };
    case 'status':
      return { status: rule.status ?? 503, headers: rule.backOffMs === undefined ? {} : headers };
    case 'forbidden':
      return isGraph ? { status: 403, headers: JSON_TYPE, body: JSON.stringify({ error: { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' } }) } : { status: 403 };
    case 'reset':
      return { status: 0, takeOver: tearDown };
    case 'stall':
      return { status: 0, takeOver: () => undefined };
    default:
      return null;
  }
}

function replyChanged(rule: FaultRule, reply: HttpReply): HttpReply {
  switch (rule.fault) {
    case 'lost-reply':
      return { status: 0, ...operationIn(reply), takeOver: tearDown };
    case 'cut-off':
      return cutOff(reply);
    case 'cut-page':
      return cutPage(reply);
    case 'wrong-order':
      return reverseOrder(reply);
    case 'truncated-export':
      return truncateExports(reply);
    case 'repeated-link':
      return repeatLink(reply);
    case 'busy-inside':
      return throttleParts(reply, Math.ceil((rule.backOffMs ?? 1000) / 1000));
    default:
      return reply;
  }
}

/** Ends a connection as one that breaks; a reset shows only where nothing is encrypted around it. */
function tearDown(response: ServerResponse): void {
  const { socket } = response;
  if (socket instanceof TLSSocket) socket.destroy();
  else socket?.resetAndDestroy();
}

/** Half of the bytes, though all of them were announced. */
function cutOff(reply: HttpReply): HttpReply {
  const bytes = Buffer.from(reply.body ?? '');
  return {
    status: reply.status,
    ...operationIn(reply),
    takeOver(response) {
      for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
      response.setHeader('content-length', bytes.length);
      response.writeHead(reply.status);
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
    },
  };
}

function operationIn(reply: HttpReply): Pick<HttpReply, 'operation'> {
  return reply.operation === undefined ? {} : { operation: reply.operation };
}

/** EXCHANGE.md §3: overload is told within an answer of 200 as well, with what the schema wants of that answer. */
function busyMessage(operation: string, backOffMs: number): string {
  const rest = operation.startsWith('SyncFolder')
    ? `<m:SyncState/><m:IncludesLast${operation === 'SyncFolderItems' ? 'Item' : 'Folder'}InRange>true</m:IncludesLast${operation === 'SyncFolderItems' ? 'Item' : 'Folder'}InRange>`
    : /^(?:Get|Create|Update|Move|Copy)Item$/.test(operation) ? '<m:Items/>' : '';
  const message =
    xText('m:MessageText', BUSY_WORDS) + x('m:ResponseCode', 'ErrorServerBusy') + x('m:DescriptiveLinkKey', '0') +
    x('m:MessageXml', xText('t:Value', backOffMs, { Name: 'BackOffMilliseconds' })) + rest;
  return x(`m:${operation}Response`, x('m:ResponseMessages', x(`m:${operation}ResponseMessage`, message, { ResponseClass: 'Error' })));
}

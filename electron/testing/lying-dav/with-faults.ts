import { setTimeout } from 'node:timers/promises';

import { isMultistatus, type DavHandler, type DavReply, type DavRequest, type Multistatus } from '../../demo/dav-server/messages.ts';
import type { FaultPicker } from './fault-schedule.ts';
import type { Fault } from './faults.ts';
import { hostileXml } from './hostile-xml.ts';
import { broken, cutOff, dripping, endless, gzipBomb, halfClosed, stalled } from './transport-faults.ts';

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body><form method="post" action="/login"><input name="user"><input name="password" type="password"></form></body></html>';

/** Puts the faults of a schedule between client and server. */
export function withFaults(next: DavHandler, picker: FaultPicker): DavHandler {
  return (request) => {
    const fault = picker.pick(request);
    return fault === undefined ? next(request) : applyFault(fault, request, next);
  };
}

async function applyFault(fault: Fault, request: DavRequest, next: DavHandler): Promise<DavReply> {
  switch (fault.kind) {
    case 'login-page':
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: LOGIN_PAGE };
    case 'empty-reply':
      return { status: 200 };
    case 'empty-multistatus':
      return { status: 207, body: { rows: [] } };
    case 'lost-index':
      return withRows(await next(request), ({ rows }) => ({ rows: rows.filter((row) => row.href.endsWith('/')) }));
    case 'foreign-hrefs':
      return withRows(await next(request), (multistatus) => ({ ...multistatus, rows: multistatus.rows.map((row) => ({ ...row, href: fault.origin + row.href })) }));
    case 'cut-off':
      return cutOff(await next(request), fault.framing, fault.share);
    case 'delay':
      await setTimeout(fault.milliseconds);
      return next(request);
    case 'drip':
      return dripping(await next(request), fault.everyMs);
    case 'lost-reply':
      await next(request);
      return broken();
    case 'status':
      return { status: fault.status, headers: statusHeaders(fault) };
    case 'redirect':
      return { status: fault.status, headers: { location: fault.location.replaceAll('{path}', request.path) } };
    case 'reset':
      return broken();
    case 'half-close':
      return halfClosed();
    case 'stall':
      return stalled();
    case 'endless-body':
      return endless();
    case 'gzip-bomb':
      return gzipBomb(fault.megabytes);
    case 'hostile-xml':
      return { status: 207, headers: { 'content-type': 'application/xml; charset=utf-8' }, body: hostileXml(fault.shape, request.path) };
  }
}

function statusHeaders(fault: Extract<Fault, { kind: 'status' }>): Record<string, string> {
  return {
    ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }),
    ...(fault.status === 401 ? { 'www-authenticate': 'Basic realm="expired", charset="UTF-8"' } : {}),
  };
}

function withRows(reply: DavReply, change: (multistatus: Multistatus) => Multistatus): DavReply {
  if (!isMultistatus(reply.body)) return reply;
  const changed = change(reply.body);
  return { ...reply, body: reply.body.syncToken === undefined ? changed : { ...changed, syncToken: reply.body.syncToken } };
}

import type { ServerResponse } from 'node:http';
import { createGzip, constants } from 'node:zlib';

import type { DavReply } from '../../demo/dav-server/messages.ts';
import { asBytes } from '../../demo/dav-server/reply-bytes.ts';
import type { Fault } from './faults.ts';

type Framing = Extract<Fault, { kind: 'cut-off' }>['framing'];

/** A broken connection; the server has done whatever it has done. */
export function broken(): DavReply {
  return { status: 0, takeOver: (response) => response.socket?.resetAndDestroy() };
}

/** The server's side closed without an answer. */
export function halfClosed(): DavReply {
  return { status: 0, takeOver: (response) => response.socket?.end() };
}

/** No answer until the client or the test gives up. */
export function stalled(): DavReply {
  return { status: 0, takeOver: () => undefined };
}

/** Only a share of a reply, framed so that the loss shows or does not. */
export function cutOff(reply: DavReply, framing: Framing, share: number): DavReply {
  const { headers, bytes } = asBytes(reply);
  const part = bytes.subarray(0, Math.floor(bytes.length * share));
  return {
    status: reply.status,
    takeOver(response) {
      if (framing === 'close') return sendUntilClose(response, reply.status, headers, part);
      if (framing === 'exact-length') headers['content-length'] = String(part.length);
      if (framing === 'content-length' || framing === 'reset') headers['content-length'] = String(bytes.length);
      response.writeHead(reply.status, headers);
      if (framing === 'chunked' || framing === 'exact-length') return void response.end(part);
      response.write(part, () => (framing === 'reset' ? response.socket?.resetAndDestroy() : response.socket?.end()));
    },
  };
}

/** The whole reply, one byte at a time. */
export function dripping(reply: DavReply, everyMs: number): DavReply {
  const { headers, bytes } = asBytes(reply);
  return {
    status: reply.status,
    takeOver(response) {
      response.writeHead(reply.status, { ...headers, 'content-length': bytes.length });
      let sent = 0;
      const timer = setInterval(() => {
        response.write(bytes.subarray(sent, sent + 1));
        sent += 1;
        if (sent >= bytes.length) response.end();
      }, everyMs);
      response.once('close', () => clearInterval(timer));
      response.once('finish', () => clearInterval(timer));
    },
  };
}

/** A multistatus that goes on until the client hangs up. */
export function endless(): DavReply {
  const row = Buffer.from(`<d:response><d:href>/${'x'.repeat(8000)}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>\n`);
  return {
    status: 207,
    takeOver(response) {
      response.writeHead(207, { 'content-type': 'application/xml; charset=utf-8' });
      response.write('<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">\n');
      const pump = () => {
        while (!response.destroyed && response.write(row));
      };
      response.on('drain', pump);
      pump();
    },
  };
}

/** About a thousandth of the size on the wire. */
export function gzipBomb(megabytes: number): DavReply {
  return {
    status: 207,
    takeOver(response) {
      response.writeHead(207, { 'content-type': 'application/xml; charset=utf-8', 'content-encoding': 'gzip' });
      const gzip = createGzip({ level: constants.Z_BEST_COMPRESSION });
      gzip.pipe(response);
      const megabyte = Buffer.alloc(1024 * 1024, ' ');
      gzip.write('<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">');
      let left = megabytes;
      const pump = () => {
        while (left > 0 && !response.destroyed) {
          left -= 1;
          if (!gzip.write(megabyte)) return void gzip.once('drain', pump);
        }
        gzip.end('</d:multistatus>');
      };
      response.once('close', () => gzip.destroy());
      pump();
    },
  };
}

// As HTTP/1.0 and some proxies do it: the end of the connection is the end of the body.
function sendUntilClose(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, part: Buffer): void {
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  response.socket?.write(`HTTP/1.1 ${status} OK\r\n${lines.join('')}\r\n`);
  response.socket?.end(part);
}

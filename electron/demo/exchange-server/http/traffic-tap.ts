import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { HttpHandler, HttpReply, HttpRequest } from './messages.ts';

/** One request and what was answered, as both were sent. */
export interface Traffic {
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
  readonly requestType: string;
  /** base64. */
  readonly request: string;
  readonly status: number;
  readonly replyType: string;
  /** base64 of each whole message: one, or as many as a stream sent; none where nothing whole was sent. */
  readonly replies: readonly string[];
}

/** Takes a copy of what passes. */
export type Tap = (traffic: Traffic) => void;

/** A tap that writes one line a request into a file of its own in this folder. */
export function tapInto(folder: string, name: string): Tap {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.jsonl`);
  return (traffic) => appendFileSync(path, `${JSON.stringify(traffic)}\n`);
}

/** Puts a tap around a server; a stream is told message by message, as long as it lasts. */
export function withTap(next: HttpHandler, tap: Tap): HttpHandler {
  return async (request) => {
    const reply = await next(request);
    const tell = (replyType: string, replies: readonly (string | Buffer)[]) => tap({ ...asked(request), status: reply.status, replyType, replies: replies.map((one) => Buffer.from(one).toString('base64')) });
    const replyType = String(reply.headers?.['content-type'] ?? '');
    if (reply.takeOver === undefined) tell(replyType, reply.body === undefined ? [] : [reply.body]);
    // What a fault sends in a way of its own is nothing whole.
    else if (reply.isStream !== true) tell(replyType, []);
    else return { ...reply, takeOver: streamed(reply.takeOver, (message) => tell('text/xml', [message])) };
    return reply;
  };
}

function asked(request: HttpRequest): Pick<Traffic, 'method' | 'path' | 'userAgent' | 'requestType' | 'request'> {
  const { method, path, headers, body } = request;
  return { method, path, userAgent: headers['user-agent'] ?? '', requestType: headers['content-type'] ?? '', request: body.toString('base64') };
}

/** Sends a stream as it would be sent, and tells of each message in it. */
function streamed(send: NonNullable<HttpReply['takeOver']>, tell: (message: string) => void): NonNullable<HttpReply['takeOver']> {
  return (response) => {
    const write = response.write.bind(response) as (chunk: string) => boolean;
    const tapped = (chunk: string) => {
      tell(chunk);
      return write(chunk);
    };
    send(Object.assign(response, { write: tapped }));
  };
}

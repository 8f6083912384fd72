import type { ServerResponse } from 'node:http';

import type { XmlName } from './names.ts';

/** One HTTP request, whole. */
export interface DavRequest {
  /** Place among all requests that this server got, from 0. */
  readonly index: number;
  readonly method: string;
  /** The path as sent, percent-encoded, without query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One HTTP reply, before it is made into bytes. */
export interface DavReply {
  /** 0 where nothing is sent. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Multistatus;
  /** Sends the reply in a way of its own, in place of the usual one. */
  readonly takeOver?: (response: ServerResponse) => void;
}

/** What answers requests; a wrapper of one is one too. */
export type DavHandler = (request: DavRequest) => DavReply | Promise<DavReply>;

/** RFC 4918 §13. */
export interface Multistatus {
  readonly rows: readonly MultistatusRow[];
  /** RFC 6578 §6.4. */
  readonly syncToken?: string;
}

/** One `response` element: either a status alone, or properties found and missing. */
export interface MultistatusRow {
  readonly href: string;
  readonly status?: number;
  readonly error?: XmlName;
  readonly found?: readonly PropertyValue[];
  readonly missing?: readonly XmlName[];
}

/** A property with its value as plain text or as ready-made XML. */
export type PropertyValue =
  | { readonly name: XmlName; readonly text: string }
  | { readonly name: XmlName; readonly xml: string };

/** True where the reply's body is rows that have not been made into XML yet. */
export function isMultistatus(body: DavReply['body']): body is Multistatus {
  return typeof body === 'object' && !Buffer.isBuffer(body);
}

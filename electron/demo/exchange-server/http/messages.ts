import type { ServerResponse } from 'node:http';

/** Who a request was let in as. */
export interface SignedIn {
  readonly user: string;
  /** Written into what is changed. */
  readonly displayName: string;
}

/** What a connection remembers between its requests: NTLM signs in a connection, not a request (MS-NTHT). */
export interface Connection {
  /** Place among all connections, from 0. */
  readonly number: number;
  ntlmChallenge: Buffer | null;
  signedIn: SignedIn | null;
}

/** One HTTP request, whole. */
export interface HttpRequest {
  /** Place among all requests that this server got, from 0. */
  readonly index: number;
  readonly method: string;
  /** As sent, percent-encoded, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly connection: Connection;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly signedIn: SignedIn | null;
}

/** One HTTP reply. */
export interface HttpReply {
  /** 0 where nothing is sent. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  /** What was asked for, for the log. */
  readonly operation?: string;
  /** Sends the reply in a way of its own, in place of the usual one. */
  readonly takeOver?: (response: ServerResponse) => void;
  /** It goes on sending whole messages, one `write` each. */
  readonly isStream?: boolean;
}

/** What answers requests; a wrapper of one is one too. */
export type HttpHandler = (request: HttpRequest) => HttpReply | Promise<HttpReply>;

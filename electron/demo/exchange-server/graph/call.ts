import type { HttpReply, HttpRequest } from '../http/messages.ts';
import { toUrlAlphabet } from '../mailbox/ids.ts';
import type { Item } from '../mailbox/item.ts';
import type { By, Mailbox } from '../mailbox/mailbox.ts';
import type { AuditQueries } from './audit-queries.ts';
import type { ImportSessions } from './import-sessions.ts';

export type Json = Record<string, unknown>;

/** One request to Graph, for one mailbox. */
export interface GraphCall {
  readonly mailbox: Mailbox;
  readonly by: By;
  readonly request: HttpRequest;
  /** What stood in the path where the route has a place for it. */
  readonly ids: readonly string[];
  readonly body: Json;
  /** `Prefer: IdType="ImmutableId"`. */
  readonly isImmutable: boolean;
  readonly audit: AuditQueries;
  readonly sessions: ImportSessions;
}

/** A request that Graph refuses, with its code. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message = code, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** An answer with a JSON body. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return { status, headers: { 'content-type': 'application/json; odata.metadata=minimal; charset=utf-8', ...headers }, body: JSON.stringify(body) };
}

/** The answer that says what was wrong, in the shape of all errors of Graph. */
export function errorReply(error: GraphError, call: { readonly request: HttpRequest; readonly mailbox: Mailbox }): HttpReply {
  const innerError = { date: call.mailbox.now().slice(0, 19), 'request-id': String(call.request.index), 'client-request-id': call.request.headers['client-request-id'] ?? String(call.request.index) };
  return json(error.status, { error: { code: error.code, message: error.message, innerError } }, error.headers);
}

/** The id of an item, or of one occurrence, as this client wants its ids. */
export function itemId(call: GraphCall, item: Item, occurrence: string | null = null): string {
  return toUrlAlphabet(call.isImmutable ? call.mailbox.ids.immutableId(item.number, occurrence) : call.mailbox.ids.itemId(item.folder, item.instance, occurrence));
}

/** The id of a folder, which is the same whatever the client prefers. */
export function folderId(call: GraphCall, number: number): string {
  return toUrlAlphabet(call.mailbox.ids.folderId(number));
}

/** A property of a JSON object as text, or '' where it is none. */
export function textIn(object: Json, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}

/** A property of a JSON object that is an object, or an empty one. */
export function objectIn(object: Json, name: string): Json {
  const value = object[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** A property of a JSON object that is a list of objects, or an empty one. */
export function listIn(object: Json, name: string): readonly Json[] {
  const value = object[name];
  return Array.isArray(value) ? (value as Json[]) : [];
}

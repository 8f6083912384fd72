import type { HostileShape } from './hostile-xml.ts';

/** Something that goes wrong with one request, whoever is to blame. */
export type Fault =
  /** A sign-in page of a proxy or hotel: HTML with status 200. */
  | { readonly kind: 'login-page' }
  /** Status 200 and not one byte. */
  | { readonly kind: 'empty-reply' }
  /** A multistatus without a single row. */
  | { readonly kind: 'empty-multistatus' }
  /** A listing that holds the collection's own row and no member, as after a lost index. */
  | { readonly kind: 'lost-index' }
  /**
   * The server's answer, of which only a share arrives. `chunked` and `exact-length` end cleanly, `close` by closing the
   * connection, `content-length` promises more than it sends, `reset` breaks the connection.
   */
  | { readonly kind: 'cut-off'; readonly framing: 'chunked' | 'exact-length' | 'close' | 'content-length' | 'reset'; readonly share: number }
  /** Another status, in place of what was asked; `retryAfter` as it stands in the header. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** `{path}` in the location stands for the path asked for. */
  | { readonly kind: 'redirect'; readonly status: 301 | 302 | 303 | 307 | 308; readonly location: string }
  /** The server does what it is asked to; its answer is lost. */
  | { readonly kind: 'lost-reply' }
  /** The connection breaks before the server does anything. */
  | { readonly kind: 'reset' }
  /** The server closes its side without an answer, and does nothing. */
  | { readonly kind: 'half-close' }
  /** No answer, ever. */
  | { readonly kind: 'stall' }
  /** The right answer, late. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The right answer, one byte at a time. */
  | { readonly kind: 'drip'; readonly everyMs: number }
  /** A body without end. */
  | { readonly kind: 'endless-body' }
  /** A small gzip body of this many megabytes when unpacked. */
  | { readonly kind: 'gzip-bomb'; readonly megabytes: number }
  /** A multistatus made to harm its reader. */
  | { readonly kind: 'hostile-xml'; readonly shape: HostileShape }
  /** The right rows, with hrefs on another origin. */
  | { readonly kind: 'foreign-hrefs'; readonly origin: string };

/** Which requests; everything that is given must fit. */
export interface RequestMatch {
  /** Place among all requests to the server, from 0. */
  readonly index?: number;
  readonly method?: string | readonly string[];
  /** A part of the path, or a pattern. */
  readonly path?: string | RegExp;
  /** Local name of the body's root element: `addressbook-multiget`, `sync-collection` … */
  readonly report?: string;
}

/** A fault, the requests that it hits, and how often. */
export interface FaultRule {
  readonly fault: Fault;
  /** Left out: every request. */
  readonly when?: RequestMatch;
  /** The first so many fitting requests are let through. */
  readonly skip?: number;
  /** At most so many are hit; left out: all. */
  readonly times?: number;
}

/** The first rule that fits a request decides. */
export type FaultSchedule = readonly FaultRule[];

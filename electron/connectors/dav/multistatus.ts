import { TextDecoder } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { fromStatus } from './errors.ts';
import type { DavAnswer } from './http.ts';
import { CAL, CARD, DAV } from './names.ts';
import { type ElementReader, type XmlElement, createElementReader } from './xml-elements.ts';

/** One `response` of a multistatus (RFC 4918 §14.24), for one href. */
export interface MultistatusRow {
  /** As sent. */
  readonly href: string;
  /** Of the resource as a whole; absent where its properties have their own. */
  readonly status: number | undefined;
  /** Properties that were answered with success. */
  readonly found: ReadonlyMap<string, XmlElement>;
  /** Statuses of the properties that were not. */
  readonly missing: ReadonlyMap<string, number>;
  /** Names of preconditions that failed. */
  readonly errors: readonly string[];
}

export interface MultistatusEnd {
  /** RFC 6578 §6.4. */
  readonly syncToken: string | undefined;
  /** Namespaces declared at the root, by which some products give themselves away. */
  readonly namespaces: readonly string[];
}

const EXACT: ReadonlySet<string> = new Set([`${CARD}address-data`, `${CAL}calendar-data`]);

/**
 * Reads the answer to a PROPFIND or REPORT row by row, as it comes. Only a complete 207 from a DAV server passes: any other status, another
 * kind of document, one that is cut off or not well-formed is an error, whatever rows it had before.
 */
export async function readMultistatus(answer: DavAnswer, onRow: (row: MultistatusRow) => void): Promise<MultistatusEnd> {
  if (answer.status !== 207) {
    answer.discard();
    // A page with 200 is a portal or a login form, never an empty address book.
    throw answer.status < 400 ? new AppError('answer-not-dav', { context: { status: answer.status } }) : fromStatus(answer.status);
  }
  let syncToken: string | undefined;
  let namespaces: readonly string[] = [];
  const reader = createElementReader({
    exact: EXACT,
    onRoot(name, declared) {
      namespaces = declared;
      if (name !== `${DAV}multistatus`) throw new AppError(name.endsWith('}html') ? 'answer-not-dav' : 'answer-malformed');
    },
    onChild(element) {
      if (element.name === `${DAV}response`) for (const row of rowsOf(element)) onRow(row);
      else if (element.name === `${DAV}sync-token`) syncToken = element.text.trim();
    },
  });
  await feed(answer, reader);
  return { syncToken, namespaces };
}

async function feed(answer: DavAnswer, reader: ElementReader): Promise<void> {
  const contentType = answer.headers['content-type'] ?? '';
  let decoder: TextDecoder | undefined;
  let head = Buffer.alloc(0);
  for await (const piece of answer.body()) {
    if (decoder !== undefined) {
      reader.write(decoder.decode(piece, { stream: true }));
      continue;
    }
    // The declaration that names the charset may come in pieces.
    head = Buffer.concat([head, piece]);
    if (head.length < DECLARATION_BYTES) continue;
    decoder = decoderFor(contentType, head);
    reader.write(decoder.decode(head, { stream: true }));
  }
  reader.write(decoder === undefined ? decoderFor(contentType, head).decode(head) : decoder.decode());
  reader.end();
}

const DECLARATION_BYTES = 256;

/** The charset of the header, else of the XML declaration, else UTF-8; a byte order mark overrides both (RFC 7303 §3). */
function decoderFor(contentType: string, first: Uint8Array): TextDecoder {
  if (first[0] === 0xfe && first[1] === 0xff) return new TextDecoder('utf-16be');
  if (first[0] === 0xff && first[1] === 0xfe) return new TextDecoder('utf-16le');
  const head = Buffer.from(first.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const label = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1] ?? /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label);
  } catch (error) {
    throw new AppError('answer-malformed', { cause: error });
  }
}

function rowsOf(response: XmlElement): MultistatusRow[] {
  const hrefs: string[] = [];
  const found = new Map<string, XmlElement>();
  const missing = new Map<string, number>();
  const errors: string[] = [];
  let status: number | undefined;
  for (const child of response.children) {
    if (child.name === `${DAV}href`) hrefs.push(child.text.trim());
    else if (child.name === `${DAV}status`) status = statusOf(child.text);
    else if (child.name === `${DAV}propstat`) sortProperties(child, found, missing);
    else if (child.name === `${DAV}error`) errors.push(...child.children.map((cause) => cause.name));
  }
  return hrefs.map((href) => ({ href, status, found, missing, errors }));
}

function sortProperties(propstat: XmlElement, found: Map<string, XmlElement>, missing: Map<string, number>): void {
  const status = statusOf(propstat.children.find((child) => child.name === `${DAV}status`)?.text ?? 'HTTP/1.1 200 OK');
  const isFound = status !== undefined && status >= 200 && status < 300;
  for (const prop of propstat.children.filter((child) => child.name === `${DAV}prop`)) {
    for (const property of prop.children) {
      if (isFound) found.set(property.name, property);
      else missing.set(property.name, status ?? 0);
    }
  }
}

function statusOf(line: string): number | undefined {
  const status = /^\s*(?:HTTP\/[\d.]+\s+)?(\d{3})\b/.exec(line)?.[1];
  return status === undefined ? undefined : Number(status);
}

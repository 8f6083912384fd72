import { AppError } from '../../../shared/errors.ts';
import { chunkItems } from './chunk-items.ts';
import { type FetchOutcome, type WantedItem, fetched, getItem } from './get-item.ts';
import { type MultigetRow, multiget } from './multiget.ts';
import { readAhead } from './read-ahead.ts';
import { DATA_AS_VERSION_4, STORED_DATA } from './request-bodies.ts';
import type { DavSession } from './session.ts';
import { settleText } from './settle-text.ts';

/** Failures of a multiget that a smaller one, or GET, may not have. */
const BY_SIZE_OR_ITEM: ReadonlySet<string> = new Set([
  'nothing-found-at-url',
  'forbidden',
  'server-error',
  'answer-not-dav',
  'answer-malformed',
  'answer-cut-off',
  'answer-too-large',
  'answer-dangerous',
]);

/** After so many failures in a row without one success the server is taken to have no multiget. */
const GIVE_UP_MULTIGET = 8;
/** After so many items whose GET only confirmed the text of the multiget, the lengths in listings are taken to be wrong. */
const DOUBT_LENGTHS = 20;

interface Experience {
  failuresInARow: number;
  lengthsWereWrong: number;
}

/**
 * Reads items as the server holds them, several requests ahead of the reader, in bounded memory. Every wanted key is answered: with the
 * item, as gone, or as unfetched. Rows that a multiget leaves out are asked for again one by one.
 */
export async function* fetchItems(session: DavSession, url: URL, wanted: Iterable<WantedItem>, signal: AbortSignal): AsyncGenerator<FetchOutcome> {
  const { chunkItems: maxItems, chunkBytes: maxBytes, chunksInFlight } = session.limits;
  const experience: Experience = { failuresInARow: 0, lengthsWereWrong: 0 };
  const read = (chunk: readonly WantedItem[], either: AbortSignal) => readChunk(session, url, chunk, experience, either);
  for await (const outcomes of readAhead(chunkItems(wanted, maxItems, maxBytes), read, chunksInFlight, signal)) yield* outcomes;
}

async function readChunk(session: DavSession, url: URL, chunk: readonly WantedItem[], experience: Experience, signal: AbortSignal): Promise<readonly FetchOutcome[]> {
  if (experience.failuresInARow >= GIVE_UP_MULTIGET) return getEach(session, chunk, signal);
  let rows: ReadonlyMap<string, MultigetRow>;
  try {
    rows = await multiget(session, url, chunk, STORED_DATA[session.kind.name], signal);
    experience.failuresInARow = 0;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError) || !BY_SIZE_OR_ITEM.has(error.code)) throw error;
    experience.failuresInARow += 1;
    return bisect(session, url, chunk, experience, signal);
  }
  return settleChunk(session, url, chunk, rows, experience, signal);
}

async function bisect(session: DavSession, url: URL, chunk: readonly WantedItem[], experience: Experience, signal: AbortSignal): Promise<readonly FetchOutcome[]> {
  if (chunk.length === 1) return getEach(session, chunk, signal);
  const half = Math.ceil(chunk.length / 2);
  const first = await readChunk(session, url, chunk.slice(0, half), experience, signal);
  return [...first, ...(await readChunk(session, url, chunk.slice(half), experience, signal))];
}

async function settleChunk(
  session: DavSession,
  url: URL,
  chunk: readonly WantedItem[],
  rows: ReadonlyMap<string, MultigetRow>,
  experience: Experience,
  signal: AbortSignal,
): Promise<readonly FetchOutcome[]> {
  const outcomes: FetchOutcome[] = [];
  const converted: WantedItem[] = [];
  const left: WantedItem[] = [];
  for (const item of chunk) {
    const row = rows.get(item.key);
    const settled = row === undefined ? undefined : settle(session, item, row);
    if (settled !== undefined) outcomes.push(settled);
    else if (row !== undefined && experience.lengthsWereWrong >= DOUBT_LENGTHS && isWhole(session, row.text)) outcomes.push(accept(session, item, row));
    else if (row !== undefined && session.kind.name === 'carddav' && /^VERSION:3/im.test(row.text)) converted.push(item);
    else left.push(item);
  }
  if (converted.length > 0) {
    const asStored = await askForVersion4(session, url, converted, signal);
    for (const item of converted) {
      const row = asStored.get(item.key);
      const settled = row === undefined ? undefined : settle(session, item, row);
      if (settled === undefined) left.push(item);
      else outcomes.push(settled);
    }
  }
  for (const outcome of await getEach(session, left, signal)) {
    const row = rows.get(outcome.key);
    // Line ends apart, GET says the same: it is the length that is wrong.
    if (outcome.type === 'upsert' && row !== undefined && withoutCr(Buffer.from(outcome.raw).toString()) === withoutCr(row.text)) experience.lengthsWereWrong += 1;
    outcomes.push(outcome);
  }
  return outcomes;
}

async function askForVersion4(session: DavSession, url: URL, items: readonly WantedItem[], signal: AbortSignal): Promise<ReadonlyMap<string, MultigetRow>> {
  try {
    return await multiget(session, url, items, DATA_AS_VERSION_4, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError) || !BY_SIZE_OR_ITEM.has(error.code)) throw error;
    return new Map();
  }
}

/** The item, where the length proves its text (or nothing is there that could doubt it). */
function settle(session: DavSession, item: WantedItem, row: MultigetRow): FetchOutcome | undefined {
  const isListed = row.etag === undefined || row.etag === item.etag;
  const length = row.length ?? (isListed ? item.length : undefined);
  // A byte that was no UTF-8 has become this mark: only GET gives it back.
  if (length === undefined && row.text.includes('\uFFFD')) return undefined;
  if (length === undefined && !isWhole(session, row.text)) return undefined;
  const raw = settleText(row.text, length);
  return raw === undefined ? undefined : fetched(session, item.key, raw, { etag: row.etag ?? item.etag, length });
}

function accept(session: DavSession, item: WantedItem, row: MultigetRow): FetchOutcome {
  const raw = settleText(row.text, undefined) ?? Buffer.from(row.text);
  return fetched(session, item.key, raw, { etag: row.etag ?? item.etag, length: row.length ?? item.length });
}

function isWhole(session: DavSession, text: string): boolean {
  return text.trimEnd().toUpperCase().endsWith(session.kind.endMark);
}

function withoutCr(text: string): string {
  return text.replaceAll('\r', '').trimEnd();
}

async function getEach(session: DavSession, items: readonly WantedItem[], signal: AbortSignal): Promise<readonly FetchOutcome[]> {
  const outcomes: FetchOutcome[] = [];
  const get = (item: WantedItem, either: AbortSignal) => getItem(session, item, either);
  for await (const outcome of readAhead(items, get, session.limits.chunksInFlight, signal)) outcomes.push(outcome);
  return outcomes;
}


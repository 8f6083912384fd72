import { ADDRESS_DATA, CONTENT_LENGTH, ETAG } from '../demo/dav-server/names.ts';
import { aCard } from './builders.ts';
import { nameOfHref, sendRaw, type DavAccount, type RawAnswer } from './dav-client.ts';

/** What a CardDAV server answered to a fixed row of requests on an empty address book. */
export interface ProtocolObservation {
  readonly create: number;
  readonly etagOnCreate: boolean;
  readonly createOnExisting: number;
  readonly staleUpdate: number;
  readonly freshUpdate: number;
  readonly bytesKept: boolean;
  readonly listed: readonly string[];
  readonly lengthsMatch: boolean;
  readonly multiget: readonly string[];
  readonly multigetMissing: '404-row' | 'omitted' | 'refused';
  readonly duplicateUid: number;
  readonly garbage: number;
  readonly sync: SyncObservation | null;
  readonly staleDelete: number;
  readonly freshDelete: number;
  readonly afterDelete: number;
}

export interface SyncObservation {
  readonly initial: readonly string[];
  readonly unchanged: readonly string[];
  readonly afterChange: readonly string[];
  readonly afterRemoval: readonly string[];
  readonly invalidToken: number;
}

/** What a server answers that does as RFC 6352 and RFC 6578 say and keeps what it is given. */
export const HONEST_OBSERVATION: ProtocolObservation = {
  create: 201,
  etagOnCreate: true,
  createOnExisting: 412,
  staleUpdate: 412,
  freshUpdate: 204,
  bytesKept: true,
  listed: ['a.vcf', 'b:1@é.vcf'],
  lengthsMatch: true,
  multiget: ['a.vcf', 'b:1@é.vcf'],
  multigetMissing: '404-row',
  duplicateUid: 409,
  garbage: 415,
  sync: { initial: ['a.vcf', 'b:1@é.vcf'], unchanged: [], afterChange: ['c.vcf'], afterRemoval: ['c.vcf'], invalidToken: 403 },
  staleDelete: 412,
  freshDelete: 204,
  afterDelete: 404,
};

const HONEST_SYNC = HONEST_OBSERVATION.sync as SyncObservation;

/** Where real servers go their own way; the servers tests hold them to it, and their profiles here too. */
export const REAL_OBSERVATIONS: Readonly<Record<'radicale' | 'xandikos' | 'sabredav', ProtocolObservation>> = {
  radicale: { ...HONEST_OBSERVATION, freshUpdate: 201, bytesKept: false, garbage: 400, freshDelete: 200 },
  xandikos: { ...HONEST_OBSERVATION, duplicateUid: 201, garbage: 207, sync: { ...HONEST_SYNC, invalidToken: 500 } },
  sabredav: { ...HONEST_OBSERVATION, multigetMissing: 'refused', duplicateUid: 201, sync: null },
};

const PROPERTIES = '<d:prop><d:resourcetype/><d:getetag/><d:getcontentlength/></d:prop>';
const DECLARE = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"';

/** Speaks plain CardDAV to an empty address book and tells what came back; leaves one card, `b:1@é.vcf`. */
export async function observeProtocol(account: DavAccount, bookUrl: string): Promise<ProtocolObservation> {
  const urlOf = (name: string) => bookUrl + encodeURIComponent(name);
  const write = (method: string, name: string, headers: Record<string, string>, body?: string) =>
    sendRaw(account, { method, url: urlOf(name), headers: body === undefined ? headers : { 'content-type': 'text/vcard; charset=utf-8', ...headers }, ...(body === undefined ? {} : { body }) });
  const put = (name: string, body: string, headers: Record<string, string> = {}) => write('PUT', name, headers, body);
  const etagOf = async (name: string) => (await sendRaw(account, { method: 'GET', url: urlOf(name) })).headers.get('etag') ?? '';

  const first = aCard({ uid: 'uid-a', given: 'Ana', note: 'first, with a comma' });
  const second = aCard({ uid: 'uid-b', given: 'Bo' });
  const created = await put('a.vcf', first, { 'if-none-match': '*' });
  await put('b:1@é.vcf', second, { 'if-none-match': '*' });
  const createOnExisting = (await put('a.vcf', first, { 'if-none-match': '*' })).status;
  const staleUpdate = (await put('a.vcf', first, { 'if-match': '"stale"' })).status;
  const changed = aCard({ uid: 'uid-a', given: 'Anna' });
  const freshUpdate = (await put('a.vcf', changed, { 'if-match': await etagOf('a.vcf') })).status;
  const read = await sendRaw(account, { method: 'GET', url: urlOf('a.vcf') });
  const listing = await sendRaw(account, { method: 'PROPFIND', url: bookUrl, headers: { depth: '1' }, body: `<d:propfind ${DECLARE}>${PROPERTIES}</d:propfind>` });
  const lengthOf = listing.rows.find((row) => nameOfHref(row.href) === 'a.vcf')?.found.get(CONTENT_LENGTH);
  const multiget = await multigetOf(account, bookUrl, ['a.vcf', 'b:1@é.vcf'].map(urlOf));
  const withMissing = await multigetOf(account, bookUrl, ['a.vcf', 'gone.vcf'].map(urlOf));
  const duplicateUid = (await put('copy.vcf', aCard({ uid: 'uid-b', given: 'Copy' }), { 'if-none-match': '*' })).status;
  await write('DELETE', 'copy.vcf', {});
  const garbage = (await put('garbage.vcf', 'this is not a card', { 'if-none-match': '*' })).status;
  await write('DELETE', 'garbage.vcf', {});
  const sync = await observeSync(account, bookUrl, put, write);
  return {
    create: created.status,
    etagOnCreate: created.headers.get('etag') !== null,
    createOnExisting,
    staleUpdate,
    freshUpdate,
    bytesKept: read.text === changed,
    listed: namesIn(listing),
    lengthsMatch: Number(lengthOf) === Buffer.byteLength(read.text, 'utf8'),
    multiget: multiget.rows.filter((row) => row.found.get(ADDRESS_DATA)?.includes('BEGIN:VCARD')).map((row) => nameOfHref(row.href)).sort(),
    multigetMissing: missingRow(withMissing),
    duplicateUid,
    garbage,
    sync,
    staleDelete: (await write('DELETE', 'a.vcf', { 'if-match': '"stale"' })).status,
    freshDelete: (await write('DELETE', 'a.vcf', { 'if-match': await etagOf('a.vcf') })).status,
    afterDelete: (await sendRaw(account, { method: 'GET', url: urlOf('a.vcf') })).status,
  };
}

async function observeSync(
  account: DavAccount,
  bookUrl: string,
  put: (name: string, body: string) => Promise<RawAnswer>,
  write: (method: string, name: string, headers: Record<string, string>) => Promise<RawAnswer>,
): Promise<SyncObservation | null> {
  const ask = (token: string) =>
    report(account, bookUrl, `<d:sync-collection ${DECLARE}><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`, '0');
  const initial = await ask('');
  if (initial.syncToken === undefined) return null;
  const unchanged = await ask(initial.syncToken);
  await put('c.vcf', aCard({ uid: 'uid-c', given: 'Cem' }));
  const afterChange = await ask(unchanged.syncToken ?? '');
  await write('DELETE', 'c.vcf', {});
  const afterRemoval = await ask(afterChange.syncToken ?? '');
  const invalid = await ask('urn:example:not-a-token');
  return {
    initial: namesIn(initial),
    unchanged: namesIn(unchanged),
    afterChange: namesIn(afterChange),
    afterRemoval: afterRemoval.rows.filter((row) => row.status === 404).map((row) => nameOfHref(row.href)),
    invalidToken: invalid.status,
  };
}

function multigetOf(account: DavAccount, bookUrl: string, urls: readonly string[]): Promise<RawAnswer> {
  const hrefs = urls.map((url) => `<d:href>${new URL(url).pathname}</d:href>`).join('');
  return report(account, bookUrl, `<c:addressbook-multiget ${DECLARE}><d:prop><d:getetag/><c:address-data/></d:prop>${hrefs}</c:addressbook-multiget>`);
}

function report(account: DavAccount, url: string, body: string, depth = '1'): Promise<RawAnswer> {
  return sendRaw(account, { method: 'REPORT', url, headers: { depth }, body });
}

function namesIn(answer: RawAnswer): readonly string[] {
  return answer.rows
    .filter((row) => row.status !== 404 && row.found.has(ETAG) && !row.href.endsWith('/'))
    .map((row) => nameOfHref(row.href))
    .sort();
}

function missingRow(answer: RawAnswer): ProtocolObservation['multigetMissing'] {
  if (answer.status !== 207) return 'refused';
  return answer.rows.some((row) => nameOfHref(row.href) === 'gone.vcf' && !row.found.has(ADDRESS_DATA)) ? '404-row' : 'omitted';
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DavAnswer } from './http.ts';
import { type MultistatusRow, readMultistatus } from './multistatus.ts';
import { CARD, DAV } from './names.ts';

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\r\n';
const OPEN = '<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav">';
const card = (inner: string) => `<d:response><d:href>/a.vcf</d:href><d:propstat><d:prop><c:address-data>${inner}</c:address-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;

describe('a multistatus', () => {
  it('gives the text of a card as it was sent, however it arrives', async () => {
    const text = 'BEGIN:VCARD\r\nNOTE:a < b & "c"\rd]]>\r\n e 😀\r\n\r\nEND:VCARD\r\n';
    const forms = [text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'), `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`, [...text].map((one) => `&#${one.codePointAt(0) ?? 0};`).join('')];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...forms), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 40 }), async (form, sizes) => {
        const { rows } = await read(`${HEAD}${OPEN}\r\n${card(form)}${card(form)}</d:multistatus>\n`, sizes);
        expect(rows.map((row) => row.found.get(`${CARD}address-data`)?.text)).toEqual([text, text]);
      }),
      { numRuns: 60 },
    );
  });

  it('is read with any prefixes, numbers as the text that they are', async () => {
    const xml = `<multistatus xmlns="DAV:"><response><href> /2024 </href><propstat><prop><getetag>1e5</getetag><displayname>2024</displayname><A:x xmlns:A="urn:a">TRUE</A:x></prop><status>HTTP/1.1 200 OK</status></propstat><propstat><prop><getcontentlength/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response><sync-token>1740000000</sync-token></multistatus>`;
    const { rows, end } = await read(xml);
    const [row] = rows;
    expect([...(row?.found ?? [])].map(([name, element]) => [name, element.text])).toEqual([
      [`${DAV}getetag`, '1e5'],
      [`${DAV}displayname`, '2024'],
      ['{urn:a}x', 'TRUE'],
    ]);
    expect([row?.href, [...(row?.missing ?? [])], end.syncToken]).toEqual(['/2024', [[`${DAV}getcontentlength`, 404]], '1740000000']);
  });

  it('has a row for each href of a response, with its status and errors', async () => {
    const xml = `${OPEN}<d:response><d:href>/a</d:href><d:href>/b</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status><d:error><d:number-of-matches-within-limits/></d:error></d:response></d:multistatus>`;
    const { rows } = await read(xml);
    expect(rows.map(({ href, status, errors }) => ({ href, status, errors }))).toEqual([
      { href: '/a', status: 507, errors: [`${DAV}number-of-matches-within-limits`] },
      { href: '/b', status: 507, errors: [`${DAV}number-of-matches-within-limits`] },
    ]);
  });

  it('lets control characters of a card through, as three servers send them', async () => {
    const { rows } = await read(`${OPEN}${card('NOTE:a\u0001b&#x1f;c\r\n')}</d:multistatus>`);
    expect(rows[0]?.found.get(`${CARD}address-data`)?.text).toBe('NOTE:a\u0001b\u001fc\r\n');
  });

  it('is read in the charset that it says', async () => {
    const xml = `<?xml version="1.0" encoding="iso-8859-1"?>${OPEN}${card('FN:Zoë')}</d:multistatus>`;
    const { rows } = await read(Buffer.from(xml, 'latin1'));
    expect(rows[0]?.found.get(`${CARD}address-data`)?.text).toBe('FN:Zoë');
    await expect(read(Buffer.from(xml.replace('iso-8859-1', 'klingon'), 'latin1'))).rejects.toMatchObject({ code: 'answer-malformed' });
  });

  it.each([
    ['an end', `${OPEN}${card('x')}`, 'answer-cut-off'],
    ['an end within a card', `${OPEN}${card('x').slice(0, -60)}`, 'answer-cut-off'],
    ['an end within a tag', `${OPEN}<d:resp`, 'answer-cut-off'],
    ['anything', '', 'answer-cut-off'],
    ['matching tags', `${OPEN}<d:response></d:href></d:multistatus>`, 'answer-malformed'],
    ['a known entity', `${OPEN}&nbsp;</d:multistatus>`, 'answer-malformed'],
    ['a multistatus', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 'answer-not-dav'],
    ['a multistatus of DAV', '<multistatus/>', 'answer-malformed'],
    ['only itself', `${OPEN}</d:multistatus>Fatal error: Allowed memory size exhausted`, 'answer-malformed'],
    ['XML', 'Service unavailable', 'answer-cut-off'],
    ['a page', '<!DOCTYPE html><html></html>', 'answer-not-dav'],
  ])('without %s is none', async (_, xml, code) => {
    await expect(read(xml)).rejects.toMatchObject({ code });
  });

  it('is only a 207', async () => {
    const complete = `${OPEN}</d:multistatus>`;
    await expect(read(complete, [100], 200)).rejects.toMatchObject({ code: 'answer-not-dav' });
    await expect(read(complete, [100], 403)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(read(complete, [100], 404)).rejects.toMatchObject({ code: 'nothing-found-at-url' });
  });

  it('refuses a document type wherever it stands', async () => {
    for (const xml of ['<!DOCTYPE d:x []>' + OPEN, `${HEAD}<!-- c --><!doctype x>${OPEN}`, `${OPEN}<!DOCTYPE x>`, `<!-- <a> --><!DOCTYPE x>${OPEN}`]) {
      await expect(read(`${xml}</d:multistatus>`, [7])).rejects.toMatchObject({ code: 'answer-dangerous' });
    }
  });
});

async function read(xml: string | Buffer, sizes: readonly number[] = [1_000_000], status = 207) {
  const rows: MultistatusRow[] = [];
  const bytes = Buffer.from(xml);
  async function* body() {
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      yield bytes.subarray(at, at + size);
      at += size;
    }
  }
  const answer: DavAnswer = { status, headers: { 'content-type': 'application/xml' }, challenges: [], connection: { number: 0, certificate: () => undefined }, url: new URL('http://127.0.0.1/'), body, discard: () => undefined };
  const end = await readMultistatus(answer, (row) => rows.push(row));
  return { rows, end };
}

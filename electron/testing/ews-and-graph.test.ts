import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readEws } from '../core/ews/read.ts';
import { wrapSeries } from '../core/ews/wrapper.ts';
import { graphExpand, mapiPropertiesOf } from '../core/exchange/mapi-properties.ts';
import { readGraph } from '../core/graph/read.ts';
import type { ReadRecord } from '../core/reading.ts';
import { PRACTICE_ACCOUNT, startExchangeServer, type ExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';

const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };
const encoder = new TextEncoder();
const NAMESPACES = 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"';
const TYPES = 'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"';

let server: ExchangeServer;
beforeEach(async () => {
  server = await startExchangeServer({ clock: { nowMs: () => Date.UTC(2026, 10, 24, 12) } });
});
afterEach(() => server.close());

describe('a mailbox that was read by EWS and by Graph', () => {
  it('gives the same contacts', async () => {
    const graph = await byGraph('/me/contacts', graphExpand('contact'));
    const ews = await byEws('contacts', 'contact');
    expect(graph).toHaveLength(35);
    expect(comparable(ews)).toEqual(comparable(graph));
  });

  it('gives the same events, with their series, exceptions and guests', async () => {
    const first = await askGraph('/me/events?$top=1');
    const names = Object.keys(first[0] ?? {}).filter((name) => !name.startsWith('@'));
    const graph = await byGraph('/me/events', `${graphExpand('event')},exceptionOccurrences`, `&$select=${[...names, 'cancelledOccurrences', 'exceptionOccurrences'].join(',')}`);
    const ews = await byEws('calendar', 'event');
    expect(graph).toHaveLength(20);
    expect(comparable(ews)).toEqual(comparable(graph));
  });

  it('gives the same tasks', async () => {
    const lists = await askGraph('/me/todo/lists');
    const graph = await byGraph(`/me/todo/lists/${encodeURIComponent(String(lists[0]?.['id']))}/tasks`, '');
    const ews = await byEws('tasks', 'task');
    expect(graph).toHaveLength(10);
    // To Do knows neither search keys nor who made a task.
    expect(comparable(ews.map(({ uid: _, ...record }) => ({ ...record, traces: [] })))).toEqual(comparable(graph));
  });
});

function comparable(records: readonly ReadRecord[]): readonly ReadRecord[] {
  return records.toSorted((one, other) => (JSON.stringify(one.fields) < JSON.stringify(other.fields) ? -1 : 1));
}

async function byGraph(path: string, expand: string, more = ''): Promise<readonly ReadRecord[]> {
  const rows = await askGraph(`${path}?$top=100${expand === '' ? '' : `&$expand=${encodeURIComponent(expand)}`}${more}`);
  return rows.map((row) => readGraph(encoder.encode(JSON.stringify(row)), context));
}

async function askGraph(path: string): Promise<readonly Record<string, unknown>[]> {
  const response = await fetch(`${server.graphUrl}${path}`, { headers: { authorization: `Bearer ${PRACTICE_ACCOUNT.token}`, prefer: 'IdType="ImmutableId"' } });
  expect(response.status).toBe(200);
  const { value } = (await response.json()) as { value: Record<string, unknown>[] };
  return value;
}

async function byEws(folder: string, kind: 'contact' | 'event' | 'task'): Promise<readonly ReadRecord[]> {
  const ids = idsIn(await askEws(`<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ParentFolderIds><t:DistinguishedFolderId Id="${folder}"/></m:ParentFolderIds></m:FindItem>`));
  const bodies: string[] = [];
  for (const item of itemsIn(await getItems(ids, kind))) {
    const modified = idsIn(/<t:ModifiedOccurrences>.*?<\/t:ModifiedOccurrences>/s.exec(item)?.[0] ?? '');
    const exceptions = modified.length === 0 ? [] : itemsIn(await getItems(modified, kind));
    bodies.push(wrapSeries(withNamespace(item), exceptions.map(withNamespace)));
  }
  return bodies.map((body) => readEws(encoder.encode(body), context));
}

function getItems(ids: readonly string[], kind: 'contact' | 'event' | 'task'): Promise<string> {
  const extended = mapiPropertiesOf(kind).map(({ ews }) => `<t:ExtendedFieldURI ${Object.entries(ews).map(([name, value]) => `${name}="${value}"`).join(' ')}/>`);
  const own = kind === 'event' ? '<t:FieldURI FieldURI="calendar:StartTimeZone"/><t:FieldURI FieldURI="calendar:IsOrganizer"/>' : '';
  const shape = `<m:ItemShape><t:BaseShape>AllProperties</t:BaseShape><t:BodyType>Best</t:BodyType><t:AdditionalProperties>${own}${extended.join('')}</t:AdditionalProperties></m:ItemShape>`;
  return askEws(`<m:GetItem>${shape}<m:ItemIds>${ids.join('')}</m:ItemIds></m:GetItem>`);
}

async function askEws(body: string): Promise<string> {
  const response = await fetch(server.ewsUrl, {
    method: 'POST',
    headers: { 'authorization': `Basic ${Buffer.from(`${PRACTICE_ACCOUNT.user}:${PRACTICE_ACCOUNT.password}`).toString('base64')}`, 'content-type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${NAMESPACES}><s:Header><t:RequestServerVersion Version="Exchange2013_SP1"/></s:Header><s:Body>${body}</s:Body></s:Envelope>`,
  });
  expect(response.status).toBe(200);
  return response.text();
}

function idsIn(text: string): readonly string[] {
  return [...text.matchAll(/<t:ItemId [^>]*\/>/g)].map(([id]) => id);
}

function itemsIn(text: string): readonly string[] {
  return [...text.matchAll(/<m:Items>(.*?)<\/m:Items>/gs)].map(([, item = '']) => item);
}

function withNamespace(item: string): string {
  return item.replace(/^<t:\w+/, (start) => `${start} ${TYPES}`);
}

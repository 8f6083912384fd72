import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Connector } from '../connectors/connector.ts';
import { createEwsConnector } from '../connectors/ews/create-ews-connector.ts';
import { createGraphConnector } from '../connectors/graph/create-graph-connector.ts';
import { readRaw } from '../core/read-raw.ts';
import { canonicalText, type ReadRecord } from '../core/reading.ts';
import { PRACTICE_ACCOUNT, startExchangeServer, type ExchangeServer } from '../demo/exchange-server/start-exchange-server.ts';
import { readCollection } from './connector-harness.ts';
import { createHurriedClock } from './hurried-clock.ts';

const { signal } = new AbortController();
const context = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };

let server: ExchangeServer;
let ews: Connector;
let graph: Connector;
beforeEach(async () => {
  const clock = createHurriedClock();
  const ports = { clock, log: { debug: () => undefined, info: () => undefined, warn: () => undefined } };
  server = await startExchangeServer({ clock, schemes: ['basic', 'bearer'] });
  ews = createEwsConnector({ url: server.ewsUrl, user: PRACTICE_ACCOUNT.user, secret: () => Promise.resolve({ type: 'password', password: PRACTICE_ACCOUNT.password }) }, ports);
  graph = createGraphConnector({ url: server.graphUrl, user: '', secret: () => Promise.resolve({ type: 'bearer', token: PRACTICE_ACCOUNT.token ?? '' }) }, ports);
});
afterEach(() => Promise.all([ews.close(), graph.close(), server.close()]));

describe('a mailbox that was captured by EWS and by Graph', () => {
  it('gives the same contacts, with their pictures and the marks of programs', async () => {
    const [one, other] = [await readAll(ews, 'contact'), await readAll(graph, 'contact')];
    expect(one).toHaveLength(40);
    expect(comparable(one)).toEqual(comparable(other));
    expect(one.filter(({ fields }) => fields.some(({ field }) => field === 'media/photo')).length).toBeGreaterThan(0);
  });

  it('gives the same events, with their series, exceptions and guests', async () => {
    const [one, other] = [await readAll(ews, 'event'), await readAll(graph, 'event')];
    expect(one).toHaveLength(20);
    expect(comparable(one)).toEqual(comparable(other));
    expect(one.filter(({ fields }) => fields.some(({ field }) => field.startsWith('recurrenceOverrides/'))).length).toBeGreaterThan(0);
  });

  it('gives the same tasks', async () => {
    const [one, other] = [await readAll(ews, 'task'), await readAll(graph, 'task')];
    expect(one).toHaveLength(10);
    // To Do knows neither search keys nor who made a task.
    expect(comparable(one.map(({ uid: _, ...record }) => ({ ...record, traces: [] })))).toEqual(comparable(other));
  });
});

/** What counts as the record, in an order that both sides share. */
function comparable(records: readonly ReadRecord[]): readonly unknown[] {
  return records.map(canonicalText).sort().map((text) => JSON.parse(text) as unknown);
}

async function readAll(connector: Connector, kind: 'contact' | 'event' | 'task'): Promise<readonly ReadRecord[]> {
  const records: ReadRecord[] = [];
  for (const collection of await connector.collections(signal)) {
    if ((collection.state ?? 'live') !== 'live' || !collection.kinds.includes(kind)) continue;
    const { upserts } = await readCollection(connector, collection);
    for (const item of upserts.values()) records.push(readRaw(item.format, item.raw, context));
  }
  return records;
}

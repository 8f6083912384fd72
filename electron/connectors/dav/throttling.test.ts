import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../services/system-ports.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { bodyFor, connectDav } from '../../testing/dav-harness.ts';
import { createHurriedClock } from '../../testing/hurried-clock.ts';
import { randomFaultSchedule } from '../../testing/lying-dav/fault-schedule.ts';
import type { Fault, FaultSchedule } from '../../testing/lying-dav/faults.ts';
import { type LyingDav, startLyingDav } from '../../testing/lying-dav/start-lying-dav.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

const THROTTLING: readonly Fault[] = [
  { kind: 'status', status: 429, retryAfter: '7' },
  { kind: 'status', status: 503, retryAfter: '3' },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 503 },
];

describe('a server that asks to slow down', () => {
  it('is read to the end, by few requests at a time, though it does so three times in ten', async () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const { server, connector } = await start(60, (schedule) => schedule(seed), { attempts: 12, chunkItems: 3 });
      const [book] = await connector.collections(signal);
      if (book === undefined) throw new Error('no book');
      const reading = await readCollection(connector, book);
      expect([reading.upserts.size, reading.checkpoint.complete]).toEqual([60, true]);
      expect(Math.max(...server.log.requests().map((request) => request.inFlight))).toBeLessThanOrEqual(4);
      expect(server.log.requests().filter((request) => request.status === 429 || request.status === 503).length).toBeGreaterThan(2);
    }
  });

  it('gets no request at all before the time that it named', async () => {
    const clock = createHurriedClock();
    const startMs = clock.nowMs();
    const sent: { index: number; afterMs: number }[] = [];
    const { server, connector } = await start(40, undefined, { chunkItems: 2, attempts: 4 }, clock, (index) => sent.push({ index, afterMs: clock.nowMs() - startMs }));
    const [book] = await connector.collections(signal);
    if (book === undefined) throw new Error('no book');
    const startsAt = server.log.requests().length;
    server.setFaults([{ fault: { kind: 'status', status: 429, retryAfter: '30' }, when: { report: 'addressbook-multiget' }, skip: 3, times: 1 }]);
    await readCollection(connector, book);
    const throttled = server.log.requests().find((request) => request.status === 429)?.index ?? Infinity;
    // Those on their way when the answer came are no fault of ours: two besides it, for three are read at a time.
    const later = sent.filter(({ index }) => index > throttled + 2);
    expect(server.log.requests().length - startsAt).toBeGreaterThan(20);
    expect(later.length).toBeGreaterThan(10);
    expect(Math.min(...later.map(({ afterMs }) => afterMs))).toBeGreaterThanOrEqual(30_000);
  });

  it('for longer than is reasonable ends the reading with that', async () => {
    const { connector, server } = await start(1);
    server.setFaults([{ fault: { kind: 'status', status: 503, retryAfter: '86400' } }]);
    await expect(connector.collections(signal)).rejects.toMatchObject({ code: 'server-throttled', context: { status: 503, retryAfterSeconds: 86_400 } });
    expect(server.log.requests()).toHaveLength(1);
  });

  it('gets a write once, and the caller hears of it', async () => {
    const { connector, server } = await start(1);
    const [book] = await connector.collections(signal);
    if (book === undefined) throw new Error('no book');
    const item = { format: 'vcard', raw: Buffer.from(bodyFor('carddav', 'new', 'New')), wantedKey: `${book.id}new.vcf` } as const;
    for (const [fault, code] of [
      [{ kind: 'status', status: 429, retryAfter: '2' }, 'server-throttled'],
      [{ kind: 'status', status: 503 }, 'server-throttled'],
      [{ kind: 'status', status: 500 }, 'server-error'],
      [{ kind: 'status', status: 502 }, 'server-error'],
      [{ kind: 'reset' }, 'server-unreachable'],
      [{ kind: 'half-close' }, 'server-unreachable'],
    ] satisfies readonly [Fault, string][]) {
      server.log.clear();
      server.setFaults([{ fault, when: { method: 'PUT' } }]);
      await expect(connector.create(book, item, signal)).rejects.toMatchObject({ code, retry: 'later' });
      expect(server.log.requests().filter((request) => request.method === 'PUT')).toHaveLength(1);
    }
    expect(server.store.has('contacts', 'new.vcf')).toBe(false);
  });

  it('whose reply to a write is lost has done it, once', async () => {
    const { connector, server } = await start(1);
    const [book] = await connector.collections(signal);
    if (book === undefined) throw new Error('no book');
    const key = `${book.id}new.vcf`;
    const item = { format: 'vcard', raw: Buffer.from(bodyFor('carddav', 'new', 'New')), wantedKey: key } as const;
    server.setFaults([{ fault: { kind: 'lost-reply' }, when: { method: ['PUT', 'DELETE'] } }]);
    await expect(connector.create(book, item, signal)).rejects.toMatchObject({ code: 'server-unreachable', retry: 'later' });
    const held = (await connector.fetch(book, [key], signal)).get(key);
    expect(held?.raw.length).toBeGreaterThan(0);
    await expect(connector.create(book, item, signal)).rejects.toMatchObject({ code: 'write-conflict' });
    await expect(connector.delete(book, key, held?.version ?? '', signal)).rejects.toMatchObject({ code: 'server-unreachable', retry: 'later' });
    expect(server.log.writes().filter((write) => write.changes.length > 0)).toHaveLength(2);
  });
});

async function start(
  count: number,
  faults?: (schedule: (seed: number) => FaultSchedule) => FaultSchedule,
  limits: Record<string, number> = {},
  clock = createHurriedClock(),
  onRequest: (index: number) => void = () => undefined,
): Promise<{ server: LyingDav; connector: ReturnType<typeof connectDav> }> {
  const items = Array.from({ length: count }, (_, at) => ({ name: `${at}.vcf`, text: bodyFor('carddav', `${at}`, `${at}`) }));
  const server = await startLyingDav({
    books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items }],
    authenticate: (next) => (request) => {
      onRequest(request.index);
      return next(request);
    },
    faults: faults?.((seed) => randomFaultSchedule(seed, { requests: 400, rate: 0.3, faults: THROTTLING })) ?? [],
  });
  const connector = connectDav('carddav', server, { limits }, { clock, log: silentLog });
  closing.push(connector, server);
  return { server, connector };
}

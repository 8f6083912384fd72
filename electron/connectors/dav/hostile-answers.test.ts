import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { Connector } from '../connector.ts';
import { readCollection } from '../../testing/connector-harness.ts';
import { bodyFor, connectDav } from '../../testing/dav-harness.ts';
import type { Fault } from '../../testing/lying-dav/faults.ts';
import { HOSTILE_SHAPES, type HostileShape } from '../../testing/lying-dav/hostile-xml.ts';
import { type LyingDav, startLyingDav } from '../../testing/lying-dav/start-lying-dav.ts';
import type { Limits } from '../http/limits.ts';

const { signal } = new AbortController();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

describe('an answer made to harm its reader', () => {
  const dangerous: ReadonlySet<HostileShape> = new Set(['billion-laughs', 'quadratic-blowup', 'plain-doctype', 'repeated-doctype', 'external-entity', 'external-dtd']);
  it.each(HOSTILE_SHAPES)('is refused at once and costs little: %s', async (shape) => {
    const { connector } = await start({ kind: 'hostile-xml', shape });
    const startedMs = performance.now();
    const before = process.memoryUsage().heapUsed;
    const code = await codeOf(connector.collections(signal));
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50 * 1024 * 1024);
    if (dangerous.has(shape)) expect(code).toBe('answer-dangerous');
    else expect(['answer-malformed', 'answer-cut-off', 'answer-too-large', 'nothing-found-at-url']).toContain(code);
  });

  it('is stopped at the size that is allowed, compressed or not', async () => {
    const limits = { maxAnswerBytes: 4 * 1024 * 1024, maxWireBytes: 2 * 1024 * 1024 };
    for (const fault of [{ kind: 'gzip-bomb', megabytes: 64 }, { kind: 'endless-body' }] satisfies Fault[]) {
      const { connector } = await start(fault, limits);
      expect(await errorOf(connector.collections(signal))).toMatchObject({ code: 'answer-too-large', context: { limit: expect.any(Number) } });
    }
  });

  it('is stopped for its rate of compression before the size is reached', async () => {
    const { connector } = await start({ kind: 'gzip-bomb', megabytes: 200 });
    expect(await codeOf(connector.collections(signal))).toBe('answer-too-large');
  });

  it('is given up where it does not come, stops coming or comes byte by byte', async () => {
    const cases: readonly [Fault, Partial<Limits>][] = [
      [{ kind: 'stall' }, { answerMs: 60 }],
      [{ kind: 'drip', everyMs: 40 }, { idleMs: 10 }],
      [{ kind: 'drip', everyMs: 1 }, { wholeAnswerMs: 30 }],
    ];
    for (const [fault, limits] of cases) {
      const { connector } = await start(fault, { ...limits, attempts: 1 });
      expect([fault.kind, await codeOf(connector.collections(signal))]).toEqual([fault.kind, 'server-timeout']);
    }
  });
});

describe('an answer that is none', () => {
  it.each([
    [{ kind: 'login-page' }, 'answer-not-dav'],
    [{ kind: 'empty-reply' }, 'answer-not-dav'],
    [{ kind: 'empty-multistatus' }, 'nothing-found-at-url'],
    [{ kind: 'cut-off', framing: 'chunked', share: 0.5 }, 'answer-cut-off'],
    [{ kind: 'cut-off', framing: 'exact-length', share: 0.5 }, 'answer-cut-off'],
    [{ kind: 'cut-off', framing: 'close', share: 0.9 }, 'answer-cut-off'],
    [{ kind: 'cut-off', framing: 'content-length', share: 0.5 }, 'answer-cut-off'],
    [{ kind: 'cut-off', framing: 'reset', share: 0.5 }, 'answer-cut-off'],
    [{ kind: 'status', status: 500 }, 'server-error'],
    [{ kind: 'status', status: 403 }, 'forbidden'],
    [{ kind: 'status', status: 404 }, 'nothing-found-at-url'],
    [{ kind: 'reset' }, 'server-unreachable'],
    [{ kind: 'half-close' }, 'server-unreachable'],
  ] satisfies readonly [Fault, string][])('is never an empty list of collections: %o', async (fault, code) => {
    const { connector } = await start(fault);
    expect(await codeOf(connector.collections(signal))).toBe(code);
  });

  it.each([
    [{ kind: 'login-page' }, 'answer-not-dav'],
    [{ kind: 'empty-multistatus' }, 'answer-malformed'],
    [{ kind: 'cut-off', framing: 'chunked', share: 0.5 }, 'answer-cut-off'],
    [{ kind: 'status', status: 500 }, 'server-error'],
  ] satisfies readonly [Fault, string][])('is never an empty address book: %o', async (fault, code) => {
    const { connector, server } = await start();
    const [book] = await connector.collections(signal);
    if (book === undefined) throw new Error('no book');
    server.setFaults([{ fault, when: { method: 'PROPFIND' }, skip: 2 }]);
    expect(await codeOf(readCollection(connector, book))).toBe(code);
  });
});

describe('an href that leads to another origin', () => {
  it('is not followed, and makes the listing incomplete', async () => {
    const { connector, server } = await start();
    const [book] = await connector.collections(signal);
    if (book === undefined) throw new Error('no book');
    server.setFaults([{ fault: { kind: 'foreign-hrefs', origin: 'http://127.0.0.2:9' }, when: { method: 'PROPFIND', path: 'contacts' }, skip: 2 }]);
    expect(await codeOf(readCollection(connector, book))).toBe('answer-malformed');
  });
});

async function start(fault?: Fault, limits: Partial<Limits> = {}): Promise<{ readonly server: LyingDav; readonly connector: Connector }> {
  const items = [{ name: 'a.vcf', text: bodyFor('carddav', 'a', 'A') }];
  const server = await startLyingDav({ books: [{ path: 'contacts', name: 'Contacts', kind: 'contacts', items }], ...(fault === undefined ? {} : { faults: [{ fault }] }) });
  const connector = connectDav('carddav', server, { limits });
  closing.push(connector, server);
  return { server, connector };
}

async function errorOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    (value) => ({ resolved: value }),
    (error: unknown) => error,
  );
}

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  const error = await errorOf(attempt);
  return error instanceof AppError ? error.code : error;
}

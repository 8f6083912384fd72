import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, describe, expect, it } from 'vitest';
import type { contract } from '../../shared/contract/index.ts';
import { AppError, type WireError } from '../../shared/errors.ts';
import type { Clock, Log, LogFacts } from '../core/ports.ts';
import type { CallContext, EngineServices } from '../services/engine-services.ts';
import { createRouter } from './router.ts';
import { servePort } from './serve-port.ts';

type Client = ContractRouterClient<typeof contract>;

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

const instantClock: Clock = { nowMs: () => 0, sleep: () => Promise.resolve() };

/** A client over a real MessagePort; a service that a test does not give fails the call. */
function connect(services: object, logged: { event: string; facts: LogFacts | undefined }[] = []): Client {
  const log: Log = { debug() {}, info() {}, warn: (event, facts) => logged.push({ event, facts }) };
  const { port1, port2 } = new MessageChannel();
  servePort(createRouter(services as EngineServices, instantClock, log), port1);
  const link = new RPCLink({ port: port2 });
  port2.start();
  closings.push(() => port2.close());
  return createORPCClient(link);
}

async function wireOf(call: Promise<unknown>): Promise<WireError> {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(ORPCError);
  return (thrown as ORPCError<string, WireError>).data;
}

describe('the engine behind a port', () => {
  it('answers a call with what the service answers', async () => {
    const info = { version: '1.2.3', secrets: 'session', dataFolder: '/data' } as const;
    const client = connect({ app: { info: async () => info } });
    expect(await client.app.info()).toEqual(info);
  });

  it('yields progress and then returns the result', async () => {
    const verify = async ({ report }: CallContext) => {
      report({ phase: 'check', done: 1, total: 2, fraction: 0.5 });
      await new Promise((resolve) => setImmediate(resolve));
      report({ phase: 'check', done: 2, total: 2, fraction: 1 });
      return { ok: true, problems: [] };
    };
    const stream = await connect({ cases: { verify } }).cases.verify();
    const seen: number[] = [];
    let step = await stream.next();
    while (step.done !== true) {
      seen.push(step.value.fraction);
      step = await stream.next();
    }
    expect(seen.at(-1)).toBe(1);
    expect(step.value).toEqual({ ok: true, problems: [] });
  });

  it('tells what a person has to do to sign in, and then who did', async () => {
    const source = { id: 's1', name: 'work', kind: 'graph', hasSecret: true, signsIn: true, takesToken: true } as const;
    const signIn = async ({ how }: { how: 'browser' | 'device-code' }, tell: (prompt: object) => void, signal: AbortSignal) => {
      tell({ how, address: 'https://login.microsoftonline.com/device', code: 'ABCD-EFGH' });
      signal.throwIfAborted();
      return source;
    };
    const stream = await connect({ sources: { signIn } }).sources.signIn({ name: 'work', access: 'read', how: 'device-code' });
    expect(await stream.next()).toEqual({ done: false, value: { how: 'device-code', address: 'https://login.microsoftonline.com/device', code: 'ABCD-EFGH' } });
    expect(await stream.next()).toEqual({ done: true, value: source });
    const declined = async () => {
      throw new AppError('sign-in-unfinished');
    };
    const failing = await connect({ sources: { signIn: declined } }).sources.signIn({ name: 'work', access: 'write', how: 'browser' });
    expect(await wireOf(failing.next())).toEqual({ code: 'sign-in-unfinished', context: {} });
  });

  it('carries an expected failure as its code and context', async () => {
    const open = async () => {
      throw new AppError('case-newer', { context: { found: 9, known: 1 } });
    };
    expect(await wireOf(connect({ cases: { open } }).cases.open({ path: '/x' }))).toEqual({ code: 'case-newer', context: { found: 9, known: 1 } });
  });

  it('carries a failure in the middle of a stream', async () => {
    const take = async ({ sources }: { sources: string[] }, { report }: CallContext) => {
      report({ phase: 'list', done: 0, total: null, fraction: 0 });
      throw new AppError('auth-failed', { context: { source: String(sources[0]), status: 401 } });
    };
    const stream = await connect({ snapshots: { take } }).snapshots.take({ sources: ['home'] });
    const drain = async (): Promise<void> => {
      for await (const progress of stream) expect(progress.phase).toBe('list');
    };
    expect(await wireOf(drain())).toEqual({ code: 'auth-failed', context: { source: 'home', status: 401 } });
  });

  it('masks an unknown error and logs it without its text', async () => {
    const logged: { event: string; facts: LogFacts | undefined }[] = [];
    const recent = async () => {
      throw new TypeError('secret Amelia Example');
    };
    expect(await wireOf(connect({ cases: { recent } }, logged).cases.recent())).toEqual({ code: 'internal', context: {} });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ event: 'engine-fault', facts: { procedure: 'cases.recent', fault: 'TypeError' } });
    expect(JSON.stringify(logged)).not.toContain('Amelia');
  });

  it('refuses input that breaks the contract before a service sees it', async () => {
    let called = false;
    const page = async () => {
      called = true;
    };
    const client = connect({ changes: { page } });
    expect(await wireOf(client.changes.page({ comparison: 1, offset: 0, limit: 5000 }))).toEqual({ code: 'usage', context: { what: 'limit' } });
    expect(called).toBe(false);
  });

  it('masks an answer that breaks the contract', async () => {
    const client = connect({ app: { info: async () => ({ version: 3 }) } });
    expect(await wireOf(client.app.info())).toEqual({ code: 'internal', context: {} });
  });

  it('stops the service when the page cancels', async () => {
    let stopped: unknown;
    const take = (_: unknown, { signal, report }: CallContext) =>
      new Promise<never>((_resolve, reject) => {
        report({ phase: 'download', done: 1, total: 9, fraction: 0.1 });
        signal.addEventListener('abort', () => {
          stopped = signal.reason;
          reject(signal.reason);
        });
      });
    const controller = new AbortController();
    const client = connect({ snapshots: { take }, app: { info: async () => ({ version: '1', secrets: 'session', dataFolder: '' }) } });
    const stream = await client.snapshots.take({ sources: ['home'] }, { signal: controller.signal });
    await stream.next();
    controller.abort();
    await expect(stream.next()).rejects.toThrow();
    await client.app.info();
    expect(stopped).toMatchObject({ name: 'AbortError' });
  });

  it('stops the service when the page goes away', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const apply = (_: unknown, { signal }: CallContext) =>
      new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          resolve(true);
          reject(signal.reason);
        });
      });
    const client = connect({ restore: { apply } });
    const stream = await client.restore.apply({ plan: 'p' });
    stream.next().catch(() => {});
    for (const close of closings.splice(0)) close();
    expect(await promise).toBe(true);
  });

  it('hands files over as the bytes they are', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10, 128]);
    let seen: unknown;
    const recognise = async (input: unknown) => {
      seen = input;
      return [];
    };
    await connect({ snapshots: { recognise } }).snapshots.recognise({ files: [{ name: 'a.vcf', bytes: new Blob([bytes]) }] });
    expect(seen).toEqual({ files: [{ name: 'a.vcf', bytes }] });
  });
});

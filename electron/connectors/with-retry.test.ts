import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { createHurriedClock } from '../testing/hurried-clock.ts';
import { parseRetryAfter, withRetry } from './with-retry.ts';

const POLICY = { attempts: 4, backoffMs: 100, maxRetryAfterSeconds: 60 };
const { signal } = new AbortController();

describe('a read that fails', () => {
  it('is repeated after pauses that double, each with some scatter', async () => {
    const clock = createHurriedClock();
    const attempts: number[] = [];
    const task = async (attempt: number) => {
      attempts.push(attempt);
      if (attempt < 4) throw new AppError('server-unreachable', { retry: 'later' });
      return 'read';
    };
    expect(await withRetry(task, POLICY, clock, signal)).toBe('read');
    expect(attempts).toEqual([1, 2, 3, 4]);
    for (const [index, wait] of clock.waits().entries()) {
      expect(wait).toBeGreaterThanOrEqual(50 * 2 ** index);
      expect(wait).toBeLessThanOrEqual(100 * 2 ** index);
    }
    expect(clock.waits()).toHaveLength(3);
  });

  it('ends with its last error when its tries are used up', async () => {
    const clock = createHurriedClock();
    const task = (attempt: number) => Promise.reject(new AppError('server-error', { retry: 'later', context: { attempt } }));
    await expect(withRetry(task, POLICY, clock, signal)).rejects.toMatchObject({ code: 'server-error', context: { attempt: 4 } });
  });

  it('waits as long as the server asks, and not at all for longer than is allowed', async () => {
    const clock = createHurriedClock();
    const throttled = (retryAfterSeconds: number) => (attempt: number) =>
      attempt === 1 ? Promise.reject(new AppError('server-throttled', { retry: 'later', context: { retryAfterSeconds } })) : Promise.resolve('read');
    expect(await withRetry(throttled(60), POLICY, clock, signal)).toBe('read');
    await expect(withRetry(throttled(61), POLICY, clock, signal)).rejects.toMatchObject({ code: 'server-throttled' });
    expect(clock.waits()).toEqual([60_000]);
  });

  it('is not repeated where that can’t help, is our own mistake or was cancelled', async () => {
    const clock = createHurriedClock();
    const failures = [new AppError('auth-failed'), new TypeError('ours')];
    for (const failure of failures) await expect(withRetry(() => Promise.reject(failure), POLICY, clock, signal)).rejects.toBe(failure);
    const stop = new AbortController();
    const task = () => {
      stop.abort(new Error('stopped'));
      return Promise.reject(new AppError('server-unreachable', { retry: 'later' }));
    };
    await expect(withRetry(task, POLICY, clock, stop.signal)).rejects.toThrow('stopped');
    expect(clock.waits()).toEqual([]);
  });
});

describe('Retry-After', () => {
  const nowMs = Date.UTC(2026, 2, 1, 12);
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is read as %s seconds', (header, seconds) => {
    expect(parseRetryAfter(header, nowMs)).toBe(seconds);
  });
});

import { describe, expect, it } from 'vitest';
import { createHurriedClock } from '../testing/hurried-clock.ts';
import { createPace } from './with-pacing.ts';

const { signal } = new AbortController();

describe('a pace', () => {
  it('lets so many run at a time, in the order in which they came', async () => {
    const pace = createPace(createHurriedClock(), 2);
    const started: number[] = [];
    const finish: (() => void)[] = [];
    const tasks = [1, 2, 3, 4].map((number) =>
      pace.run(
        () =>
          new Promise<number>((resolve) => {
            started.push(number);
            finish.push(() => resolve(number));
          }),
        signal,
      ),
    );
    await Promise.resolve();
    expect(started).toEqual([1, 2]);
    finish[1]?.();
    expect(await tasks[1]).toBe(2);
    await Promise.resolve();
    expect(started).toEqual([1, 2, 3]);
    finish[0]?.();
    await tasks[0];
    await Promise.resolve();
    finish[2]?.();
    finish[3]?.();
    expect(await Promise.all(tasks)).toEqual([1, 2, 3, 4]);
  });

  it('gives its place on where a task fails or is cancelled while it waits', async () => {
    const pace = createPace(createHurriedClock(), 1);
    const stop = new AbortController();
    let release = () => {};
    const first = pace.run(() => new Promise<void>((_, reject) => (release = () => reject(new Error('failed')))), signal);
    const waiting = pace.run(() => Promise.resolve('never'), stop.signal);
    const last = pace.run(() => Promise.resolve('ran'), signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    await Promise.resolve();
    release();
    await expect(first).rejects.toThrow('failed');
    expect(await last).toBe('ran');
  });

  it('starts nothing before the moment that it is held to', async () => {
    const clock = createHurriedClock(1_000);
    const pace = createPace(clock, 3);
    pace.holdUntil(5_000);
    pace.holdUntil(3_000);
    const at = await Promise.all([1, 2].map(() => pace.run(() => Promise.resolve(clock.nowMs()), signal)));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(5_000);
  });
});

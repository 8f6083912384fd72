import { describe, expect, it } from 'vitest';
import type { Progress } from '../../shared/progress.ts';
import type { Clock } from '../core/ports.ts';
import type { CallContext } from '../services/engine-services.ts';
import { streamTask } from './stream-task.ts';

const at = (done: number): Progress => ({ phase: 'store', done, total: 100, fraction: done / 100 });
const signal = new AbortController().signal;

/** A clock that stands unless it is moved, and whose timers never ring. */
function aClock(): Clock & { move(milliseconds: number): void } {
  let now = 0;
  return { nowMs: () => now, sleep: () => new Promise(() => {}), move: (milliseconds) => (now += milliseconds) };
}

async function drain<Result>(stream: AsyncGenerator<Progress, Result, void>): Promise<{ seen: number[]; result: Result }> {
  const seen: number[] = [];
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return { seen, result: step.value };
    seen.push(step.value.done);
  }
}

describe('a long call as a stream', () => {
  it('is heard of while it runs, though it never lets a timer run', async () => {
    const clock = aClock();
    let seenBeforeEnd = 0;
    const run = async ({ report }: CallContext): Promise<string> => {
      for (let done = 1; done <= 100; done += 1) {
        clock.move(20);
        report(at(done));
        await Promise.resolve();
      }
      seenBeforeEnd = seen.length;
      return 'done';
    };
    const seen: number[] = [];
    const stream = streamTask(run, signal, clock);
    for await (const progress of stream) seen.push(progress.done);
    expect(seenBeforeEnd).toBeGreaterThan(15);
    expect(seen.length).toBeLessThan(25);
    expect(seen.at(-1)).toBe(100);
  });

  it('yields at most ten values a second, and always the last', async () => {
    const clock = aClock();
    const run = async ({ report }: CallContext): Promise<string> => {
      for (let done = 1; done <= 100; done += 1) {
        clock.move(1);
        report(at(done));
        await Promise.resolve();
      }
      return 'done';
    };
    const { seen, result } = await drain(streamTask(run, signal, clock));
    expect(seen).toEqual([1, 100]);
    expect(result).toBe('done');
  });

  it('tells what came between two values when the time for it has come', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const clock: Clock = { nowMs: () => performance.now(), sleep: (milliseconds) => new Promise((ring) => setTimeout(ring, milliseconds)) };
    const run = async ({ report }: CallContext): Promise<string> => {
      report(at(1));
      await new Promise((ring) => setImmediate(ring));
      report(at(2));
      await promise;
      return 'done';
    };
    const stream = streamTask(run, signal, clock);
    expect((await stream.next()).value).toEqual(at(1));
    expect((await stream.next()).value).toEqual(at(2));
    resolve();
    expect(await stream.next()).toEqual({ done: true, value: 'done' });
  });
});

import { describe, expect, it } from 'vitest';
import type { TellCompared } from '../case-history.ts';
import { createAnswerDesk } from './answer-desk.ts';
import type { AnswerTask } from './answer-tasks.ts';

/** Work that ends when the test says so, or when it is cancelled. */
function heldWork() {
  const begun: { readonly of: string; end(): void; fail(error: Error): void; readonly compared: TellCompared }[] = [];
  const cancelled: string[] = [];
  const work = ({ task }: { task: AnswerTask }, signal: AbortSignal, compared: TellCompared): Promise<void> =>
    new Promise((resolve, reject) => {
      begun.push({ of: task.of, end: resolve, fail: reject, compared });
      signal.addEventListener('abort', () => {
        cancelled.push(task.of);
        reject(signal.reason);
      });
    });
  return { begun, cancelled, work };
}

const start = (task: AnswerTask) => ({ path: '/case', passphrase: undefined, task, build: 'test' });
const quiet = (): void => {};
const never = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the desk for answers', () => {
  it('makes one of the whole case after another, and a comparison beside them', async () => {
    const { begun, work } = heldWork();
    const desk = createAnswerDesk(work);
    const all = [desk.make(start({ of: 'findings' }), never, quiet), desk.make(start({ of: 'timeline' }), never, quiet), desk.make(start({ of: 'comparison', from: 'a', to: 'b' }), never, quiet)];
    await settle();
    expect(begun.map(({ of }) => of)).toEqual(['findings', 'comparison']);
    begun[0]?.end();
    await settle();
    expect(begun.map(({ of }) => of)).toEqual(['findings', 'comparison', 'timeline']);
    begun[1]?.end();
    begun[2]?.end();
    await Promise.all(all);
  });

  it('makes an answer once for all who ask, and goes on while one of them waits', async () => {
    const { begun, cancelled, work } = heldWork();
    const desk = createAnswerDesk(work);
    const leaving = new AbortController();
    const first = desk.make(start({ of: 'findings' }), leaving.signal, quiet);
    const second = desk.make(start({ of: 'findings' }), never, quiet);
    await settle();
    leaving.abort();
    await expect(first).rejects.toThrow();
    expect([begun.length, cancelled]).toEqual([1, []]);
    begun[0]?.end();
    await second;
  });

  it('ends what nobody waits for, and makes it anew when it is asked for again', async () => {
    const { begun, cancelled, work } = heldWork();
    const desk = createAnswerDesk(work);
    const leaving = new AbortController();
    const first = desk.make(start({ of: 'findings' }), leaving.signal, quiet);
    await settle();
    leaving.abort();
    const again = desk.make(start({ of: 'findings' }), never, quiet);
    await expect(first).rejects.toThrow();
    await settle();
    expect([begun.length, cancelled]).toEqual([2, ['findings']]);
    begun[1]?.end();
    await again;
  });

  it('tells all who wait how far it is', async () => {
    const { begun, work } = heldWork();
    const desk = createAnswerDesk(work);
    const heard: string[] = [];
    const all = ['one', 'two'].map((name) => desk.make(start({ of: 'findings' }), never, (done, total) => heard.push(`${name} ${done}/${total}`)));
    await settle();
    begun[0]?.compared(3, 19);
    expect(heard).toEqual(['one 3/19', 'two 3/19']);
    begun[0]?.end();
    await Promise.all(all);
  });

  it('tells a failure to who waits and goes on with the next', async () => {
    const { begun, work } = heldWork();
    const desk = createAnswerDesk(work);
    const first = desk.make(start({ of: 'findings' }), never, quiet);
    const second = desk.make(start({ of: 'deletions' }), never, quiet);
    await settle();
    begun[0]?.fail(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await settle();
    begun[1]?.end();
    await second;
  });

  it('ends everything at once where the case is left', async () => {
    const { begun, work } = heldWork();
    const desk = createAnswerDesk(work);
    const all = Promise.allSettled([desk.make(start({ of: 'findings' }), never, quiet), desk.make(start({ of: 'deletions' }), never, quiet)]);
    await settle();
    await desk.endAll();
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    // The second one never began.
    expect(begun.length).toBe(1);
  });
});

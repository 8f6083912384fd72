import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Progress } from '../../shared/progress.ts';
import { failureOf, type Failure } from '../api/failure.ts';
import { keepSamples, paceOf, type Pace, type Sample } from './task-rate.ts';

export interface Task {
  readonly id: number;
  readonly name: string;
  readonly progress: Progress | null;
  readonly samples: readonly Sample[];
  readonly pace: Pace;
  readonly controller: AbortController;
}

/** A task ends in exactly one of three ways. */
export type Ended<Result> =
  | { readonly how: 'succeeded'; readonly result: Result }
  | { readonly how: 'failed'; readonly failure: Failure }
  | { readonly how: 'cancelled' };

export type TaskCall<Result> = (signal: AbortSignal) => PromiseLike<AsyncIterator<Progress, Result>>;

/** The long calls that run now, each with its progress and a way to cancel it. */
export const useTasks = defineStore('tasks', () => {
  const tasks = shallowRef<readonly Task[]>([]);
  const lastEnded = shallowRef<{ readonly name: string; readonly how: Ended<unknown>['how'] } | null>(null);
  const current = computed(() => tasks.value.at(-1));
  let ids = 0;

  /** Runs a call to its end; never rejects. */
  async function run<Result>(name: string, call: TaskCall<Result>): Promise<Ended<Result>> {
    ids += 1;
    const id = ids;
    const controller = new AbortController();
    tasks.value = [...tasks.value, { id, name, progress: null, samples: [], pace: paceOf([]), controller }];
    const ended = await drive(call, controller.signal, (progress) => note(id, progress));
    tasks.value = tasks.value.filter((task) => task.id !== id);
    lastEnded.value = { name, how: ended.how };
    return ended;
  }

  function note(id: number, progress: Progress): void {
    tasks.value = tasks.value.map((task) => {
      if (task.id !== id) return task;
      const samples = keepSamples(task.samples, { atMs: performance.now(), progress });
      return { ...task, progress, samples, pace: paceOf(samples) };
    });
  }

  function cancel(id: number): void {
    tasks.value.find((task) => task.id === id)?.controller.abort();
  }

  function cancelLatest(): void {
    current.value?.controller.abort();
  }

  return { tasks, current, lastEnded, run, cancel, cancelLatest };
});

async function drive<Result>(call: TaskCall<Result>, signal: AbortSignal, note: (progress: Progress) => void): Promise<Ended<Result>> {
  try {
    const stream = await call(signal);
    let step = await stream.next();
    while (step.done !== true) {
      note(step.value);
      step = await stream.next();
    }
    return { how: 'succeeded', result: step.value };
  } catch (thrown) {
    // Only our own signal makes a cancellation; a closed connection rejects with an AbortError as well.
    return signal.aborted ? { how: 'cancelled' } : { how: 'failed', failure: failureOf(thrown) };
  }
}

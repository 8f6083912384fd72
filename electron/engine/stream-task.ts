import type { Progress } from '../../shared/progress.ts';
import type { Clock } from '../core/ports.ts';
import type { CallContext } from '../services/engine-services.ts';

type Outcome<Result> = { readonly result: Result } | { readonly thrown: unknown };

/** Ten progress values a second are enough for an eye, and spare the port. */
const LEAST_GAP_MS = 100;

/**
 * Runs a long call and yields its progress, at most ten times a second and always the last value, then returns its result. An aborted
 * signal reaches the call; nothing is answered until the call itself has ended, so that what it wrote is whole. A call that never lets a
 * timer run is heard of all the same: then the clock alone tells the pace.
 */
export async function* streamTask<Result>(run: (context: CallContext) => Promise<Result>, signal: AbortSignal, clock: Clock): AsyncGenerator<Progress, Result, void> {
  let latest: Progress | undefined;
  let outcome: Outcome<Result> | undefined;
  let yieldedMs = -Infinity;
  let isTimed = false;
  let wake = (): void => {};
  const isDue = (): boolean => latest !== undefined && clock.nowMs() - yieldedMs >= LEAST_GAP_MS;
  const woken = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const wakeLater = (): void => {
    if (isTimed) return;
    isTimed = true;
    void clock.sleep(LEAST_GAP_MS).then(() => {
      isTimed = false;
      wake();
    });
  };
  const report = (progress: Progress): void => {
    latest = progress;
    if (isDue() || !isTimed) wake();
  };
  void run({ signal, report }).then(
    (result) => {
      outcome = { result };
      wake();
    },
    (thrown: unknown) => {
      outcome = { thrown };
      wake();
    },
  );
  while (outcome === undefined) {
    if (!isDue()) {
      if (latest !== undefined) wakeLater();
      await woken();
    } else if (latest !== undefined) {
      const progress = latest;
      latest = undefined;
      yieldedMs = clock.nowMs();
      yield progress;
    }
  }
  if (latest !== undefined) yield latest;
  return resultOf(outcome);
}

function resultOf<Result>(outcome: Outcome<Result>): Result {
  if ('thrown' in outcome) throw outcome.thrown;
  return outcome.result;
}

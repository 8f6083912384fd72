import type { Progress } from '../../shared/progress.ts';
import type { CallContext } from '../services/engine-services.ts';

type Outcome<Result> = { readonly result: Result } | { readonly thrown: unknown };

/**
 * Runs a long call and yields its progress, at most once a `pause` and always the last value, then returns its result. An aborted
 * signal reaches the call; nothing is answered until the call itself has ended, so that what it wrote is whole.
 */
export async function* streamTask<Result>(
  run: (context: CallContext) => Promise<Result>,
  signal: AbortSignal,
  pause: () => Promise<void>,
): AsyncGenerator<Progress, Result, void> {
  let latest: Progress | undefined;
  let outcome: Outcome<Result> | undefined;
  let wake = (): void => {};
  const report = (progress: Progress): void => {
    latest = progress;
    wake();
  };
  const ended = run({ signal, report }).then(
    (result) => {
      outcome = { result };
      wake();
    },
    (thrown: unknown) => {
      outcome = { thrown };
      wake();
    },
  );
  const reported = (): Progress | undefined => {
    const progress = latest;
    latest = undefined;
    return progress;
  };
  while (outcome === undefined) {
    const progress = reported();
    if (progress === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    } else {
      yield progress;
      await Promise.race([pause(), ended]);
    }
  }
  const last = reported();
  if (last !== undefined) yield last;
  return resultOf(outcome);
}

function resultOf<Result>(outcome: Outcome<Result>): Result {
  if ('thrown' in outcome) throw outcome.thrown;
  return outcome.result;
}

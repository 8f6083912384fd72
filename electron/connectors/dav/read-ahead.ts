/**
 * Runs a worker over inputs, a few at a time, and yields the results in order; no more than those few are held. Where the reader stops early
 * or one fails, the others are cancelled and waited for.
 */
export async function* readAhead<Input, Output>(
  inputs: Iterable<Input>,
  worker: (input: Input, signal: AbortSignal) => Promise<Output>,
  inFlight: number,
  signal: AbortSignal,
): AsyncGenerator<Output> {
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  const running: Promise<Output>[] = [];
  const iterator = inputs[Symbol.iterator]();
  const startOne = () => {
    const next = iterator.next();
    if (next.done === true) return;
    const promise = worker(next.value, either);
    // Its failure is met where it is awaited; until then it must not count as unhandled.
    promise.catch(() => undefined);
    running.push(promise);
  };
  try {
    for (let count = 0; count < inFlight; count += 1) startOne();
    for (let first = running.shift(); first !== undefined; first = running.shift()) {
      const output = await first;
      startOne();
      yield output;
    }
  } finally {
    own.abort();
    await Promise.allSettled(running);
  }
}

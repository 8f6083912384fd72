const waiting = new Set<() => unknown>();

/** Does the work, then cleans up after it; an interrupted run cleans up as well, so that no server stays behind. */
export async function withCleanUp<Result>(cleanUp: () => unknown, work: () => Promise<Result>): Promise<Result> {
  waiting.add(cleanUp);
  try {
    return await work();
  } finally {
    waiting.delete(cleanUp);
    await cleanUp();
  }
}

/** From now on Ctrl-C and a termination clean up before they end the run. */
export function cleanUpOnSignals(): void {
  for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
    process.once(signal, () => {
      void Promise.allSettled([...waiting].reverse().map(async (cleanUp) => cleanUp())).then(() => process.exit(status));
    });
  }
}

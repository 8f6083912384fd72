/** What a command said and how it ended. */
export interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process; what it writes to standard output and standard error is caught and not shown. */
export async function captureOutput(run: () => Promise<number>): Promise<Said> {
  const streams = { out: process.stdout, err: process.stderr };
  const originals = { out: streams.out.write, err: streams.err.write };
  const said = { out: '', err: '' };
  for (const name of ['out', 'err'] as const) {
    const catching = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      said[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined;
      done?.();
      return true;
    };
    streams[name].write = catching;
  }
  try {
    const status = await run();
    return { status, ...said };
  } finally {
    streams.out.write = originals.out;
    streams.err.write = originals.err;
  }
}

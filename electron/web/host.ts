import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { AppError, toWireError } from '../../shared/errors.ts';
import { wordsFor } from '../../shared/messages/en.ts';
import { endWithParent } from './end-with-parent.ts';
import { startHost } from './start-host.ts';
import { summaryLines } from './summary-lines.ts';

export { startHost, type Host, type HostOptions } from './start-host.ts';

/** `npm start` where there is no Electron or no display: serves until it is stopped, and says where. */
async function main(): Promise<void> {
  const values = givenOptions();
  const port = values.port === undefined ? undefined : Number(values.port);
  const host = await startHost({
    ...(port === undefined ? {} : { port }),
    ...(values.case === undefined ? {} : { casePath: resolve(values.case) }),
    practice: values.practice ?? false,
    open: values.open ?? false,
  });
  const lines = host.summary === null ? [] : summaryLines(host.summary);
  if (host.problem !== null) {
    const { message, hint } = wordsFor(host.problem.code, host.problem.context);
    lines.push(message, hint);
  }
  process.stdout.write([...lines, `Open ${host.url}`, 'The address works once. Stop with Ctrl-C.', ''].join('\n'));
  const stop = (): void => {
    void host.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function givenOptions(): { case?: string; port?: string; practice?: boolean; open?: boolean } {
  try {
    return parseArgs({ options: { case: { type: 'string' }, port: { type: 'string' }, practice: { type: 'boolean' }, open: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new AppError('usage', { context: { what: 'known are --case FILE and --port NUMBER' }, cause: error });
  }
}

// The command line imports this file for `serve`; only as a program of its own does it start by itself.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) {
  try {
    endWithParent();
    await main();
  } catch (error) {
    const { code, context } = toWireError(error);
    const { message, hint } = wordsFor(code, context);
    process.stderr.write(`${message} ${hint}\n`);
    if (code === 'internal' && process.env['SYNCTRACE_LOG'] !== undefined) process.stderr.write(`${inspect(error)}\n`);
    process.exitCode = 1;
  }
}

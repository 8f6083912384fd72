import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { systemClock } from '../services/system-ports.ts';
import { FaultPicker } from './exchange-server/faults/fault-rules.ts';
import { readFaultScript } from './exchange-server/faults/read-fault-script.ts';
import { keptMailbox, saveMailbox } from './exchange-server/mailbox/dump.ts';
import { startExchangeServer } from './exchange-server/start-exchange-server.ts';

const STEP_MS = 500;
const HIGHEST_PORT = 65_535;

/** What a person gave and can correct. */
class WrongInput extends Error {}

/** `npm run fake:exchange`: an Exchange server on this machine alone, until it is stopped; with `--data` it goes on where it was, with `--faults` it does wrong. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string' }, faults: { type: 'string' } } });
  const faults = new FaultPicker();
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT) throw new WrongInput(`--port is a number from 0 (a free one) to ${HIGHEST_PORT}.`);
  const readFaults = readerOf(values.faults, faults);
  readFaults();
  const dump = values.data === undefined ? null : keptMailbox(values.data);
  const server = await startExchangeServer({ clock: systemClock, port, faults, ...(dump !== null && { dump }) });
  process.stdout.write(`EWS    ${server.ewsUrl}\nGraph  ${server.graphUrl}\nUser   user@example.test, password pass, bearer token test-token\n`);
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const keep = keeperOf(server.mailbox, values.data);
  while (!stopped.signal.aborted) {
    readFaults();
    keep();
    await systemClock.sleep(STEP_MS, stopped.signal).catch((error: unknown) => {
      if (!stopped.signal.aborted) throw error;
    });
  }
  keep();
  await server.close();
}

/** Keeps the mailbox where it has changed since it was last kept. */
function keeperOf(mailbox: Parameters<typeof saveMailbox>[0], folder: string | undefined): () => void {
  let keptAt = -1;
  return () => {
    if (folder === undefined || mailbox.lastChange === keptAt) return;
    keptAt = mailbox.lastChange;
    saveMailbox(mailbox, folder);
  };
}

/**
 * Reads the script of faults where it has changed, so that another program can switch faults on and off. A script that cannot be read ends the
 * server at its start; later it may be half written, and the faults before it go on.
 */
function readerOf(path: string | undefined, faults: FaultPicker): () => void {
  if (path === undefined) return () => undefined;
  let before: string | null = null;
  return () => {
    const isFirst = before === null;
    try {
      if (!isFirst && !existsSync(path)) return;
      const text = readFileSync(path, 'utf8');
      if (text === before) return;
      before = text;
      faults.replace(readFaultScript(text));
      process.stdout.write(`Faults read from ${path}\n`);
    } catch (error) {
      const what = `The faults in ${path} were not read: ${error instanceof Error ? error.message : 'unknown'}.`;
      if (isFirst) throw new WrongInput(what);
      process.stderr.write(`${what} Those before go on.\n`);
    }
  };
}

/** What is wrong with what a person gave, in one line; null for a mistake of the program. */
function wordsOf(error: unknown): string | null {
  if (error instanceof WrongInput) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'That port is taken by another program. Choose another with --port, or leave it out to be given a free one.';
  if (code.startsWith('ERR_PARSE_ARGS')) return 'Known are --port NUMBER, --data FOLDER (kept there and gone on with) and --faults FILE (what goes wrong, as JSON).';
  return null;
}

try {
  await main();
} catch (error) {
  const words = wordsOf(error);
  if (words === null) throw error;
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

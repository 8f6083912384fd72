import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { systemClock } from '../services/system-ports.ts';
import { FaultPicker } from './exchange-server/faults/fault-rules.ts';
import { readFaultScript } from './exchange-server/faults/read-fault-script.ts';
import { keptMailbox, saveMailbox } from './exchange-server/mailbox/dump.ts';
import { startExchangeServer } from './exchange-server/start-exchange-server.ts';

const STEP_MS = 500;

/** `npm run fake:exchange`: an Exchange server on this machine alone, until it is stopped; with `--data` it goes on where it was, with `--faults` it does wrong. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string' }, faults: { type: 'string' } } });
  const faults = new FaultPicker();
  const dump = values.data === undefined ? null : keptMailbox(values.data);
  const server = await startExchangeServer({ clock: systemClock, port: Number(values.port), faults, ...(dump !== null && { dump }) });
  process.stdout.write(`EWS    ${server.ewsUrl}\nGraph  ${server.graphUrl}\nUser   user@example.test, password pass, bearer token test-token\n`);
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const keep = keeperOf(server.mailbox, values.data);
  const readFaults = readerOf(values.faults, faults);
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

/** Reads the script of faults where it has changed, so that another program can switch faults on and off. */
function readerOf(path: string | undefined, faults: FaultPicker): () => void {
  let before: string | null = null;
  return () => {
    const text = path === undefined ? null : readFileSync(path, 'utf8');
    if (text === null || text === before) return;
    before = text;
    faults.replace(readFaultScript(text));
    process.stdout.write(`Faults read from ${path ?? ''}\n`);
  };
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  process.stderr.write('That port is taken by another program. Choose another with --port, or leave it out to be given a free one.\n');
  process.exitCode = 1;
}

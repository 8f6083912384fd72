import { parseArgs } from 'node:util';

import { systemClock } from '../services/system-ports.ts';
import { keptMailbox, saveMailbox } from './exchange-server/mailbox/dump.ts';
import { startExchangeServer } from './exchange-server/start-exchange-server.ts';

const KEEP_EVERY_MS = 1000;

/** `npm run fake:exchange`: an Exchange server on this machine alone, until it is stopped; with `--data` it goes on where it was. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string' } } });
  const dump = values.data === undefined ? null : keptMailbox(values.data);
  const server = await startExchangeServer({ clock: systemClock, port: Number(values.port), ...(dump !== null && { dump }) });
  process.stdout.write(`EWS    ${server.ewsUrl}\nGraph  ${server.graphUrl}\nUser   user@example.test, password pass, bearer token test-token\n`);
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await keepUntilStopped(server.mailbox, values.data, stopped.signal);
  await server.close();
}

async function keepUntilStopped(mailbox: Parameters<typeof saveMailbox>[0], folder: string | undefined, signal: AbortSignal): Promise<void> {
  let keptAt = -1;
  const keep = (): void => {
    if (folder === undefined || mailbox.lastChange === keptAt) return;
    keptAt = mailbox.lastChange;
    saveMailbox(mailbox, folder);
  };
  while (!signal.aborted) {
    keep();
    await systemClock.sleep(KEEP_EVERY_MS, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
  keep();
}

await main();

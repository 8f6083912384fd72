import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { casePath } from '../../services/case-paths.ts';
import { EXIT } from '../outcome.ts';
import type { Ended } from '../program.ts';
import { printFailure } from '../run-command.ts';

/** `serve`: the window's pages on loopback until it is stopped. */
export function registerServe(program: Command, ended: Ended): void {
  program
    .command('serve')
    .description('the window’s pages on this machine’s loopback, behind a one-time token')
    .option('--port <number>', 'the port (default: a free one)')
    .option('--open', 'open the system’s browser')
    .action(async (options: { port?: string; open?: boolean }, command: Command) => {
      const { json, case: given } = command.optsWithGlobals<{ json?: boolean; case?: string }>();
      try {
        const { startHost } = await import('../../web/host.ts');
        const path = caseToOpen(given);
        const host = await startHost({
          ...(options.port === undefined ? {} : { port: portNumber(options.port) }),
          ...(path === undefined ? {} : { casePath: path }),
          ...(options.open === undefined ? {} : { open: options.open }),
        });
        process.stdout.write(json === true ? `${JSON.stringify({ url: host.url, port: host.port })}\n` : `SyncTrace is at ${host.url}\nStop it with Ctrl-C.\n`);
        await stopped();
        await host.close();
        ended(EXIT.done);
      } catch (error) {
        ended(await printFailure(error, json === true));
      }
    });
}

/** The case that every command means; where none is named and there is no default one, none. */
function caseToOpen(given: string | undefined): string | undefined {
  const path = resolve(casePath(given, process.env));
  if (existsSync(path)) return path;
  if (given !== undefined || (process.env['SYNCTRACE_CASE'] ?? '') !== '') throw new AppError('case-missing');
  return undefined;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new AppError('usage', { context: { what: '--port is a number up to 65535' } });
  return port;
}

/** Resolves when the process is asked to end. */
function stopped(): Promise<void> {
  return new Promise((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
}

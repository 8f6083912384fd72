import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { EXIT } from '../outcome.ts';
import type { Ended } from '../program.ts';
import { runBare } from '../run-command.ts';

/** `demo`: the whole job on a sample account against an embedded server. */
export function registerDemo(program: Command, ended: Ended): void {
  program
    .command('demo')
    .description('the whole job on a sample account: before, sync incident, after, diff, duplicates, restore, verify, undo')
    .option('--kind <kind>', 'carddav, graph or ews', 'carddav')
    .option('--keep <folder>', 'keep the case there')
    .action(async (options: { kind: string; keep?: string }, command: Command) => {
      ended(
        await runBare(command, async (call) => {
          const { isDemoKind, runDemo } = await import('../../demo/demo.ts');
          if (!isDemoKind(options.kind)) throw new AppError('usage', { context: { what: `there is no demo of kind ${options.kind}; there are carddav, graph and ews` } });
          const say = call.options.json === true ? (line: string) => void process.stderr.write(`${line}\n`) : (line: string) => void process.stdout.write(`${line}\n`);
          const document = await runDemo(options.kind, { say, signal: call.signal, ...(options.keep === undefined ? {} : { keep: options.keep }) });
          return {
            document,
            text: () => [],
            exit: document.verified ? EXIT.done : EXIT.failed,
            notes: document.verified ? [] : ['synctrace: The demo did not end as it should; the lines above say where. Please report it with them.'],
          };
        }),
      );
    });
}

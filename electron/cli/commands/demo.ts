import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { isPracticeId, PRACTICE_IDS } from '../../../shared/practice-ids.ts';
import { EXIT, type Outcome } from '../outcome.ts';
import type { Ended } from '../program.ts';
import { runBare } from '../run-command.ts';

/** `demo`: the whole job on a sample account against an embedded server. */
export function registerDemo(program: Command, ended: Ended): void {
  program
    .command('demo')
    .description('the whole job on a sample account: before, sync incident, after, diff, duplicates, restore, verify, undo')
    .option('--kind <kind>', 'carddav, graph or ews', 'carddav')
    .option('--keep <folder>', 'keep the case there')
    .option('--practice <name>', `make a practice case instead: ${PRACTICE_IDS.join(', ')}`)
    .action(async (options: { kind: string; keep?: string; practice?: string }, command: Command) => {
      ended(
        await runBare(command, async (call) => {
          if (options.practice !== undefined) return await practiceCase(options.practice, options.keep);
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

/** A practice case to look at: its ticket, where it lies, and, last of all, what there is to learn. */
async function practiceCase(id: string, keep: string | undefined): Promise<Outcome> {
  if (!isPracticeId(id)) throw new AppError('usage', { context: { what: `there is no practice case ${id}; there are ${PRACTICE_IDS.join(', ')}` } });
  const { keepPracticeCase } = await import('../../demo/practice/keep-practice-case.ts');
  const document = await keepPracticeCase(id, keep);
  return {
    document,
    text: () => [
      document.title,
      `“${document.ticket}”`,
      `Case: ${document.case}`,
      ...(document.folder === undefined ? [] : [`As a case folder: ${document.folder}`]),
      `Look for yourself: synctrace --case ${document.case} findings`,
      '',
      `What there is to learn: ${document.lesson}`,
    ],
  };
}

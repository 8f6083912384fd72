import { CommanderError } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { EXIT } from './outcome.ts';
import { closePractice } from './practice.ts';
import { buildProgram } from './program.ts';
import { printFailure } from './run-command.ts';

/** Runs one command line and answers its exit status; CLI.md names what it promises. */
export async function runCli(argv: readonly string[]): Promise<number> {
  let status: number = EXIT.done;
  const program = buildProgram((ended) => {
    status = ended;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    if (!(error instanceof CommanderError)) return await printFailure(error, argv.includes('--json'));
    if (error.exitCode === 0) return EXIT.done;
    return await printFailure(new AppError('usage', { context: { what: usageText(error) } }), argv.includes('--json'));
  } finally {
    await closePractice();
  }
}

function usageText(error: CommanderError): string {
  return error.code === 'commander.help' ? 'a command is missing' : error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
}

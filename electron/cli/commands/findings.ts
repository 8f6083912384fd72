import type { Command } from 'commander';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';

/** `findings [FROM TO]`: CLI.md has it answer an empty list until the verdict is built. */
export function registerFindings(program: Command, ended: Ended): void {
  program
    .command('findings [from] [to]')
    .description('incidents with their suspects (this version names none yet)')
    .action(async (from: string | undefined, to: string | undefined, _options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          for (const reference of [from, to]) if (reference !== undefined) session.store.resolveSnapshot(reference);
          return { document: { findings: [] }, text: () => ['This version compares and restores; it does not name causes yet.'] };
        }),
      );
    });
}

import type { Command } from 'commander';
import { planMerge } from '../../services/merge-records.ts';
import { collect, keyList } from '../lists.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { takeGivenPassword } from '../session.ts';
import { planLines, withPassword } from './restore.ts';

/** `merge plan`. */
export function registerMerge(program: Command, ended: Ended): void {
  const merge = program.command('merge').description('leave one complete record of each group of duplicates, by a reviewed plan');
  withPassword(merge.command('plan <snapshot>'))
    .description('what would be written, checked against the server as it is now; writes nothing there. Apply it with restore apply, take it back with restore undo')
    .option('--groups <ids>', 'only these groups of `duplicates`, comma-separated, repeatable, or @FILE (default: those that are certain)', collect)
    .action(async (snapshot: string, options: { groups?: readonly string[] }, command: Command) => {
      ended(
        await runOnCase(command, 'update', async (session, call) => {
          await takeGivenPassword(session, call.options, [session.store.resolveSnapshot(snapshot).sourceName]);
          const plan = await planMerge(session, { snapshot, ...(options.groups === undefined ? {} : { groups: keyList(options.groups) }) }, call.signal);
          return { document: { plan }, text: () => planLines(plan, session.path) };
        }),
      );
    });
}

import type { Command } from 'commander';
import { findDuplicates } from '../../services/find-duplicates.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { plain } from '../table.ts';

/** `duplicates SNAPSHOT`. */
export function registerDuplicates(program: Command, ended: Ended): void {
  program
    .command('duplicates <snapshot>')
    .description('groups of records that are the same thing')
    .option('--across', 'look through all sources at that time')
    .action(async (snapshot: string, options: { across?: boolean }, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const groups = findDuplicates(session, { snapshot, across: options.across ?? false });
          return {
            document: { groups },
            text: function* () {
              const count = groups.filter(({ kind }) => kind !== 'homonym').length;
              yield count === 0 ? 'No duplicates found.' : count === 1 ? '1 group of duplicates.' : `${count} groups of duplicates.`;
              for (const group of groups) {
                // Cut, not rounded: nothing here is ever wholly sure.
                yield `${Math.floor(group.confidence * 100)} %  ${group.kind}  ${plain(group.reasons.join('; '))}`;
                for (const record of group.records) yield plain(`    ${record.key === group.keep && group.kind !== 'homonym' ? 'keep ' : '     '} ${record.title}  [${record.key}]`);
                for (const record of group.maybe) yield plain(`    maybe ${record.title}  [${record.key}] ${Math.floor(record.confidence * 100)} %`);
              }
            },
          };
        }),
      );
    });
}

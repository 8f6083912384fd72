import type { Command } from 'commander';
import { callDifferent, uncallDifferent } from '../../services/different-records.ts';
import { findDuplicates, isDuplicate } from '../../services/find-duplicates.ts';
import { collect, keyList } from '../lists.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { plain } from '../table.ts';

interface DuplicatesOptions {
  readonly across?: boolean;
  readonly different?: readonly string[];
  readonly same?: readonly string[];
}

/** `duplicates SNAPSHOT`. */
export function registerDuplicates(program: Command, ended: Ended): void {
  program
    .command('duplicates <snapshot>')
    .description('groups of records that are the same thing')
    .option('--across', 'look through all sources at that time')
    .option('--different <keys>', 'note that each two of these records are different things: they stay apart', collect)
    .option('--same <keys>', 'take that back', collect)
    .action(async (snapshot: string, options: DuplicatesOptions, command: Command) => {
      const across = options.across ?? false;
      const isNote = options.different !== undefined || options.same !== undefined;
      ended(
        await runOnCase(command, isNote ? 'write' : 'read', (session) => {
          if (options.different !== undefined) callDifferent(session, { snapshot, across, records: keyList(options.different).map((key) => ({ key })) });
          if (options.same !== undefined) uncallDifferent(session, { snapshot, across, records: keyList(options.same).map((key) => ({ key })) });
          const groups = findDuplicates(session, { snapshot, across });
          return {
            document: { groups },
            text: function* () {
              const count = groups.filter(isDuplicate).length;
              yield count === 0 ? 'No duplicates found.' : count === 1 ? '1 group of duplicates.' : `${count} groups of duplicates.`;
              for (const group of groups) {
                // Cut, not rounded: nothing here is ever wholly sure.
                yield `${Math.floor(group.confidence * 100)} %  ${group.kind}  ${plain(group.reasons.join('; '))}`;
                for (const record of group.records) yield plain(`    ${record.key === group.keep && isDuplicate(group) ? 'keep ' : '     '} ${record.title}  [${record.key}]`);
                for (const record of group.maybe) yield plain(`    maybe ${record.title}  [${record.key}] ${Math.floor(record.confidence * 100)} %`);
              }
            },
          };
        }),
      );
    });
}

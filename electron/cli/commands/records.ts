import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { RECORD_KINDS, type RecordKind } from '../../../shared/records.ts';
import { readRecords } from '../../services/read-records.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { table } from '../table.ts';

/** `records SNAPSHOT`. */
export function registerRecords(program: Command, ended: Ended): void {
  program
    .command('records <snapshot>')
    .description('what a snapshot holds')
    .option('--kind <kind>', 'contact, event or task')
    .option('--raw', 'with the bytes as the server gave them')
    .action(async (snapshot: string, options: { kind?: string; raw?: boolean }, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const records = [...readRecords(session, { snapshot, withRaw: options.raw ?? false, ...kindOption(options.kind) })];
          return {
            document: { records },
            isRaw: options.raw ?? false,
            text: () =>
              options.raw === true
                ? records.map((record) => record.raw ?? '')
                : table(['kind', 'state', 'title', 'key'], records.map((record) => [record.kind, record.state, record.title, record.key])),
          };
        }),
      );
    });
}

/** A `--kind` option as a query; refuses a word that is no kind. */
export function kindOption(kind: string | undefined): { kind?: RecordKind } {
  if (kind === undefined) return {};
  const found = RECORD_KINDS.find((known) => known === kind);
  if (found === undefined) throw new AppError('usage', { context: { what: `--kind is one of ${RECORD_KINDS.join(', ')}` } });
  return { kind: found };
}

import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { EXPORT_FORMATS, type ExportFormat, exportRecords } from '../../services/export-records.ts';
import { collect, keyList } from '../lists.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';

/** `export SNAPSHOT --out PATH`. */
export function registerExport(program: Command, ended: Ended): void {
  program
    .command('export <snapshot>')
    .description('files a person can take away')
    .requiredOption('--out <path>', 'a file; or a folder, for one file a record')
    .option('--format <format>', EXPORT_FORMATS.join(', '))
    .option('--records <keys>', 'only these keys, comma-separated, repeatable, or @FILE', collect)
    .action(async (snapshot: string, options: { out: string; format?: string; records?: readonly string[] }, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session, call) => {
          const keys = keyList(options.records ?? []);
          const written = exportRecords(
            session,
            { snapshot, out: resolve(options.out), isFolder: /[\\/]$/.test(options.out), ...formatOption(options.format), ...(keys.length === 0 ? {} : { keys }) },
            call.signal,
          );
          return { document: written, text: () => [`Wrote ${written.written} records to ${written.files.length === 1 ? written.files[0] : `${written.files.length} files`}.`] };
        }),
      );
    });
}

function formatOption(format: string | undefined): { format?: ExportFormat } {
  if (format === undefined) return {};
  const found = EXPORT_FORMATS.find((known) => known === format);
  if (found === undefined) throw new AppError('usage', { context: { what: `--format is one of ${EXPORT_FORMATS.join(', ')}` } });
  return { format: found };
}

import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import type { Problem } from '../../../shared/contract/records.ts';
import { problemDocument, snapshotDocument } from '../../services/documents.ts';
import { importFiles } from '../../services/import-files.ts';
import { EXIT } from '../outcome.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { plain } from '../table.ts';
import { incompleteNote, snapshotLine } from './snapshot.ts';

/** `import PATH… --source NAME`. */
export function registerImport(program: Command, ended: Ended): void {
  program
    .command('import <paths...>')
    .description('take a snapshot from files or folders: vCard, iCalendar, CSV, Graph JSON')
    .requiredOption('--source <name>', 'the source they are an export of; made where there is none')
    .option('--at <time>', 'when they were exported (RFC 3339; default: now)')
    .option('--label <label>', 'a name for the snapshot')
    .action(async (paths: string[], options: { source: string; at?: string; label?: string }, command: Command) => {
      ended(
        await runOnCase(command, 'write', async (session, call) => {
          const input = {
            paths,
            source: options.source,
            ...(options.at === undefined ? {} : { at: utcTime(options.at) }),
            ...(options.label === undefined ? {} : { label: options.label }),
          };
          const { snapshot, problems, passedOver } = await importFiles(session, input, call.signal, (progress) => call.progress.show(progress));
          const documents = problems.map(problemDocument);
          const isWhole = snapshot.complete && !documents.some((problem) => problem.quarantined);
          return {
            document: { snapshots: [snapshotDocument(snapshot)], problems: documents },
            text: () => [snapshotLine(snapshot), ...documents.map(problemLine)],
            exit: isWhole ? EXIT.done : EXIT.part,
            notes: [...incompleteNote(snapshot), ...passedOverNote(passedOver)],
          };
        }),
      );
    });
}

function passedOverNote(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 5).join(', ');
  return [`Passed over, of no known kind: ${shown}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`];
}

/** One problem in a sentence, with its file and line. */
export function problemLine(problem: Problem): string {
  const place = [problem.file, problem.line].filter((part) => part !== undefined).join(':');
  const key = problem.key === undefined ? '' : ` [${problem.key}]`;
  return plain(`  ${problem.quarantined ? 'quarantined' : 'warning'} ${place}${key}: ${problem.message}`);
}

/** A time as RFC 3339 in UTC; refuses what is none. */
export function utcTime(text: string): string {
  const milliseconds = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.test(text) ? Date.parse(withZone(text)) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new AppError('usage', { context: { what: '--at is a time like 2026-03-01T09:00:00Z' } });
  return new Date(milliseconds).toISOString();
}

/** A time without a zone is UTC: a case must not depend on where it is opened. */
function withZone(text: string): string {
  if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text) && text.length > 10) return text;
  return text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`;
}

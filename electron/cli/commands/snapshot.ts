import type { Command } from 'commander';
import { toWireError } from '../../../shared/errors.ts';
import { countText } from '../../../shared/messages/findings.ts';
import { wordsFor } from '../../../shared/messages/en.ts';
import { messageFor, snapshotDocument } from '../../services/documents.ts';
import { findSource } from '../../services/sources.ts';
import { type FailedSource, takeSnapshots } from '../../services/take-snapshot.ts';
import type { SnapshotRow } from '../../store/types.ts';
import { EXIT } from '../outcome.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { takeGivenPassword } from '../session.ts';
import { tableOr } from '../table.ts';

/** `snapshot` takes them, `snapshots` lists them. */
export function registerSnapshot(program: Command, ended: Ended): void {
  program
    .command('snapshot [names...]')
    .description('take a snapshot of each source (of every account where none is named)')
    .option('--label <label>', 'a name for it')
    .option('--full', 'read everything anew')
    .option('--password-env <variable>', 'the variable that holds the password')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (names: string[], options: { label?: string; full?: boolean }, command: Command) => {
      ended(
        await runOnCase(command, 'update', async (session, call) => {
          await takeGivenPassword(session, call.options, names);
          const input = { sources: names, full: options.full ?? false, ...(options.label === undefined ? {} : { label: options.label }) };
          const failures: FailedSource[] = [];
          const rows = await takeSnapshots(session, input, call.signal, (progress) => call.progress.show(progress), (failure) => failures.push(failure));
          if (rows.length === 0 && failures.length === 1 && failures[0] !== undefined) throw failures[0].error;
          const failed = failures.map(failureDocument);
          const quarantined = rows.reduce((sum, row) => sum + session.store.problems(row.id).filter((problem) => problem.quarantined).length, 0);
          return {
            document: { snapshots: rows.map(snapshotDocument), ...(failed.length === 0 ? {} : { failed }) },
            text: () => rows.map(snapshotLine),
            exit: rows.length === 0 ? EXIT.failed : rows.every((row) => row.complete) && quarantined === 0 && failed.length === 0 ? EXIT.done : EXIT.part,
            notes: [...failed.map(({ source, message, hint }) => `${source}: no snapshot. ${message} ${hint}`), ...rows.flatMap(incompleteNote), ...(quarantined === 0 ? [] : [`${quarantined} records could not be read; they are kept in quarantine.`])],
          };
        }),
      );
    });

  program
    .command('snapshots')
    .description('list the snapshots')
    .option('--source <name>', 'of this source only')
    .action(async (options: { source?: string }, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const rows = session.store.snapshots(options.source);
          // A removed source still has its snapshots; a name that never was one is a slip.
          if (options.source !== undefined && rows.length === 0) findSource(session, options.source);
          return {
            document: { snapshots: rows.map(snapshotDocument) },
            text: () =>
              tableOr(
                'No snapshot yet. Take one with synctrace snapshot, or import files.',
                ['id', 'source', 'taken at', 'label', 'contacts', 'events', 'tasks', 'added', 'removed', 'modified', 'whole'],
                rows,
                (row) => [
                  row.id,
                  row.sourceName,
                  row.takenAt,
                  row.label ?? '',
                  ...[row.counts.contact, row.counts.event, row.counts.task, row.changes.added, row.changes.removed, row.changes.modified].map(String),
                  row.complete ? 'yes' : `no: ${row.incompleteBecause ?? ''}`,
                ],
              ),
          };
        }),
      );
    });
}

function failureDocument({ source, error }: FailedSource): { readonly source: string; readonly code: string; readonly message: string; readonly hint: string } {
  const { code, context } = toWireError(error);
  return { source, code, ...wordsFor(code, context) };
}

/** One snapshot in a sentence. */
export function snapshotLine(row: SnapshotRow): string {
  const { contact, event, task } = row.counts;
  const { added, removed, modified } = row.changes;
  const how = row.stats.incremental ? 'only what changed was read' : 'read whole';
  return `${row.sourceName}: snapshot ${row.id}${row.complete ? '' : ' (incomplete)'}: ${countText(contact, 'contact')}, ${countText(event, 'event')}, ${countText(task, 'task')}; ${added} added, ${removed} removed, ${modified} modified; ${row.stats.requests} ${row.stats.requests === 1 ? 'request' : 'requests'}, ${how}.`;
}

/** What is to be said of an incomplete snapshot on stderr. */
export function incompleteNote(row: SnapshotRow): readonly string[] {
  if (row.complete) return [];
  return [`${row.sourceName}: the snapshot is incomplete and proves no deletion. ${messageFor(row.incompleteBecause ?? 'internal')}`];
}

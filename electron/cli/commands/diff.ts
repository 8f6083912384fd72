import type { Command } from 'commander';
import type { ChangeDocument, DiffDocument } from '../../../shared/contract/changes.ts';
import { compareSnapshots } from '../../services/compare-snapshots.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { plain } from '../table.ts';
import { kindOption } from './records.ts';

const SIGNS: Readonly<Record<string, string>> = { added: '+', removed: '-', modified: '~', moved: '>', recreated: '*' };

/** `diff FROM TO`. */
export function registerDiff(program: Command, ended: Ended): void {
  program
    .command('diff <from> <to>')
    .description('what changed between two snapshots of one source')
    .option('--kind <kind>', 'contact, event or task')
    .action(async (from: string, to: string, options: { kind?: string }, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const diff = compareSnapshots(session, { from, to, ...kindOption(options.kind) });
          return { document: diff, text: () => diffLines(diff), notes: caveats(diff) };
        }),
      );
    });
}

function* diffLines(diff: DiffDocument): Generator<string> {
  const { added, removed, modified, moved, recreated, cosmetic, unchanged } = diff.summary;
  yield `${diff.from.source}: ${diff.from.takenAt} → ${diff.to.takenAt}`;
  yield `${added} added, ${removed} removed, ${modified} modified, ${moved} moved, ${recreated} recreated; ${cosmetic} cosmetic, ${unchanged} unchanged.`;
  for (const change of diff.changes) yield* changeLines(change);
}

function* changeLines(change: ChangeDocument): Generator<string> {
  const to = change.deletedTo === undefined ? '' : ` (lies in ${change.deletedTo === 'deleted' ? 'Deleted Items' : 'Recoverable Items'})`;
  yield plain(`${SIGNS[change.change] ?? '?'} ${change.change} ${change.kind} ${change.title}  [${change.key}]${to}`);
  if (change.change === 'added' || change.change === 'removed') return;
  for (const field of change.fields) {
    yield plain(`    ${field.label}: ${field.before === undefined ? '(none)' : JSON.stringify(field.before)} → ${field.after === undefined ? '(none)' : JSON.stringify(field.after)}`);
  }
}

function caveats(diff: DiffDocument): readonly string[] {
  return [diff.from, diff.to]
    .filter((snapshot) => !snapshot.complete)
    .map((snapshot) => `Snapshot ${snapshot.id} is incomplete: what it did not see is not counted as removed.`);
}

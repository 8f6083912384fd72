import type { Command } from 'commander';
import type { PlanDocument, RestoreDocument } from '../../../shared/contract/restore.ts';
import { AppError } from '../../../shared/errors.ts';
import { applyPlan, listRestores, planRestore, resumeRestores, undoRestore } from '../../services/restore-records.ts';
import { collect, keyList } from '../lists.ts';
import { EXIT, type Outcome } from '../outcome.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { type Session, takeGivenPassword } from '../session.ts';
import { plain, tableOr } from '../table.ts';

interface PlanOptions {
  readonly from?: string;
  readonly records?: readonly string[];
  readonly removed?: readonly string[];
  readonly changed?: readonly string[];
  readonly to?: string;
}

/** `restore plan|apply|undo|resume|list`. */
export function registerRestore(program: Command, ended: Ended): void {
  const restore = program.command('restore').description('put back what was lost, by a reviewed plan');

  withPassword(restore.command('plan'))
    .description('what would be written, checked against the server as it is now; writes nothing there')
    .option('--from <snapshot>', 'take records from this snapshot')
    .option('--records <keys>', 'their keys, comma-separated, repeatable, or @FILE', collect)
    .option('--removed <snapshots...>', 'FROM TO: what is gone between two snapshots')
    .option('--changed <snapshots...>', 'FROM TO: what was modified between two snapshots')
    .option('--to <name>', 'into this source (default: where it came from)')
    .action(async (options: PlanOptions, command: Command) => {
      ended(
        await runOnCase(command, 'update', async (session, call) => {
          const input = planInput(options);
          await takeGivenPassword(session, call.options, [input.to ?? session.store.resolveSnapshot(input.from).sourceName]);
          const plan = await planRestore(session, input, call.signal);
          return { document: { plan }, text: () => planLines(plan, session.path) };
        }),
      );
    });

  withPassword(restore.command('apply <plan>'))
    .description('write what the plan says, journalled and read back')
    .action(async (plan: string, _options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'update', async (session, call) => {
          await takeGivenPassword(session, call.options, accountsOf(session, [plan]));
          return restoreOutcome(await applyPlan(session, plan, call.signal, (progress) => call.progress.show(progress)));
        }),
      );
    });

  withPassword(restore.command('undo <restore>'))
    .description('take a restore back: only what it made or changed, where that still stands')
    .action(async (id: string, _options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'update', async (session, call) => {
          await takeGivenPassword(session, call.options, accountsOf(session, [session.store.journal.restore(id)?.planId ?? '']));
          return restoreOutcome(await undoRestore(session, id, call.signal, (progress) => call.progress.show(progress)));
        }),
      );
    });

  withPassword(restore.command('resume'))
    .description('finish a restore that was cut off')
    .action(async (_options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'update', async (session, call) => {
          const open = session.store.journal.restores().filter((row) => row.finishedAt === undefined);
          await takeGivenPassword(session, call.options, accountsOf(session, open.map((row) => row.planId)));
          const restores = await resumeRestores(session, call.signal, (progress) => call.progress.show(progress));
          return {
            document: { restores },
            text: () => (restores.length === 0 ? ['Nothing to resume.'] : restores.flatMap(restoreLines)),
            exit: restores.every(isClean) ? EXIT.done : EXIT.part,
          };
        }),
      );
    });

  restore
    .command('list')
    .description('what was done')
    .action(async (_options: unknown, command: Command) => {
      ended(
        await runOnCase(command, 'read', (session) => {
          const restores = listRestores(session);
          return {
            document: { restores },
            text: () =>
              tableOr('No restore yet.', ['id', 'plan', 'started at', 'applied', 'skipped', 'failed', 'state', 'undo of'], restores, (row) => [
                row.id, row.plan, row.startedAt, String(row.applied), String(row.skipped), String(row.failed.length), stateWords(row), row.undoOf ?? '',
              ]),
          };
        }),
      );
    });
}

/** The account to which plans write, whose password a command may bring; none where they are of several. */
function accountsOf(session: Session, plans: readonly string[]): readonly string[] {
  const names = new Set(plans.flatMap((id) => session.store.journal.plan(id)?.sourceName ?? []));
  return names.size === 1 ? [...names] : [];
}

/** The options by which a command gets a password. */
export function withPassword(command: Command): Command {
  return command.option('--password-env <variable>', 'the variable that holds the password').option('--password-stdin', 'read the password from standard input');
}

function planInput(options: PlanOptions) {
  const to = options.to === undefined ? {} : { to: options.to };
  const keys = keyList(options.records ?? []);
  const ways = [options.from, options.removed, options.changed].filter((way) => way !== undefined).length;
  if (ways !== 1) throw new AppError('usage', { context: { what: 'give one of --from SNAPSHOT --records KEY,…, --removed FROM TO, --changed FROM TO' } });
  if (options.from !== undefined) {
    if (keys.length === 0) throw new AppError('usage', { context: { what: '--from goes with --records KEY,…' } });
    return { what: 'records' as const, from: options.from, keys: [...keys], ...to };
  }
  const [from, until, ...more] = options.removed ?? options.changed ?? [];
  if (from === undefined || until === undefined || more.length > 0) throw new AppError('usage', { context: { what: 'two snapshots are needed: FROM TO' } });
  return { what: options.removed === undefined ? ('changed' as const) : ('removed' as const), from, until, ...to };
}

/** A plan for a person to review. */
export function* planLines(plan: PlanDocument, casePath: string): Generator<string> {
  const writes = plan.steps.filter((step) => step.op !== 'skip' && step.op !== 'manual').length;
  yield `Plan ${plan.id} for ${plan.to}: ${writes} to write, ${plan.steps.length - writes} not, ${plan.conflicts.length} conflicts. People who will be notified: ${plan.notifies}.`;
  for (const step of plan.steps) {
    yield plain(`  ${step.op.padEnd(8)} ${step.title}  [${step.key}]  ${step.reason}`);
    if (step.command !== undefined) yield plain(`           run as an administrator: ${step.command}`);
  }
  for (const conflict of plan.conflicts) yield plain(`  conflict ${conflict.title}  [${conflict.key}]  ${conflict.reason}`);
  if (writes > 0) yield `Apply it with: npx synctrace --case ${JSON.stringify(casePath)} restore apply ${plan.id}`;
}

function restoreOutcome(restore: RestoreDocument): Outcome {
  return { document: { restore }, text: () => restoreLines(restore), exit: isClean(restore) ? EXIT.done : EXIT.part };
}

function isClean(restore: RestoreDocument): boolean {
  // Where nothing was written and nothing failed, there was nothing to verify: a plan applied a second time ends well.
  return restore.failed.length === 0 && (restore.verified || restore.applied === 0);
}

function restoreLines(restore: RestoreDocument): string[] {
  if (restore.undoneBy !== undefined && restore.applied === 0) {
    return [`Restore ${restore.id} was taken back by ${restore.undoneBy}: nothing was written now. To put it back again, make a new plan.`];
  }
  const head = `${restore.undoOf === undefined ? 'Restore' : 'Undo'} ${restore.id}: ${restore.applied} applied, ${restore.skipped} skipped, ${restore.failed.length} failed; ${stateWords(restore)}.`;
  return [head, ...restore.failed.map((item) => plain(`  failed [${item.key}] ${item.message}`))];
}

function stateWords(restore: RestoreDocument): string {
  if (restore.finishedAt === undefined) return 'cut off: finish it with restore resume';
  if (restore.undoneBy !== undefined) return `taken back by ${restore.undoneBy}`;
  return restore.verified ? 'all read back and verified' : 'not all verified';
}

import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { timeText } from '../../services/case-context.ts';
import { queryAudit } from '../../services/query-audit.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { takeGivenPassword } from '../session.ts';

interface QueryOptions {
  readonly source: string;
  readonly from: string;
  readonly to?: string;
  readonly everyone?: boolean;
}

/** `audit query`. */
export function registerAudit(program: Command, ended: Ended): void {
  const audit = program.command('audit').description('what audit logs say happened');
  audit
    .command('query')
    .description('ask Exchange Online for its audit log; takes AuditLogsQuery-Exchange.Read.All and minutes')
    .requiredOption('--source <name>', 'the account whose mailbox it is about')
    .requiredOption('--from <time>', 'the earliest time (RFC 3339)')
    .option('--to <time>', 'the latest time (default: now)')
    .option('--everyone', 'whatever anybody did to the mailbox, and not only what its user did; slow in a large organisation')
    .option('--password-env <variable>', 'the variable that holds a token')
    .option('--password-stdin', 'read a token from standard input')
    .action(async (options: QueryOptions, command: Command) => {
      ended(
        await runOnCase(command, 'update', async (session, call) => {
          await takeGivenPassword(session, call.options, [options.source]);
          const input = {
            source: options.source,
            from: utcTime('--from', options.from),
            to: options.to === undefined ? timeText(session.ports.clock.nowMs()) : utcTime('--to', options.to),
            everyone: options.everyone === true,
          };
          const { events, added, skipped } = await queryAudit(session, input, call.signal, (progress) => call.progress.show(progress));
          const left = skipped === 0 ? '' : `; ${skipped} passed over, which are about other mailboxes or say no time`;
          return { document: { events, added, skipped }, text: () => [`${events} events, ${added} of them new to the case${left}.`] };
        }),
      );
    });
}

function utcTime(option: string, text: string): string {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new AppError('usage', { context: { what: `${option} is a time like 2026-03-01T09:00:00Z` } });
  return timeText(milliseconds);
}

import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { wordsFor } from '../../../shared/messages/en.ts';
import { timeText } from '../../services/case-context.ts';
import { logsDocument } from '../../services/documents.ts';
import { type AuditImported, importAudit } from '../../services/import-audit.ts';
import { timeZone } from '../../services/time-zone.ts';
import { queryAudit } from '../../services/query-audit.ts';
import { EXIT, type ExitStatus, type Outcome } from '../outcome.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';
import { takeGivenPassword } from '../session.ts';
import { plain } from '../table.ts';

interface QueryOptions {
  readonly source: string;
  readonly from: string;
  readonly to?: string;
  readonly everyone?: boolean;
}

interface ImportOptions {
  readonly source?: string;
  readonly zone?: string;
  readonly dates?: string;
}

// As many as tell what is wrong; --json has more.
const SHOWN_SKIPS = 10;

/** `audit import` and `audit query`. */
export function registerAudit(program: Command, ended: Ended): void {
  const audit = program.command('audit').description('what audit logs say happened');
  audit
    .command('import <files...>')
    .description('read logs into the case: Purview (CSV, JSON), Search-MailboxAuditLog, calendar diagnostic logs, DAV access logs')
    .option('--source <name>', 'the account that all of them are about (default: as the rows say)')
    .option('--zone <zone>', 'time zone of the machine that exported a log whose times name none, such as Europe/Vienna')
    .option('--dates <order>', 'what comes first in dates that may be read both ways: day-first or month-first')
    .action(async (paths: string[], options: ImportOptions, command: Command) => {
      ended(
        await runOnCase(command, 'write', async (session, call) => {
          const { source, zone, dates } = options;
          const input = { paths, ...(source === undefined ? {} : { source }), ...(zone === undefined ? {} : { zone: timeZone(zone) }), ...(dates === undefined ? {} : { order: dateOrder(dates) }) };
          return auditOutcome(await importAudit(session, input, call.signal, (progress) => call.progress.show(progress)));
        }),
      );
    });
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

/** What became of logs, as an answer. */
export function auditOutcome(imported: AuditImported): Outcome {
  const { events, matched, added, passedOver, skipped, skippedCount, logs, warnings } = imported;
  const { reads, failed, other } = passedOver;
  const named = skipped.slice(0, SHOWN_SKIPS).map(({ file, line, message }) => `  left out ${line === undefined ? file : `${file}:${line}`}: ${message}`);
  return {
    document: logsDocument(imported),
    text: () => [
      `${events} events, ${matched} of them about records of the case; ${added} new to it. Passed over: ${reads} reads, ${failed} that failed, ${other} about something else.`,
      ...logs.map(({ name, format, rows, from, to }) => `  ${name} (${format}): ${rows} rows${from === undefined ? '' : ` from ${from} to ${to ?? from}`}`),
      ...named.map(plain),
      ...(skippedCount > named.length ? [`  and ${skippedCount - named.length} more`] : []),
    ],
    exit: exitOf(imported),
    notes: [...warnings.map(({ file, message, hint }) => `${file}: ${message} ${hint}`), ...(logs.length === 0 && skipped[0] !== undefined ? [`synctrace: no log was read. ${skipped[0].file}: ${wordsFor(skipped[0].code, {}).message} ${wordsFor(skipped[0].code, {}).hint}`] : [])],
  };
}

function exitOf({ logs, skippedCount }: AuditImported): ExitStatus {
  if (skippedCount === 0) return EXIT.done;
  return logs.length === 0 ? EXIT.failed : EXIT.part;
}

function dateOrder(text: string): 'day-first' | 'month-first' {
  if (text !== 'day-first' && text !== 'month-first') throw new AppError('usage', { context: { what: '--dates is day-first or month-first' } });
  return text;
}

function utcTime(option: string, text: string): string {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new AppError('usage', { context: { what: `${option} is a time like 2026-03-01T09:00:00Z` } });
  return timeText(milliseconds);
}

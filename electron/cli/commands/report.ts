import type { Command } from 'commander';
import { AUDIENCES, type Audience } from '../../../shared/contract/report.ts';
import { AppError } from '../../../shared/errors.ts';
import { writeReport } from '../../services/report/write-report.ts';
import { EXIT } from '../outcome.ts';
import type { Ended } from '../program.ts';
import { runOnCase } from '../run-command.ts';

/** `report`. */
export function registerReport(program: Command, ended: Ended): void {
  program
    .command('report')
    .description('the case as a document for a ticket')
    .option('--out <file>', 'where to: .html, .pdf, .md or .json (default: an HTML file here, named after the case)')
    .option('--for <audience>', `for whom: ${AUDIENCES.join(', ')}`, 'colleague')
    .option('--redact', 'pseudonyms in place of names, addresses, numbers and ids; secrets are taken out')
    .action(async (options: { out?: string; for: string; redact?: boolean }, command: Command) => {
      const redact = options.redact ?? false;
      ended(
        await runOnCase(command, redact ? 'update' : 'read', async (session, call) => {
          const audience = audienceOf(options.for);
          const written = await writeReport(session, { audience, redact, ...(options.out === undefined ? {} : { out: options.out }) }, call.signal);
          return {
            document: { file: written.file, format: written.format, audience, redacted: redact },
            text: () => [`Wrote the report to ${written.file}.`],
            ...(written.isInstead
              ? { exit: EXIT.part, notes: [`synctrace: No browser was found that prints a PDF, so the report was written as HTML: open ${written.file} and print it, or name a Chromium, Chrome or Edge in SYNCTRACE_BROWSER.`] }
              : {}),
          };
        }),
      );
    });
}

function audienceOf(text: string): Audience {
  const audience = AUDIENCES.find((known) => known === text);
  if (audience === undefined) throw new AppError('usage', { context: { what: `--for is one of ${AUDIENCES.join(', ')}` } });
  return audience;
}

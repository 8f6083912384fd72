import { extname, resolve } from 'node:path';
import type { ReportOptions } from '../../../shared/contract/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { CaseContext } from '../case-context.ts';
import { writeNewFile } from '../write-file.ts';
import { asHtml } from './layout/as-html.ts';
import { makeReport, REPORT_FORMATS, type ReportFormat, reportName, reportText } from './make-report.ts';
import { findPrinter, printPdf } from './print-pdf.ts';

export interface WrittenReport {
  readonly file: string;
  readonly format: ReportFormat;
  /** A PDF was asked for and no browser is there that prints one: an HTML file was written in its place. */
  readonly isInstead: boolean;
}

/** Writes a report into a new file, whose ending says in which form; where none is named, beside where one stands. */
export async function writeReport(context: CaseContext, options: ReportOptions & { readonly out?: string }, signal: AbortSignal): Promise<WrittenReport> {
  const wanted = options.out === undefined ? 'html' : formatOf(options.out);
  const printer = wanted === 'pdf' ? findPrinter(process.env) : null;
  const made = await makeReport(context, options);
  const isInstead = wanted === 'pdf' && printer === null;
  const format = isInstead ? 'html' : wanted;
  const out = resolve(options.out ?? reportName(made.report, format));
  const file = isInstead ? out.replace(/\.pdf$/i, '.html') : out;
  if (wanted === 'pdf' && printer !== null) writeNewFile(file, [await printPdf(printer, asHtml(made.page), signal)]);
  else writeNewFile(file, [reportText(made, format === 'pdf' ? 'html' : format).text]);
  return { file, format, isInstead };
}

function formatOf(path: string): ReportFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = REPORT_FORMATS.find((known) => known === ending || (known === 'html' && ending === 'htm') || (known === 'md' && ending === 'markdown'));
  if (format === undefined) throw new AppError('usage', { context: { what: `--out ends in ${REPORT_FORMATS.map((known) => `.${known}`).join(', ')}` } });
  return format;
}

import type { Finding } from '../../../shared/contract/findings.ts';
import type { Report, ReportOptions, ReportPage } from '../../../shared/contract/report.ts';
import { AppError } from '../../../shared/errors.ts';
import { reportWordsEn } from '../../../shared/messages/report-en.ts';
import { knownApps } from '../declare.ts';
import { safeFileName } from '../safe-file-name.ts';
import { forAudience } from './for-audience.ts';
import { gatherReport, type ReportContext } from './gather-report.ts';
import { asHtml } from './layout/as-html.ts';
import { asMarkdown } from './layout/as-markdown.ts';
import { layOutReport } from './layout/lay-out-report.ts';
import { knownZone } from './layout/time-words.ts';
import { createPseudonyms } from './redaction/pseudonyms.ts';
import { redactReport } from './redaction/redact-report.ts';
import { redactionKey } from './redaction/redaction-key.ts';
import { type PlacedSecret, placeSecrets } from './place-secrets.ts';

export interface MadeReport {
  readonly report: Report;
  readonly page: ReportPage;
}

/** A report for its audience; refused with `secret-in-report` where a secret stands in it that no redaction takes out. */
export async function makeReport(context: ReportContext, options: ReportOptions, explain?: () => Promise<readonly Finding[]>): Promise<MadeReport> {
  const { made, secrets } = await tryReport(context, options, explain);
  if (made !== null) return made;
  const places = [...new Set(secrets.map(({ place }) => place))];
  const { andMore } = reportWordsEn;
  const told = places.length > SHOWN_PLACES ? [...places.slice(0, SHOWN_PLACES), andMore(places.length - SHOWN_PLACES)] : places;
  throw new AppError('secret-in-report', { context: { kind: secrets[0]?.kind ?? '', places: told.join('; ') } });
}

const SHOWN_PLACES = 3;

/** The report, or what keeps it from leaving the case. */
export async function tryReport(context: ReportContext, options: ReportOptions, explain?: () => Promise<readonly Finding[]>): Promise<{ readonly made: MadeReport | null; readonly secrets: readonly PlacedSecret[] }> {
  const zone = knownZone(options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const { report: whole, texts } = await gatherReport(context, options.audience, zone, explain);
  if (options.redact) return { made: finish(redactReport(whole, createPseudonyms(redactionKey(context)), await knownApps())), secrets: [] };
  const secrets = placeSecrets(forAudience(whole), texts);
  return { made: secrets.length > 0 ? null : finish(whole), secrets };
}

function finish(whole: Report): MadeReport {
  const report = forAudience(whole);
  return { report, page: layOutReport(report) };
}

export const REPORT_FORMATS = ['html', 'pdf', 'md', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const MEDIA_TYPES = { html: 'text/html', md: 'text/markdown', json: 'application/json' } as const;

/** A report as the text of a file, with its name and kind. */
export function reportText({ report, page }: MadeReport, format: Exclude<ReportFormat, 'pdf'>): { readonly name: string; readonly mediaType: string; readonly text: string } {
  return { name: reportName(report, format), mediaType: MEDIA_TYPES[format], text: format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : format === 'md' ? asMarkdown(page) : asHtml(page) };
}

/** What a report’s file is called where nobody says; of a redacted one the title tells nothing. */
export function reportName({ case: { title }, redacted }: Report, format: ReportFormat): string {
  const { report } = reportWordsEn.files;
  const stem = redacted || title === '' ? report : `${safeFileName(title, report)}-${report}`;
  return `${stem}.${format}`;
}

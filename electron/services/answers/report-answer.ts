import type { REPORT_TEXTS, ReportOptions, ReportPage } from '../../../shared/contract/report.ts';
import type { OpenCase } from '../case-context.ts';
import { makeReport, reportText, tryReport } from '../report/make-report.ts';
import { sha256Hex, systemClock, systemIds } from '../system-ports.ts';
import type { AnswerMaker } from './answer-maker.ts';
import { stateOfCase } from './case-state.ts';
import { wholeFindings } from './findings-answer.ts';

/** A report as it is looked at; where secrets stand in it, their places in place of the page. */
export interface ReportPreview {
  readonly page: ReportPage | null;
  readonly secrets: { kind: string; place: string }[];
}

export interface ReportFileInput {
  readonly format: (typeof REPORT_TEXTS)[number];
  readonly options: ReportOptions;
}

/** The text of a file with its name and kind. */
export type ReportFile = ReturnType<typeof reportText>;

const PORTS = { clock: systemClock, ids: systemIds };

/** A report laid out for showing. The key of pseudonyms has to be in the case before. */
export const reportAnswer: AnswerMaker<{ readonly options: ReportOptions }> = {
  nameOf: (open, { options }) => `report:${stateOfReport(open, options)}`,
  async make(open, { options }, { findings }) {
    const { made, secrets } = await tryReport({ ...open, ports: PORTS }, options, async () => wholeFindings(open.store.answers, await findings()));
    const preview: ReportPreview = { page: made?.page ?? null, secrets: secrets.map(({ kind, place }) => ({ kind, place })) };
    return { summary: JSON.stringify(preview), rows: [] };
  },
};

/** A report as the text of a file; refused with `secret-in-report` where a secret stands in it. */
export const reportFileAnswer: AnswerMaker<ReportFileInput> = {
  nameOf: (open, { format, options }) => `report-file:${format}:${stateOfReport(open, options)}`,
  async make(open, { format, options }, { findings }) {
    const made = await makeReport({ ...open, ports: PORTS }, options, async () => wholeFindings(open.store.answers, await findings()));
    return { summary: JSON.stringify(reportText(made, format)), rows: [] };
  },
};

function stateOfReport(open: OpenCase, options: ReportOptions): string {
  const { store } = open;
  return sha256Hex(Buffer.from(JSON.stringify([stateOfCase(open), store.info().title, store.journal.restores(), options])));
}

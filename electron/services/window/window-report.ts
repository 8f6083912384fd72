import type { ReportOptions } from '../../../shared/contract/report.ts';
import type { ReportFile, ReportPreview } from '../answers/report-answer.ts';
import { type EngineServices, UNSEEN } from '../engine-services.ts';
import { redactionKey } from '../report/redaction/redaction-key.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** The report as the window shows it and gives it to the downloads. */
export function createWindowReport(holder: OpenCaseHolder): EngineServices['report'] {
  const prepare = ({ redact }: ReportOptions): void => {
    // Who makes the report only reads the case: what pseudonyms are made with has to be in it.
    if (redact) redactionKey(holder.context());
  };
  return {
    async preview(options) {
      prepare(options);
      return JSON.parse((await holder.answer({ of: 'report', options }, UNSEEN)).summary) as ReportPreview;
    },
    async make({ format, ...options }) {
      prepare(options);
      return JSON.parse((await holder.answer({ of: 'report-file', format, options }, UNSEEN)).summary) as ReportFile;
    },
  };
}

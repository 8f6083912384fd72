import type { EngineServices } from '../engine-services.ts';
import { makeReport, reportText, tryReport } from '../report/make-report.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** The report as the window shows it and gives it to the downloads. */
export function createWindowReport(holder: OpenCaseHolder): EngineServices['report'] {
  return {
    preview: (options) =>
      holder.run(async (context) => {
        const { made, secrets } = await tryReport(context, options);
        return { page: made?.page ?? null, secrets: secrets.map(({ kind, place }) => ({ kind, place })) };
      }),
    make: ({ format, ...options }) => holder.run(async (context) => reportText(await makeReport(context, options), format)),
  };
}

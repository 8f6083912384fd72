import { logsDocument } from '../documents.ts';
import type { EngineServices } from '../engine-services.ts';
import { importAudit } from '../import-audit.ts';
import { timeZone } from '../time-zone.ts';
import type { OpenCaseHolder } from './open-case-holder.ts';

/** Logs as the window gives them to the case. */
export function createWindowLogs(holder: OpenCaseHolder): EngineServices['logs'] {
  return {
    importFiles: ({ files, source, zone, dates }, { signal, report }) =>
      holder.run(async (context) => {
        const given = files.map(({ name, bytes }) => ({ name, chunks: () => [bytes] }));
        const input = { given, ...(source === undefined ? {} : { source }), ...(zone === undefined || zone === '' ? {} : { zone: timeZone(zone) }), ...(dates === undefined ? {} : { order: dates }) };
        return logsDocument(await importAudit(context, input, signal, report));
      }),
  };
}

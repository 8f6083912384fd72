import { appContract } from './app.ts';
import { casesContract } from './cases.ts';
import { changesContract } from './changes.ts';
import { deletionsContract } from './deletions.ts';
import { duplicatesContract } from './duplicates.ts';
import { factsContract } from './facts.ts';
import { findingsContract } from './findings.ts';
import { logsContract } from './logs.ts';
import { reportContract } from './report.ts';
import { restoreContract } from './restore.ts';
import { snapshotsContract } from './snapshots.ts';
import { sourcesContract } from './sources.ts';
import { timelineContract } from './timeline.ts';

/**
 * Everything a page can ask of the engine. Long calls answer an event iterator: progress values, then the result as its return
 * value; the caller's AbortSignal cancels. Every failure is an ORPCError whose `data` is a WireError (shared/errors.ts).
 */
export const contract = {
  app: appContract,
  cases: casesContract,
  sources: sourcesContract,
  snapshots: snapshotsContract,
  changes: changesContract,
  duplicates: duplicatesContract,
  deletions: deletionsContract,
  findings: findingsContract,
  facts: factsContract,
  logs: logsContract,
  timeline: timelineContract,
  restore: restoreContract,
  report: reportContract,
};

import type { EnginePorts } from '../case-context.ts';
import type { EngineServices } from '../engine-services.ts';
import { VERSION } from '../version.ts';
import { createOpenCaseHolder } from './open-case-holder.ts';
import { createRecentCases } from './recent-cases.ts';
import { createWindowCases, type MakePracticeCase } from './window-cases.ts';
import { createWindowChanges } from './window-changes.ts';
import { createWindowDeletions } from './window-deletions.ts';
import { createWindowDuplicates } from './window-duplicates.ts';
import { createWindowFacts } from './window-facts.ts';
import { createWindowFindings } from './window-findings.ts';
import { createWindowLogs } from './window-logs.ts';
import { createWindowReport } from './window-report.ts';
import { createWindowRestore } from './window-restore.ts';
import { createWindowSnapshots } from './window-snapshots.ts';
import { createWindowSources } from './window-sources.ts';
import { createWindowTimeline } from './window-timeline.ts';

export interface EngineSettings {
  readonly ports: EnginePorts;
  /** Where secrets are kept: the system's key store, or this session's memory. */
  readonly secrets: 'keychain' | 'session';
  readonly dataFolder: string;
  readonly makePracticeCase: MakePracticeCase;
}

/** The engine of one window: the composition root behind the contract. */
export function createEngineServices(settings: EngineSettings): EngineServices {
  const { ports, dataFolder } = settings;
  const recent = createRecentCases(dataFolder, ports.log);
  const holder = createOpenCaseHolder(ports, dataFolder, recent);
  return {
    app: { info: async () => ({ version: VERSION, secrets: settings.secrets, dataFolder }) },
    cases: createWindowCases(holder, recent, dataFolder, settings.makePracticeCase),
    sources: createWindowSources(holder),
    snapshots: createWindowSnapshots(holder, ports),
    changes: createWindowChanges(holder),
    duplicates: createWindowDuplicates(holder),
    deletions: createWindowDeletions(holder),
    facts: createWindowFacts(holder),
    logs: createWindowLogs(holder),
    findings: createWindowFindings(holder),
    timeline: createWindowTimeline(holder),
    restore: createWindowRestore(holder),
    report: createWindowReport(holder),
    close: () => holder.close(),
  };
}

import type { Report } from '../../../shared/contract/report.ts';

// As many samples as a vendor asks for.
const VENDOR_SAMPLES = 10;

/** The report without what is none of its audience’s business: no ids for the user, no other people’s remarks for a vendor. */
export function forAudience(report: Report): Report {
  if (report.audience === 'user') return forUser(report);
  return report.audience === 'vendor' ? forVendor(report) : report;
}

function forUser(report: Report): Report {
  return {
    ...report,
    case: { ...report.case, headHash: '' },
    sources: report.sources.map(({ name, kind, label }) => ({ name, kind, ...(label === undefined ? {} : { label }) })),
    snapshots: [],
    logs: [],
    asks: [],
    findings: report.findings.map((finding) => ({
      ...finding,
      id: '',
      samples: finding.samples.map(({ source, title, kind }) => ({ source, title, ...(kind === undefined ? {} : { kind }), fields: [], traces: [] })),
      more: finding.more.map(({ source, title }) => ({ source, title })),
      suspects: finding.suspects.map((suspect) => ({ ...suspect, evidence: [] })),
      different: [],
      logRows: [],
      logRowsInAll: 0,
      publicRefs: [],
      // How many, without their ids.
      ownRestores: finding.ownRestores.map(() => ''),
    })),
    restores: report.restores.map((restore) => ({ ...restore, id: '', items: restore.items.map(({ key: _key, discards: _discards, ...item }) => item) })),
  };
}

function forVendor(report: Report): Report {
  return {
    ...report,
    sources: report.sources.map(({ user: _, ...source }) => source),
    apps: report.apps.map(({ note: _, ...app }) => app),
    events: report.events.map(({ text: _, ...event }) => event),
    findings: report.findings.map((finding) => ({ ...finding, samples: finding.samples.slice(0, VENDOR_SAMPLES), more: [] })),
    restores: report.restores.map((restore) => ({ ...restore, items: [] })),
  };
}

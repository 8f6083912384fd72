import type { Finding } from '../../../shared/contract/findings.ts';
import type { Report, ReportFinding } from '../../../shared/contract/report.ts';

type Need = 'samples' | 'created-there' | 'created-in-exchange' | 'log' | 'a-day-later' | 'by-hand';

interface VendorAsks {
  readonly vendor: string;
  readonly apps: readonly string[];
  readonly asks: readonly { readonly ask: string; readonly need: Need }[];
  /** Where the vendor says so. */
  readonly source: string;
}

/** What support of a vendor asks for before it looks. */
const VENDORS: readonly VendorAsks[] = [
  {
    vendor: 'Salesforce',
    apps: ['salesforce', 'salesforce-for-outlook', 'lightning-sync', 'einstein-activity-capture'],
    asks: [
      { ask: 'Links to, or ids of, sample records', need: 'samples' },
      { ask: 'A report with the created dates of these records in Salesforce', need: 'created-there' },
      { ask: 'The created dates of these records in Exchange', need: 'created-in-exchange' },
      { ask: 'Another look 24 to 48 hours later', need: 'a-day-later' },
    ],
    source: 'https://help.salesforce.com/s/articleView?id=000389680&type=1',
  },
  {
    vendor: 'Microsoft',
    apps: ['exchange-system', 'outlook-mobile-ios', 'outlook-mobile-android', 'outlook-desktop', 'outlook-new-windows', 'outlook-web', 'outlook-mac', 'microsoft-teams', 'microsoft-todo'],
    asks: [
      { ask: 'Sample records with their ids and created dates', need: 'samples' },
      { ask: 'The calendar diagnostic log or audit log of the time', need: 'log' },
      { ask: 'For meetings: the same of the organiser, one or two attendees, delegates and the room', need: 'by-hand' },
    ],
    source: 'https://github.com/microsoft/CSS-Exchange/pull/2528',
  },
];

const DAY_MS = 86_400_000;

/** What the vendor of the first suspected app asks for, and whether the report holds it; empty where no app is suspected or its vendor says nothing. */
export function listAsks(findings: readonly ReportFinding[], sources: Report['sources'], snapshots: Report['snapshots']): Report['asks'] {
  const told = findings.map((finding) => ({ finding, asks: VENDORS.find(({ apps }) => apps.includes(suspectOf(finding) ?? '')) })).find(({ asks }) => asks !== undefined);
  if (told?.asks === undefined) return [];
  const { vendor, asks, source } = told.asks;
  return asks.map(({ ask, need }) => ({ vendor, ask, isHere: isHere(need, told.finding, findings, sources, snapshots), source }));
}

/** The likeliest app, a person or nobody known aside. */
function suspectOf({ suspects }: Pick<Finding, 'suspects'>): string | undefined {
  return suspects.find(({ app, verdict }) => !['user', 'unknown', 'administrator'].includes(app) && verdict !== 'cleared')?.app;
}

function isHere(need: Need, finding: ReportFinding, findings: readonly ReportFinding[], sources: Report['sources'], snapshots: Report['snapshots']): boolean {
  const samples = findings.flatMap((one) => one.samples);
  const isExchange = (name: string): boolean => sources.some(({ name: other, kind }) => other === name && (kind === 'graph' || kind === 'ews'));
  switch (need) {
    case 'samples':
      return samples.length > 0;
    case 'created-in-exchange':
      return samples.some(({ source, created }) => created !== undefined && isExchange(source));
    case 'created-there':
      return samples.some(({ source, created }) => created !== undefined && !isExchange(source));
    case 'log':
      return findings.some(({ logRows }) => logRows.length > 0);
    case 'a-day-later':
      return snapshots.some(({ source, complete, takenAt }) => source === finding.source && complete && Date.parse(takenAt) - Date.parse(finding.window.to) >= DAY_MS);
    case 'by-hand':
      return false;
  }
}

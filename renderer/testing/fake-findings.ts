import type { Finding, ListedFinding } from '../../shared/contract/findings.ts';
import { fakeRow } from './fake-data.ts';

/** Two findings as the engine lists them: copies with a proved origin, and one that nobody can tell of. */
export const fakeFindings: readonly ListedFinding[] = [
  {
    id: 'f1',
    type: 'duplicates-introduced',
    source: 'phone',
    count: 250,
    window: { from: '2026-03-01T09:00:00Z', to: '2026-03-02T09:00:00Z' },
    summary: '250 contacts in “Contacts” of phone are copies of what stood there.',
    severity: 'critical',
    suspects: [
      {
        app: 'outlook-mobile-ios',
        name: 'Outlook for iOS',
        verdict: 'proved',
        probability: 0.97,
        role: 'origin',
        evidence: [
          { kind: 'provenance', text: '250 of 250 copies carry a link that this app alone writes', weight: 5, refs: ['1.vcf', '2.vcf'] },
          { kind: 'cadence', text: 'no rhythm of its own', weight: -0.4, refs: [] },
        ],
        remedy: ['Turn Save Contacts off on the second device (https://support.example.test/1)'],
      },
      { app: 'unknown', name: 'none of these', verdict: 'cannot-tell', probability: 0.03, evidence: [], remedy: [] },
      { app: 'google-contacts', name: 'Google Contacts', verdict: 'cleared', probability: 0, evidence: [{ kind: 'causality', text: 'it does not reach this store', weight: -8, refs: [] }], remedy: [] },
    ],
    different: [{ field: 'URL', value: '*', inside: 250, insideOf: 250, outside: 0, outsideOf: 240, q: 0 }],
  },
  {
    id: 'f2',
    type: 'records-deleted',
    source: 'phone',
    count: 12,
    window: { from: '2026-03-01T09:00:00Z', to: '2026-03-02T09:00:00Z' },
    summary: '12 contacts in “Contacts” of phone were deleted.',
    severity: 'warning',
    suspects: [{ app: 'unknown', name: 'none of these', verdict: 'cannot-tell', probability: 1, evidence: [], remedy: [] }],
    different: [],
  },
];

/** The records of the first finding. */
export const fakeFindingRecords: Finding['records'] = Array.from({ length: 250 }, (_, position) => ({ source: 'phone', key: `${position}.vcf`, title: fakeRow(position).title }));

import { groupActs } from '../group-records.ts';
import type { Detector, Incident } from '../types.ts';

// A copy of each in every step, and more of them each time.
const GROWTH = 1.6;

/** Copies that appeared. */
export const duplicatesIntroduced: Detector = {
  type: 'duplicates-introduced',
  sees: 'new records that copy what stood there: all at once, doubling with each sync, with another company, or one at a time',
  detect: ({ copies }) =>
    groupActs([...copies].map(([happening, original]) => ({ type: 'duplicates-introduced', pattern: 'copies', record: { happening, rows: [], original } }))).map((incident) => ({
      ...incident,
      pattern: patternOf(incident),
    })),
};

function patternOf(incident: Incident): string {
  const counts = incident.steps.map((step) => incident.records.filter(({ happening }) => happening.step === step).length);
  if (counts.length > 1 && counts.every((count, index) => index === 0 || count >= GROWTH * (counts[index - 1] ?? 0))) return 'doubling';
  if (incident.records.length < 3) return 'single';
  return counts.length > 1 ? 'at-each-sync' : 'all-at-once';
}

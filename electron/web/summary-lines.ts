import type { CaseSummary } from '../../shared/engine-messages.ts';

/** The open case as a terminal shows it. */
export function summaryLines(summary: CaseSummary): string[] {
  const head = [summary.practice ? 'Practice case (generated data, nothing in it is real)' : `Case “${summary.title}”`, `  ${summary.path}`];
  const snapshots = summary.snapshots.map(({ source, takenAt, label, records, complete, changes: { added, removed, modified } }) => {
    const name = label === null ? source : `${source}, ${label}`;
    const changed = added + removed + modified === 0 ? '' : `: +${added} added, −${removed} removed, ~${modified} changed`;
    return `  ${takenAt.slice(0, 16).replace('T', ' ')} UTC  ${name}: ${records} records${complete ? '' : ' (incomplete)'}${changed}`;
  });
  return [...head, ...snapshots];
}

import type { ReportBlock } from '../../../../shared/contract/report.ts';

/** A sentence or two. */
export function paragraph(text: string, tone: 'plain' | 'note' | 'warning' = 'plain'): ReportBlock {
  return { type: 'paragraph', text, tone };
}

/** A heading inside a section. */
export function heading(text: string): ReportBlock {
  return { type: 'heading', text };
}

/** A list; none where it would be empty. */
export function list(items: readonly string[], isOrdered = false): readonly ReportBlock[] {
  return items.length === 0 ? [] : [{ type: 'list', isOrdered, items: [...items] }];
}

/** A table; none where it would be empty. Columns of which no row has anything are left out. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): readonly ReportBlock[] {
  if (rows.length === 0) return [];
  const filled = head.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, column) => filled[column]);
  return [{ type: 'table', caption, head: kept(head), rows: rows.map((row) => kept(row)) }];
}

/** Names with their values; those without a value are left out. */
export function facts(rows: readonly (readonly [label: string, value: string | undefined])[]): ReportBlock {
  return { type: 'facts', rows: rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }])) };
}

/** A column of a grid: `width` is a track of CSS grid. */
export interface GridColumn<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  readonly width: string;
  readonly sortable?: boolean;
  readonly hiddenLabel?: boolean;
  readonly align?: 'right';
}

export interface GridSort<Id extends string = string> {
  readonly column: Id;
  readonly descending: boolean;
}

/** Where a key moves the active row, or undefined where it does not move it. */
export function moveRow(key: string, active: number, rows: number, pageRows: number): number | undefined {
  const last = rows - 1;
  const within = (index: number): number => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowDown':
      return within(active + 1);
    case 'ArrowUp':
      return within(active - 1);
    case 'PageDown':
      return within(active + pageRows);
    case 'PageUp':
      return within(active - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

import type { ColumnMeaning } from './columns.ts';

/** A cell that is not empty. */
export interface Cell {
  readonly header: string;
  readonly value: string;
  readonly meaning: ColumnMeaning | undefined;
}

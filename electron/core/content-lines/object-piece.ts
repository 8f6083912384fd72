/** One object of a file, or what stands in the place of one. */
export interface ObjectPiece {
  /** Exactly its bytes, its own line ends included. */
  readonly raw: Uint8Array;
  /** Number of its first line, from 1. */
  readonly line: number;
  /** Where its first byte stands in the file, from 0. */
  readonly offset: number;
  /**
   * `record-cut-off`: the next object begins before this one has ended. `file-cut-off`: the file ends within it.
   * `record-unreadable`: bytes outside any object, or an object without a beginning.
   */
  readonly problem?: PieceProblem;
}

export type PieceProblem = 'record-cut-off' | 'file-cut-off' | 'record-unreadable';

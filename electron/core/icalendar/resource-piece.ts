/** One calendar resource of a file, or what stands in the place of one. */
export interface ResourcePiece {
  /** A resource, ready to be read and to be put on a server; with a problem, exactly the bytes that could not be made one. */
  readonly raw: Uint8Array;
  /** Number of its first line in the file, from 1. */
  readonly line: number;
  readonly uid?: string;
  readonly problem?: ResourceProblem;
}

/**
 * `record-cut-off`: a component without its end. `file-cut-off`: the file ends too early; the components that were whole have been
 * given. `record-unreadable`: lines that belong to nothing. `record-too-large`: a calendar's own properties, or a time zone, too
 * long to be repeated in every resource.
 */
export type ResourceProblem = 'record-cut-off' | 'file-cut-off' | 'record-unreadable' | 'record-too-large';

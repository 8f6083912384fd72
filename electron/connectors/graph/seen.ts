import type { ErrorCode } from '../../../shared/errors.ts';

/** What a capture has seen of a collection so far. */
export interface Seen {
  /** Every key of the listing. */
  readonly keys: Set<string>;
  /** How many of those that were asked for are not there. */
  gone: number;
  /** How many the service said there are; undefined where it did not. */
  count?: number;
  /** Why the listing is doubtful. */
  because?: ErrorCode;
}

/** How a command ended: CLI.md's exit statuses. */
export const EXIT = { done: 0, failed: 1, usage: 2, part: 3, interrupted: 130 } as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** What a command answers: one JSON document, the same in words, and its exit status. */
export interface Outcome {
  readonly document: unknown;
  /** Lines for a person; made only where they are printed. Foreign text in them cannot steer a terminal. */
  readonly text: () => Iterable<string>;
  /** The lines are bytes of records: they go out unchanged, but for control characters where a terminal would obey them. */
  readonly isRaw?: boolean;
  readonly exit?: ExitStatus;
  /** Lines for stderr in both forms: what was done only in part, and what to do about it. */
  readonly notes?: readonly string[];
}

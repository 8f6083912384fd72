import type { AnswerRow } from '../../store/answer-types.ts';
import type { OpenCase } from '../case-context.ts';
import type { TellCompared } from '../case-history.ts';

/** Something that takes long to work out of a case and is kept in it: a summary, and rows to be read page by page. */
export interface AnswerMaker<Input> {
  /** Another name wherever another answer is due. */
  nameOf(open: OpenCase, input: Input): string;
  make(open: OpenCase, input: Input, means: AnswerMeans): Promise<MadeAnswer>;
}

/** What an answer is made with besides the case. */
export interface AnswerMeans {
  /** The findings of the case, from where they are kept or worked out first. */
  findings(): Promise<KeptAnswer>;
  readonly compared: TellCompared;
}

/** Where an answer is kept, and what stands over its rows. */
export interface KeptAnswer {
  readonly id: number;
  readonly summary: string;
}

export interface MadeAnswer {
  readonly summary: string;
  readonly rows: Iterable<AnswerRow>;
}

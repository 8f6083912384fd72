import type { AnswerRow } from '../../store/answer-types.ts';
import type { OpenCase } from '../case-context.ts';

/** Something that takes long to work out of a case and is kept in it: a summary, and rows to be read page by page. */
export interface AnswerMaker<Input> {
  /** Another name wherever another answer is due. */
  nameOf(open: OpenCase, input: Input): string;
  /** Made of the case alone, or of its findings. */
  make(open: OpenCase, input: Input, findings: () => Promise<KeptAnswer>): Promise<MadeAnswer>;
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

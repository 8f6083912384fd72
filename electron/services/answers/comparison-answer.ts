import { AppError } from '../../../shared/errors.ts';
import type { RecordChange } from '../../analysis/diff/types.ts';
import type { AnswerRow } from '../../store/answer-types.ts';
import { changeDocument, compare } from '../compare-snapshots.ts';
import type { AnswerMaker } from './answer-maker.ts';

export interface ComparisonInput {
  readonly from: string;
  readonly to: string;
}

/** A change as it is kept: the document, and where its two bodies lie. */
export interface KeptChange {
  readonly change: ReturnType<typeof changeDocument>;
  readonly beforeBody?: number;
  readonly afterBody?: number;
}

/** What changed between two snapshots of one source. */
export const comparisonAnswer: AnswerMaker<ComparisonInput> = {
  nameOf({ store }, input) {
    const [from, to] = [store.resolveSnapshot(input.from), store.resolveSnapshot(input.to)];
    if (from.sourceId !== to.sourceId) throw new AppError('different-sources');
    return `diff:${from.id}:${to.id}`;
  },
  async make(open, { from, to }) {
    const { comparison } = compare(open, from, to);
    return { summary: JSON.stringify(comparison.summary), rows: answerRows(comparison.changes) };
  },
};

function* answerRows(changes: readonly RecordChange[]): Generator<AnswerRow> {
  for (const change of changes) {
    const document: KeptChange = {
      change: changeDocument(change),
      ...(change.beforeBody === undefined ? {} : { beforeBody: change.beforeBody }),
      ...(change.afterBody === undefined ? {} : { afterBody: change.afterBody }),
    };
    yield {
      change: change.change,
      kind: change.kind,
      title: change.title,
      key: change.key,
      collection: change.collection,
      fields: [...new Set(document.change.fields.map((field) => field.label))].join(', '),
      document: JSON.stringify(document),
    };
  }
}

import type { ReportOptions } from '../../../shared/contract/report.ts';
import { invariant } from '../../../shared/errors.ts';
import type { OpenCase } from '../case-context.ts';
import type { TellCompared } from '../case-history.ts';
import type { FindDuplicatesInput } from '../find-duplicates.ts';
import type { AnswerMaker, KeptAnswer } from './answer-maker.ts';
import { comparisonAnswer, type ComparisonInput } from './comparison-answer.ts';
import { deletionsAnswer } from './deletions-answer.ts';
import { duplicatesAnswer } from './duplicates-answer.ts';
import { findingsAnswer } from './findings-answer.ts';
import { reportAnswer, reportFileAnswer, type ReportFileInput } from './report-answer.ts';
import { timelineAnswer } from './timeline-answer.ts';

/** What can be asked of a case that takes long. */
export type AnswerTask =
  | ({ readonly of: 'comparison' } & ComparisonInput)
  | ({ readonly of: 'duplicates' } & FindDuplicatesInput)
  | { readonly of: 'findings' | 'deletions' | 'timeline' }
  | { readonly of: 'report'; readonly options: ReportOptions }
  | ({ readonly of: 'report-file' } & ReportFileInput);

const MAKERS: Readonly<Record<AnswerTask['of'], AnswerMaker<never>>> = {
  'comparison': comparisonAnswer,
  'duplicates': duplicatesAnswer,
  'findings': findingsAnswer,
  'deletions': deletionsAnswer,
  'timeline': timelineAnswer,
  'report': reportAnswer,
  'report-file': reportFileAnswer,
};

/** How many stay in the case: people go back and forth between pairs, and only the case as it stands is asked for as a whole. */
const KEPT: Readonly<Record<AnswerTask['of'], number>> = { 'comparison': 16, 'duplicates': 4, 'findings': 1, 'deletions': 1, 'timeline': 1, 'report': 2, 'report-file': 1 };

/** The answer that the case keeps, of this build and of the case as it stands; null where it has to be made. */
export function findAnswer(open: OpenCase, task: AnswerTask, build: string): KeptAnswer | null {
  return open.store.answers.find(nameOf(open, task, build));
}

/** Works an answer out and keeps it. Where the case changed meanwhile it is done again, so that what is kept is of one state. */
export async function makeAnswer(open: OpenCase, task: AnswerTask, build: string, compared: TellCompared = () => {}): Promise<void> {
  for (;;) {
    const name = nameOf(open, task, build);
    const { summary, rows } = await makerOf(task).make(open, task, { findings: () => findingsOf(open, build, compared), compared });
    if (nameOf(open, task, build) !== name) continue;
    open.store.answers.save(name, summary, rows, KEPT[task.of]);
    return;
  }
}

async function findingsOf(open: OpenCase, build: string, compared: TellCompared): Promise<KeptAnswer> {
  const task = { of: 'findings' } as const;
  if (findAnswer(open, task, build) === null) await makeAnswer(open, task, build, compared);
  const kept = findAnswer(open, task, build);
  invariant(kept !== null, 'findings that were kept are there');
  return kept;
}

function nameOf(open: OpenCase, task: AnswerTask, build: string): string {
  return `${makerOf(task).nameOf(open, task)}@${build}`;
}

function makerOf(task: AnswerTask): AnswerMaker<AnswerTask> {
  return MAKERS[task.of];
}

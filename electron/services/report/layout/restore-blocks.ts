import type { ReportBlock, ReportRestore } from '../../../../shared/contract/report.ts';
import { reportWordsEn } from '../../../../shared/messages/report-en.ts';
import { discardsText } from '../../../../shared/messages/restore.ts';
import { facts, heading, paragraph, table } from './blocks.ts';
import type { TimeWords } from './time-words.ts';

const WORDS = reportWordsEn;
const SHOWN_ITEMS = 100;

/** Every restore and undo with what became of each record; what went wrong first. */
export function restoreBlocks(restores: readonly ReportRestore[], time: TimeWords): readonly ReportBlock[] {
  if (restores.length === 0) return [paragraph(WORDS.noRestore)];
  return restores.flatMap((restore) => {
    const { columns, captions, labels } = WORDS;
    const items = restore.items.toSorted((left, right) => Number(isDone(left.state)) - Number(isDone(right.state)));
    const shown = items.slice(0, SHOWN_ITEMS);
    return [
      heading(WORDS.restoreHead(restore.undoOf !== undefined, time(restore.startedAt))),
      facts([
        [labels.source, restore.source],
        [columns.result, WORDS.restoreResult(restore.applied, restore.skipped, restore.failed)],
      ]),
      paragraph(stateOf(restore), restore.verified || restore.undoneBy !== undefined ? 'plain' : 'warning'),
      ...table(captions.items(shown.length, items.length), [columns.record, columns.step, columns.result, columns.why, columns.key], shown.map((item) => [item.title, item.op, item.state, whyText(item), item.key ?? ''])),
    ];
  });
}

function stateOf({ finishedAt, undoneBy, verified }: ReportRestore): string {
  if (finishedAt === undefined) return WORDS.unfinished;
  if (undoneBy !== undefined) return WORDS.takenBack;
  return verified ? WORDS.verified : WORDS.notVerified;
}

function whyText({ reason, message, differences = [], discards = [] }: ReportRestore['items'][number]): string {
  if (message !== undefined) return differences.length === 0 ? message : `${message} (${differences.join(', ')})`;
  if (discards.length === 0) return reason;
  return `${reason} ${discardsText(discards.map(({ label, text }) => `${label}: ${text}`))}`;
}

function isDone(state: string): boolean {
  return state === 'verified' || state === 'skipped';
}

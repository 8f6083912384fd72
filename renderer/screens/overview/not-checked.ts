import type { SnapshotDocument } from '../../../shared/contract/snapshots.ts';
import type { SourceDocument } from '../../../shared/contract/sources.ts';
import { notCapturedWords } from '../../../shared/messages/not-captured.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { say } from '../../words/say.ts';

/** What nobody looked at, one sentence each: sources without snapshots or without a pair, incomplete snapshots, and what the last snapshots could not hold. */
export function notChecked(sources: readonly SourceDocument[], snapshots: readonly SnapshotDocument[]): readonly string[] {
  const words = uiWords.overview;
  return sources.flatMap(({ name }) => {
    const own = snapshots.filter((snapshot) => snapshot.source === name);
    const complete = own.filter((snapshot) => snapshot.complete);
    const passedOver = own.length - complete.length;
    return [
      ...(own.length === 0 ? [say(words.noSnapshot, { source: name })] : []),
      ...(passedOver === 0 ? [] : [say(words.incomplete, { source: name, count: passedOver })]),
      ...(complete.length === 0 && own.length > 0 ? [say(words.noneComplete, { source: name })] : []),
      ...(complete.length === 1 ? [say(words.single, { source: name })] : []),
      ...(complete[0]?.notCaptured ?? []).map((id) => say(words.notCaptured, { source: name, what: notCapturedWords(id) })),
    ];
  });
}

import type { DuplicateGroup } from '../../../shared/contract/duplicates.ts';
import { uiWords } from '../../../shared/messages/ui-en.ts';
import { say } from '../../words/say.ts';

const words = uiWords.duplicates;

/** A confidence in whole percent, never rounded up to certainty. */
export function confidencePercent(confidence: number): number {
  return Math.floor(confidence * 100);
}

/** What a kind of group is called; a kind of a newer engine by its id. */
export function kindWord(kind: string): string {
  return kind in words.kinds ? words.kinds[kind as keyof typeof words.kinds] : kind;
}

/** What a kind of group means for whoever wants to delete copies. */
export function kindHint(kind: string): string {
  return kind in words.kindHints ? words.kindHints[kind as keyof typeof words.kindHints] : '';
}

/** The sentence that a screen reader says for a group. */
export function spokenGroup(group: DuplicateGroup, title: string): string {
  return say(words.spoken, { kind: kindWord(group.kind), count: group.records.length, title: title.slice(0, 120), percent: confidencePercent(group.confidence), reasons: group.reasons.join('; ') });
}

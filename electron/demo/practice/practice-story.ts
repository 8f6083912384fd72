import type { PracticeId } from '../../../shared/practice-ids.ts';
import type { LogChoices } from '../world/case-files.ts';
import type { Stage } from '../world/stage.ts';

/** The first practice case is an incident on a server that runs; the others are told by stories. */
export type StoryId = Exclude<PracticeId, 'second-phone'>;

/** A practice case as it is played; what people read of it stands in shared/messages. */
export interface PracticeStory {
  readonly id: StoryId;
  readonly seed: number;
  /** When snapshots are taken. */
  readonly moments: readonly number[];
  readonly logs: Pick<LogChoices, 'mailbox' | 'hasAccessLog'>;
  play(stage: Stage): void;
}

/** Some days of one week, at eight in the morning. */
export function mornings(firstDay: string, count: number): readonly number[] {
  return Array.from({ length: count }, (_, day) => Date.parse(`${firstDay}T08:00:00Z`) + day * 86_400_000);
}

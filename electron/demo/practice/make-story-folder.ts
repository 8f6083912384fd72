import { practiceWords } from '../../../shared/messages/practice-en.ts';
import { createRandom } from '../seeded-random.ts';
import { writeCaseFiles } from '../world/case-files.ts';
import { openStage } from '../world/stage.ts';
import type { SyncApp } from '../world/sync-app.ts';
import { davx5 } from '../apps/davx5.ts';
import { thunderbird } from '../apps/thunderbird.ts';
import type { StoryId } from './practice-story.ts';
import { PRACTICE_STORIES } from './stories.ts';

/** The case folder of a practice story: path → content, always the same. */
export function makeStoryFolder(id: StoryId): ReadonlyMap<string, string> {
  const story = PRACTICE_STORIES[id];
  const random = createRandom(story.seed);
  const stage = openStage(random, story.moments);
  story.play(stage);
  stage.play();
  const readers = [davx5, thunderbird].flatMap((app) => passesOf(app, story.moments));
  const { files } = writeCaseFiles(stage, practiceWords[id].title, { ...story.logs, place: 'online', hasCalendarLog: false, isServiceBypassed: false, missing: 0, readers });
  return files;
}

/** When a client that only reads comes by. */
function passesOf(app: SyncApp, moments: readonly number[]): readonly { readonly app: SyncApp; readonly atMs: number }[] {
  const [firstMs = 0, lastMs = 0] = [moments[0], moments.at(-1)];
  const stepMs = (app.everyMinutes ?? 240) * 60_000;
  return Array.from({ length: Math.floor((lastMs - firstMs) / stepMs) }, (_, pass) => ({ app, atMs: firstMs + pass * stepMs + 37_000 }));
}

import { dayEarly } from './day-early.ts';
import { doubledExport } from './doubled-export.ts';
import { frighteningCleanUp } from './frightening-clean-up.ts';
import { oneWay } from './one-way.ts';
import type { PracticeStory, StoryId } from './practice-story.ts';
import { vanishingCompanies } from './vanishing-companies.ts';

/** The practice cases that are told by stories. */
export const PRACTICE_STORIES: Readonly<Record<StoryId, PracticeStory>> = {
  'doubled-export': doubledExport,
  'vanishing-companies': vanishingCompanies,
  'frightening-clean-up': frighteningCleanUp,
  'day-early': dayEarly,
  'one-way': oneWay,
};

import { APPS } from './apps.ts';
import { CADENCES } from './cadences.ts';
import { CLIENT_MARKS } from './client-marks.ts';
import { HABITS } from './habits.ts';
import { LIMITS } from './limits.ts';
import { RECORD_MARKS } from './record-marks.ts';
import { REMEDIES } from './remedies.ts';
import type { Knowledge } from './types.ts';

/** What is known of sync apps. Load this module only where a verdict is asked for: nothing else needs it. */
export const KNOWLEDGE: Knowledge = {
  apps: APPS,
  clientMarks: CLIENT_MARKS,
  recordMarks: RECORD_MARKS,
  habits: HABITS,
  cadences: CADENCES,
  limits: LIMITS,
  remedies: REMEDIES,
};

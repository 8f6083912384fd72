import type { Scenario } from '../types.ts';
import { appDeletesAfterEmptyRead } from './app-deletes-after-empty-read.ts';
import { companyOverName } from './company-over-name.ts';
import { nothingAtAll } from './nothing-at-all.ts';
import { secondDeviceDoubles } from './second-device-doubles.ts';

/** Every kind of story, one file each. */
export const SCENARIOS: readonly Scenario[] = [appDeletesAfterEmptyRead, companyOverName, nothingAtAll, secondDeviceDoubles];

import type { Detector } from '../types.ts';
import { duplicatesIntroduced } from './duplicates-introduced.ts';
import { fieldsLost } from './fields-lost.ts';
import { fieldsOverwritten } from './fields-overwritten.ts';
import { recordsDeleted } from './records-deleted.ts';
import { recordsMoved } from './records-moved.ts';
import { recordsRecreated } from './records-recreated.ts';
import { timesShifted } from './times-shifted.ts';

/** All of them; a test compares the list with the folder. */
export const DETECTORS: readonly Detector[] = [duplicatesIntroduced, recordsDeleted, recordsRecreated, fieldsOverwritten, fieldsLost, timesShifted, recordsMoved];

import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { practiceWords, type PracticeWords } from '../../../shared/messages/practice-en.ts';
import type { PracticeId } from '../../../shared/practice-ids.ts';
import { demoCasePath } from '../demo-case-path.ts';
import { makePracticeCase } from '../make-practice-case.ts';
import { writeFolder } from './make-story-case.ts';

/** A practice case that was made, where it lies, and its words. */
export interface PracticeDocument extends PracticeWords {
  readonly practice: PracticeId;
  /** The case file. */
  readonly case: string;
  /** The case folder it was read from; the case with a server has none. */
  readonly folder?: string;
}

/** Makes a practice case, and its case folder beside it, in the folder that was named, else in a temporary one; throws `case-exists` where one is there. */
export async function keepPracticeCase(id: PracticeId, keep: string | undefined): Promise<PracticeDocument> {
  const path = demoCasePath(keep, id);
  const folder = path.replace(/\.synctrace$/, '');
  if (existsSync(folder)) throw new AppError('case-exists');
  await makePracticeCase(path, id);
  if (id === 'second-phone') return { practice: id, ...practiceWords[id], case: path };
  writeFolder(folder, id);
  return { practice: id, ...practiceWords[id], case: path, folder };
}

import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { practiceWords, type PracticeWords } from '../../../shared/messages/practice-en.ts';
import type { PracticeId } from '../../../shared/practice-ids.ts';
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
  const place = keep === undefined ? mkdtempSync(join(tmpdir(), 'synctrace-practice-')) : resolve(keep);
  const [path, folder] = [join(place, `${id}.synctrace`), join(place, id)];
  if (existsSync(path) || existsSync(folder)) throw new AppError('case-exists');
  mkdirSync(place, { recursive: true });
  await makePracticeCase(path, id);
  if (id === 'second-phone') return { practice: id, ...practiceWords[id], case: path };
  writeFolder(folder, id);
  return { practice: id, ...practiceWords[id], case: path, folder };
}

import type { Incident } from '../findings/types.ts';
import { bearsMark } from './match-marks.ts';
import { storesOf } from './stores.ts';
import type { World } from './types.ts';

// So many of the records.
const MOST = 0.9;

/** Apps whose own folder of a mailbox nearly all records of an incident stand in: they may be there though nobody named them. */
export function folderKeepers({ source, records }: Incident, { knowledge }: World): readonly string[] {
  if (storesOf(source).join() !== 'exchange') return [];
  const marks = knowledge.recordMarks.filter(({ on, also }) => on === 'folder' && also.length === 0);
  return marks.filter((mark) => records.filter(({ happening: { change } }) => bearsMark(mark, change.collection)).length >= MOST * records.length).map(({ app }) => app);
}

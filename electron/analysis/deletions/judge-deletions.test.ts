import { describe, expect, it } from 'vitest';
import { aHistory, type HistoryRecord } from '../../testing/build-history.ts';
import { judgeDeletions } from './judge-deletions.ts';

const SOURCE = { name: 'book', kind: 'carddav' };

function record(key: string, title: string, more: Partial<HistoryRecord> = {}): HistoryRecord {
  return { key, title, uid: `uid-${key}`, values: [`name/full=${title}`, `emails/work=${key}@example.test`], ...more };
}

function judged(...snapshots: readonly (readonly HistoryRecord[])[]): readonly (readonly [string, string])[] {
  const history = aHistory([{ source: SOURCE, snapshots: snapshots.map((records, index) => ({ at: `2026-03-0${index + 1}T09:00:00Z`, records })) }]);
  return judgeDeletions(history).map(({ title, state }) => [title, state] as const);
}

const ada = record('ada', 'Ada Marlow');
const ben = record('ben', 'Ben Okafor');
const other = record('zoe', 'Zoe Quist');

describe('what became of a record', () => {
  it('is a deletion where the complete snapshot holds it nowhere', () => {
    expect(judged([ada, ben], [ben])).toEqual([['Ada Marlow', 'gone']]);
  });

  it('is no loss where it stands there again later, under its key or made anew', () => {
    expect(judged([ada, ben], [ben], [ada, ben])).toEqual([['Ada Marlow', 'back']]);
    expect(judged([ada, ben], [ben], [ben, { ...ada, key: 'ada-2' }])).toEqual([['Ada Marlow', 'recreated']]);
  });

  it('is a move where it stands in another collection, and made anew where it has another key', () => {
    expect(judged([ada, ben], [{ ...ada, collection: 'Archive' }, ben])).toEqual([['Ada Marlow', 'moved']]);
    expect(judged([ada, ben], [{ ...ada, key: 'new' }, ben])).toEqual([['Ada Marlow', 'recreated']]);
  });

  it('is merged where another record of the same name holds all that it held', () => {
    const [full, part] = [record('full', 'Ada Marlow', { values: [...ada.values, 'phones/work=+49 30 5550100'] }), ada];
    expect(judged([full, part, other], [full, other])).toEqual([['Ada Marlow', 'merged']]);
  });

  it('says nothing where nothing went', () => {
    expect(judged([ada], [ada, ben])).toEqual([]);
  });
});

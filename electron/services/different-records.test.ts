import { expect, it } from 'vitest';
import { aStory } from '../testing/build-story.ts';
import { aCard } from '../testing/builders.ts';
import { callDifferent, uncallDifferent } from './different-records.ts';
import { findDuplicates } from './find-duplicates.ts';

it('records of two accounts are called different though both have the same key', () => {
  const story = aStory({ phone: 'carddav', work: 'carddav' });
  const body = aCard({ uid: 'u1', given: 'Ada', family: 'Almond', emails: ['ada@example.test'], phones: ['+49 170 5550001'] });
  story.snapshot('work', '2026-03-01T08:00:00Z', [{ key: 'a', body }]);
  const { id: snapshot } = story.snapshot('phone', '2026-03-01T09:00:00Z', [{ key: 'a', body }]);
  const groups = () => findDuplicates(story.context, { snapshot, across: true });
  const [group] = groups();
  const call = { snapshot, across: true, records: group?.records.map(({ source, key }) => ({ source, key })) ?? [] };
  callDifferent(story.context, call);
  expect(groups().filter(({ kind }) => kind !== 'homonym')).toEqual([]);
  uncallDifferent(story.context, call);
  expect(groups()).toEqual([group]);
  expect(() => callDifferent(story.context, { snapshot, across: true, records: [{ key: 'a' }, { source: 'phone', key: 'a' }] })).toThrow(expect.objectContaining({ code: 'usage' }));
});

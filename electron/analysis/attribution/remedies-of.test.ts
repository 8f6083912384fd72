import { expect, it } from 'vitest';
import { aStory } from '../../testing/build-story.ts';
import { aCard } from '../../testing/builders.ts';

it('advises to restore what lies in Deleted Items before it names what only an administrator can', async () => {
  const story = aStory({ mailbox: 'graph' });
  const people = Array.from({ length: 12 }, (_, index) => ({ key: `k${index}`, body: aCard({ uid: `u${index}`, name: `Person ${index}` }) }));
  story.snapshot('mailbox', '2026-03-01T08:00:00Z', people);
  story.snapshot('mailbox', '2026-03-02T08:00:00Z', people.map((person) => ({ ...person, state: 'deleted' as const })));
  const [finding] = await story.findings();
  const remedy = finding?.suspects[0]?.remedy ?? [];
  const restore = remedy.findIndex((text) => text.startsWith('Restore these records with SyncTrace'));
  expect([finding?.type, restore]).toEqual(['records-deleted', 0]);
  expect(remedy.findIndex((text) => text.startsWith('An administrator'))).toBe(1);
});

it('advises to restore nothing where copies went again: that would bring the duplicates back', async () => {
  const story = aStory({ book: 'carddav' });
  const people = Array.from({ length: 12 }, (_, index) => ({ key: `k${index}`, body: aCard({ uid: `u${index}`, name: `Person Nr ${index}`, lines: [`EMAIL:p${index}@example.test`] }) }));
  const copies = Array.from({ length: 12 }, (_, index) => ({ key: `c${index}`, body: aCard({ uid: `c${index}`, name: `Person Nr ${index}`, lines: [`EMAIL:p${index}@example.test`] }) }));
  story.snapshot('book', '2026-03-01T08:00:00Z', people);
  story.snapshot('book', '2026-03-02T08:00:00Z', [...people, ...copies]);
  story.snapshot('book', '2026-03-03T08:00:00Z', people);
  const gone = (await story.findings()).find(({ type }) => type === 'records-deleted');
  expect(gone?.count).toBe(12);
  expect(gone?.suspects.flatMap(({ remedy }) => remedy)).toEqual([]);
});

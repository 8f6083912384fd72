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

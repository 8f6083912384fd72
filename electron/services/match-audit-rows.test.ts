import { expect, it } from 'vitest';
import { aStory, names } from '../testing/build-story.ts';
import { aCard } from '../testing/builders.ts';
import { createAuditMatcher } from './match-audit-rows.ts';

it('rows of ten thousand mailboxes are matched within moments, those of its own mailbox alone', () => {
  const { context, snapshot } = aStory({});
  context.store.addSource({ name: 'work', kind: 'graph', user: 'robin@example.test' });
  snapshot('work', '2026-03-01T09:00:00Z', names(20).map(({ given, family, slug }) => ({ key: slug, body: aCard({ uid: slug, given, family }) })));
  const matcher = createAuditMatcher(context);
  const row = (mailbox: string) => [{ id: mailbox, at: '2026-03-01T08:00:00Z', operation: 'Update', subject: 'Ada Almond', mailbox, document: '{}' }];
  for (let index = 0; index < 10_000; index += 1) matcher.see(row(`user-${index}@example.test`), undefined);
  expect(matcher.matched()).toBe(0);
  matcher.see(row('Robin@example.test'), undefined);
  expect(matcher.matched()).toBe(1);
}, 5000);

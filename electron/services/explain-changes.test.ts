import { expect, it } from 'vitest';
import type { Finding } from '../../shared/contract/findings.ts';
import { aCard } from '../testing/builders.ts';
import { aStory, anExportedCard, appleUid, itemId, names, type StoryRecord } from '../testing/build-story.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);

/** A time so many seconds after another. */
function after(at: string, seconds: number): string {
  return new Date(Date.parse(at) + seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** What a finding comes down to. */
function told(findings: readonly Finding[]) {
  return findings.map(({ type, source, count, severity, suspects }) => ({ type, source, count, severity, first: suspects[0]?.app, verdict: suspects[0]?.verdict }));
}

function mailboxContact(person: { given: string; family: string; slug: string }, more: object = {}): StoryRecord {
  const { given, family, slug } = person;
  return { key: itemId(slug), body: { displayName: `${given} ${family}`, givenName: given, surname: family, emailAddresses: [{ address: `${slug}@example.test`, name: '' }], createdDateTime: '2025-01-01T00:00:00Z', lastModifiedDateTime: '2025-01-01T00:00:00Z', ...more } };
}

it('story 1: names Outlook for iOS for copies made by a second device, takes its clean-up for no loss, and leaves private cards out', async () => {
  const people = names(40);
  const story = aStory({ mailbox: 'graph', icloud: 'carddav' });
  const mailbox = people.map((person) => mailboxContact(person));
  const saved = (account: string, at: string, count = 40): StoryRecord[] =>
    people.slice(0, count).map((person, index) => {
      const uid = appleUid(`${account}${person.slug}`);
      return { key: uid, body: anExportedCard({ ...person, uid, exported: { item: itemId(person.slug), account, at: after(at, index * 40) }, modified: after(at, index * 40) }) };
    });
  const privateCards: StoryRecord[] = names(60).slice(38).map((person) => ({ key: `private-${person.slug}`, body: aCard({ ...person, uid: `private-${person.slug}`, emails: [], phones: ['+43 1 234567'] }) }));
  const first = saved(A, '2026-02-01T10:00:00Z');
  story.snapshot('mailbox', '2026-03-02T08:00:00Z', mailbox);
  story.snapshot('icloud', '2026-03-02T08:00:00Z', [...first, ...privateCards]);
  const second = saved(B, '2026-03-02T19:12:00Z');
  story.snapshot('icloud', '2026-03-03T08:00:00Z', [...first, ...second, ...privateCards]);
  story.snapshot('mailbox', '2026-03-03T08:00:00Z', mailbox);
  story.snapshot('icloud', '2026-03-04T08:00:00Z', [...first, ...second.slice(35), ...privateCards]);
  story.snapshot('mailbox', '2026-03-04T08:00:00Z', mailbox);
  story.app({ app: 'outlook-mobile-ios', device: 'iPhone', direction: 'one-way' });
  story.app({ app: 'outlook-mobile-ios', device: 'iPad' });
  story.event({ at: '2026-03-02T19:00:00Z', type: 'device-added', app: 'outlook-mobile-ios', text: 'iPad' });
  const findings = await story.findings();
  expect(told(findings)).toEqual([
    { type: 'duplicates-introduced', source: 'icloud', count: 40, severity: 'warning', first: 'outlook-mobile-ios', verdict: 'proved' },
    { type: 'records-deleted', source: 'icloud', count: 35, severity: 'info', first: expect.any(String), verdict: expect.any(String) },
  ]);
  expect(findings[0]?.records.map(({ key }) => key).sort()).toEqual(second.map(({ key }) => key).sort());
  expect(findings[0]?.suspects[0]?.remedy[0]).toMatch(/^Wait a day/);
});

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

function suspectOf(finding: Finding | undefined, app: string) {
  return finding?.suspects.find((suspect) => suspect.app === app);
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

it('story 2: takes a person’s edit of companies for what it is, and Outlook for iOS for what became of the names', async () => {
  const people = names(37);
  const story = aStory({ mailbox: 'graph', icloud: 'carddav' });
  const saved = (person: (typeof people)[number], at: string, name?: string, uid = appleUid(person.slug)): StoryRecord => ({
    key: uid,
    body: anExportedCard({ ...person, uid, company: name ?? 'Acme', exported: { item: itemId(person.slug), account: A, at }, modified: at, ...(name === undefined ? {} : { name }) }),
  });
  const before = people.map((person) => saved(person, '2026-02-01T10:00:00Z'));
  const overwritten = people.slice(0, 29).map((person) => saved(person, '2026-03-02T10:31:10Z', 'Microsoft'));
  const second = people.slice(29).map((person) => saved(person, '2026-03-02T10:31:45Z', 'Microsoft', appleUid(`second ${person.slug}`)));
  story.snapshot('mailbox', '2026-03-02T08:00:00Z', people.map((person) => mailboxContact(person, { companyName: 'Acme' })));
  story.snapshot('icloud', '2026-03-02T08:00:00Z', before);
  story.snapshot('mailbox', '2026-03-02T12:00:00Z', people.map((person, index) => mailboxContact(person, { companyName: 'Microsoft', lastModifiedDateTime: after('2026-03-02T10:02:10Z', index * 4) })));
  story.snapshot('icloud', '2026-03-02T12:00:00Z', [...overwritten, ...before.slice(29), ...second]);
  story.audit('mailbox', people.map((person, index) => ({ at: after('2026-03-02T10:02:10Z', index * 4), operation: 'Update', client: 'Client=OWA;Action=ViaProxy', subject: `${person.given} ${person.family}` })));
  story.app({ app: 'outlook-mobile-ios', direction: 'one-way' });
  const findings = await story.findings();
  expect(told(findings)).toEqual([
    { type: 'duplicates-introduced', source: 'icloud', count: 8, severity: 'warning', first: 'outlook-mobile-ios', verdict: 'proved' },
    { type: 'fields-overwritten', source: 'icloud', count: 29, severity: 'critical', first: 'outlook-mobile-ios', verdict: 'proved' },
    { type: 'fields-overwritten', source: 'mailbox', count: 37, severity: 'info', first: 'user', verdict: 'likely' },
  ]);
  expect(suspectOf(findings[2], 'outlook-mobile-ios')?.verdict).toBe('cleared');
});

it('story 3: tells a documented reset as information, and what it cost as a warning', async () => {
  const people = names(40);
  const story = aStory({ mailbox: 'graph', icloud: 'carddav' });
  const saved = (person: (typeof people)[number], run: string, at: string, lines: readonly string[] = []): StoryRecord => {
    const uid = appleUid(`${run} ${person.slug}`);
    return { key: uid, body: anExportedCard({ ...person, uid, exported: { item: itemId(person.slug), account: A, at }, modified: at, lines }) };
  };
  const cards = people.map((person, index) => saved(person, 'first', '2026-02-01T10:00:00Z', index < 14 ? ['NICKNAME:Buddy'] : []));
  const copies = people.slice(0, 7).map((person) => saved(person, 'copy', '2026-02-03T10:00:00Z'));
  const anew = people.map((person, index) => saved(person, 'anew', after('2026-03-02T18:21:00Z', index * 40)));
  const privateCard: StoryRecord = { key: 'private', body: aCard({ uid: 'private' }) };
  story.snapshot('icloud', '2026-03-02T08:00:00Z', [...cards, ...copies, privateCard]);
  story.snapshot('mailbox', '2026-03-02T08:00:00Z', people.map((person) => mailboxContact(person)));
  story.snapshot('icloud', '2026-03-02T18:10:00Z', [privateCard]);
  story.snapshot('icloud', '2026-03-03T08:00:00Z', [...anew, privateCard]);
  story.snapshot('mailbox', '2026-03-03T08:00:00Z', people.map((person) => mailboxContact(person)));
  story.app({ app: 'outlook-mobile-ios', direction: 'one-way' });
  story.event({ at: '2026-03-02T18:00:00Z', type: 'resync', text: 'Save Contacts off and on again' });
  const findings = await story.findings();
  expect(told(findings)).toEqual([
    { type: 'fields-lost', source: 'icloud', count: 14, severity: 'warning', first: expect.any(String), verdict: expect.any(String) },
    { type: 'records-deleted', source: 'icloud', count: 7, severity: 'info', first: expect.any(String), verdict: expect.any(String) },
    { type: 'records-recreated', source: 'icloud', count: 40, severity: 'info', first: 'user', verdict: 'likely' },
  ]);
  expect(findings[2]?.records.map(({ key }) => key).sort()).toEqual(anew.map(({ key }) => key).sort());
  expect(suspectOf(findings[2], 'outlook-mobile-ios')?.role).toBe('carrier');
});

it('story 5: names Salesforce for Outlook for second contacts with another company, and not the new ones beside them', async () => {
  const people = names(60);
  const story = aStory({ mailbox: 'graph' });
  const own = people.slice(0, 20).map((person) => mailboxContact(person, { companyName: 'Acme' }));
  const shared = people.slice(12, 40).map((person): StoryRecord => ({
    key: itemId(`shared ${person.slug}`),
    body: { displayName: `${person.given} ${person.family}`, givenName: person.given, surname: person.family, companyName: 'Globex', emailAddresses: [], createdDateTime: '2026-03-03T07:40:00Z', lastModifiedDateTime: '2026-03-03T07:40:00Z' },
  }));
  story.snapshot('mailbox', '2026-03-02T08:00:00Z', own);
  story.snapshot('mailbox', '2026-03-04T08:00:00Z', [...own, ...shared]);
  story.app({ app: 'salesforce-for-outlook', direction: 'two-way' });
  story.event({ at: '2026-03-02T09:00:00Z', type: 'other', app: 'salesforce-for-outlook', text: 'sharing rule changed' });
  const findings = await story.findings();
  expect(told(findings)).toEqual([{ type: 'duplicates-introduced', source: 'mailbox', count: 8, severity: 'warning', first: 'salesforce-for-outlook', verdict: 'likely' }]);
  expect(findings[0]?.suspects[0]?.remedy[0]).toMatch(/^Agree in the team/);
});

it('story 6: leaves a person’s edits to them and names the app that set them back', async () => {
  const people = names(60);
  const story = aStory({ mailbox: 'graph' });
  const edited = people.slice(0, 30);
  const contacts = (phoneOf: (index: number) => string, at?: string): StoryRecord[] =>
    people.map((person, index) => mailboxContact(person, { businessPhones: [phoneOf(index)], ...(at === undefined || index >= edited.length ? {} : { lastModifiedDateTime: after(at, index) }) }));
  const old = (index: number): string => `+43 1 555 ${1000 + index}`;
  const fresh = (index: number): string => (index < edited.length ? `+43 1 777 ${2000 + index}` : old(index));
  story.snapshot('mailbox', '2026-03-04T08:00:00Z', contacts(old));
  story.snapshot('mailbox', '2026-03-05T18:00:00Z', contacts(fresh, '2026-03-05T10:00:00Z'));
  story.snapshot('mailbox', '2026-03-06T12:00:00Z', contacts(old, '2026-03-06T11:10:00Z').filter((_, index) => index < 55));
  const rows = (at: string, client: string) => edited.map(({ given, family }, index) => ({ at: after(at, index), operation: 'Update', client, subject: `${given} ${family}` }));
  story.audit('mailbox', [...rows('2026-03-05T10:00:00Z', 'Client=OWA;Action=ViaProxy'), ...rows('2026-03-06T11:10:00Z', 'Client=MSExchangeRPC')]);
  story.app({ app: 'salesforce-for-outlook' });
  story.app({ app: 'outlook-mobile-ios', direction: 'one-way' });
  story.event({ at: '2026-03-06T11:00:00Z', type: 'direction-changed', app: 'salesforce-for-outlook', text: 'both ways to Salesforce only' });
  const findings = await story.findings();
  expect(told(findings)).toEqual([
    { type: 'fields-overwritten', source: 'mailbox', count: 30, severity: 'info', first: 'user', verdict: 'likely' },
    { type: 'fields-overwritten', source: 'mailbox', count: 30, severity: 'critical', first: 'salesforce-for-outlook', verdict: 'likely' },
    { type: 'records-deleted', source: 'mailbox', count: 5, severity: 'warning', first: 'salesforce-for-outlook', verdict: 'likely' },
  ]);
  expect(suspectOf(findings[1], 'outlook-mobile-ios')?.verdict).toBe('cleared');
});

it('story 7: names Lightning Sync for companies emptied in its folder, whoever the log names, and not a person’s edits', async () => {
  const people = names(80);
  const story = aStory({ mailbox: 'graph' });
  const inside = people.slice(0, 50);
  const contacts = (companyOf: (index: number) => string, phoneOf: (index: number) => string, at?: string): StoryRecord[] =>
    people.map((person, index) => ({
      ...mailboxContact(person, { companyName: companyOf(index), businessPhones: [phoneOf(index)], ...(at === undefined || index >= 27 ? {} : { lastModifiedDateTime: after(at, index * 10) }) }),
      ...(index < inside.length ? { collection: 'Salesforce_Sync' } : {}),
    }));
  const company = (index: number): string => `Company ${index}`;
  const phone = (index: number): string => `+43 1 555 ${1000 + index}`;
  story.snapshot('mailbox', '2026-03-04T18:00:00Z', contacts(company, phone));
  story.snapshot('mailbox', '2026-03-05T08:00:00Z', contacts((index) => (index < 27 ? '' : company(index)), (index) => (index === 60 || index === 61 ? '+43 1 999 1' : phone(index)), '2026-03-05T02:20:00Z'));
  story.audit('mailbox', inside.slice(0, 27).map(({ given, family }, index) => ({ at: after('2026-03-05T02:20:00Z', index * 10), operation: 'Update', client: 'Client=WebServices;SomeClient/1.0;', subject: `${given} ${family}` })));
  story.app({ app: 'lightning-sync', direction: 'two-way' });
  story.app({ app: 'eas-phone' });
  const findings = await story.findings();
  expect(told(findings)).toEqual([
    { type: 'fields-lost', source: 'mailbox', count: 27, severity: 'critical', first: 'lightning-sync', verdict: 'likely' },
    { type: 'fields-overwritten', source: 'mailbox', count: 2, severity: 'info', first: 'user', verdict: expect.any(String) },
  ]);
});

it('story 8: keeps two root causes apart: copies after connecting, then deletions by the clean-up', async () => {
  const people = names(60);
  const story = aStory({ mailbox: 'graph' });
  const own = people.map((person) => mailboxContact(person));
  const copies = people.slice(0, 40).map((person): StoryRecord => ({ ...mailboxContact(person, { createdDateTime: '2026-03-04T03:00:00Z', lastModifiedDateTime: '2026-03-04T03:00:00Z' }), key: itemId(`copy ${person.slug}`) }));
  story.snapshot('mailbox', '2026-03-02T08:00:00Z', own);
  story.snapshot('mailbox', '2026-03-04T12:00:00Z', [...own, ...copies]);
  story.snapshot('mailbox', '2026-03-05T12:00:00Z', [...own.slice(0, 20), ...own.slice(45)]);
  story.app({ app: 'einstein-activity-capture', since: '2026-03-02T14:00:00Z', direction: 'two-way' });
  const findings = await story.findings();
  expect(told(findings)).toEqual([
    { type: 'duplicates-introduced', source: 'mailbox', count: 40, severity: 'warning', first: 'einstein-activity-capture', verdict: 'likely' },
    { type: 'records-deleted', source: 'mailbox', count: 40, severity: 'info', first: expect.any(String), verdict: expect.any(String) },
    { type: 'records-deleted', source: 'mailbox', count: 25, severity: 'critical', first: 'einstein-activity-capture', verdict: expect.any(String) },
  ]);
});

it('story 9: names iCloud for Windows for what left the mailbox and came to iCloud; with the mailbox alone it cannot tell', async () => {
  const people = names(40);
  const contacts = people.map((person) => mailboxContact(person));
  const came = people.map((person): StoryRecord => {
    const uid = appleUid(person.slug);
    return { key: uid, body: aCard({ ...person, uid, emails: [`${person.slug}@example.test`], phones: [], lines: ['X-APPLE-OL-CUSTOMER-ID:1'] }) };
  });
  const mailboxAlone = aStory({ mailbox: 'graph' });
  const both = aStory({ mailbox: 'graph', icloud: 'carddav' });
  for (const story of [mailboxAlone, both]) {
    story.snapshot('mailbox', '2026-03-02T08:00:00Z', contacts);
    story.snapshot('mailbox', '2026-03-03T08:00:00Z', []);
    story.app({ app: 'eas-phone', direction: 'two-way' });
  }
  both.snapshot('icloud', '2026-03-02T08:00:00Z', []);
  both.snapshot('icloud', '2026-03-03T08:00:00Z', came);
  both.app({ app: 'icloud-for-windows' });
  both.event({ at: '2026-03-02T20:15:00Z', type: 'app-installed', app: 'icloud-for-windows', text: 'set up' });
  expect(told(await both.findings())).toEqual([{ type: 'records-deleted', source: 'mailbox', count: 40, severity: 'critical', first: 'icloud-for-windows', verdict: 'likely' }]);
  expect(told(await mailboxAlone.findings())).toEqual([{ type: 'records-deleted', source: 'mailbox', count: 40, severity: 'critical', first: 'unknown', verdict: 'cannot-tell' }]);
});

it('story 10: tells the wanted number from the notes that were cut at 16 KB', async () => {
  const people = names(30);
  const story = aStory({ outlook: 'file' });
  const text = 'What was said at the meeting. '.repeat(700);
  const card = (index: number, phone: string, note: string): StoryRecord => ({ key: `c${index}`, body: aCard({ ...people[index], uid: `c${index}`, emails: [], phones: [phone], note }) });
  const phone = (index: number): string => `+43 1 555 ${1000 + index}`;
  const note = (index: number): string => (index < 3 ? `${index} ${text}` : `Note ${index}`);
  story.snapshot('outlook', '2026-03-02T08:00:00Z', people.map((_, index) => card(index, phone(index), note(index))));
  story.snapshot('outlook', '2026-03-02T12:00:00Z', people.map((_, index) => card(index, index < 12 ? `+43 660 777 ${100 + index}` : phone(index), note(index).slice(0, 16_380))));
  story.app({ app: 'gwsmo' });
  const findings = await story.findings();
  expect(told(findings)).toEqual([
    { type: 'fields-lost', source: 'outlook', count: 3, severity: 'warning', first: 'gwsmo', verdict: 'likely' },
    { type: 'fields-overwritten', source: 'outlook', count: 12, severity: 'info', first: 'user', verdict: expect.any(String) },
  ]);
  expect(findings[0]?.records.map(({ key }) => key)).toEqual(['c0', 'c1', 'c2']);
});

it('says nothing of an incomplete snapshot, and nothing of a case in which nothing happened', async () => {
  const story = aStory({ book: 'carddav' });
  const cards = names(30).map((person): StoryRecord => ({ key: person.slug, body: aCard({ ...person, uid: person.slug }) }));
  story.snapshot('book', '2026-03-02T08:00:00Z', cards);
  story.snapshot('book', '2026-03-03T08:00:00Z', cards.slice(0, 10), { complete: false });
  story.snapshot('book', '2026-03-04T08:00:00Z', cards);
  story.app({ app: 'davx5' });
  expect(await story.findings()).toEqual([]);
});

it('story 4: names Salesforce for Outlook where records come and go around 5,000, and leaves out what it never synced', async () => {
  const story = aStory({ mailbox: 'graph' });
  const all = names(5200);
  const own = mailboxContact({ given: 'Private', family: 'Person', slug: 'private.person' });
  // Another choice of 5,000 in each cycle: what is left out comes back later under a new id.
  const cycle = (number: number): StoryRecord[] =>
    all.flatMap((person, index): StoryRecord[] => {
      const isOut = Math.floor(index / 100) === number || Math.floor(index / 100) === number + 10;
      if (isOut) return [];
      const wasOut = Math.floor(index / 100) < number || (index >= 1000 && Math.floor(index / 100) < number + 10);
      const body: StoryRecord = mailboxContact(person);
      return [wasOut ? { ...body, key: itemId(`again ${Math.floor(index / 100)} ${person.slug}`) } : body];
    });
  const times = ['2026-03-02T08:05:00Z', '2026-03-02T08:15:00Z', '2026-03-02T08:25:00Z', '2026-03-02T08:35:00Z'];
  times.forEach((at, index) => story.snapshot('mailbox', at, [...cycle(index), own]));
  story.app({ app: 'salesforce-for-outlook' });
  story.app({ app: 'eas-phone' });
  const findings = await story.findings();
  expect(findings.map(({ type, suspects }) => `${type} ${suspects[0]?.app} ${suspects[0]?.verdict}`).sort()).toEqual([
    'records-deleted salesforce-for-outlook likely',
    'records-recreated salesforce-for-outlook likely',
  ]);
  expect(findings.flatMap(({ records }) => records).some(({ title }) => title === 'Private Person')).toBe(false);
});

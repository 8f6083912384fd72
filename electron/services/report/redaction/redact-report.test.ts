import { describe, expect, it } from 'vitest';
import type { RestoreId } from '../../../../shared/records.ts';
import type { Plan } from '../../../restore/types.ts';
import { aStory, names, type Story } from '../../../testing/build-story.ts';
import { aCard } from '../../../testing/builders.ts';
import { asPlanId, savePlan } from '../../restore-journal.ts';
import { asMarkdown } from '../layout/as-markdown.ts';
import { makeReport } from '../make-report.ts';

const people = names(24);

/** All of a report that a reader of any form of it can see. */
async function told(story: Story, redact: boolean): Promise<string> {
  const made = await Promise.all((['user', 'colleague', 'vendor'] as const).map((audience) => makeReport(story.context, { audience, redact, zone: 'UTC' })));
  return made.map(({ report, page }) => `${JSON.stringify(report)}\n${asMarkdown(page).replaceAll('\\', '')}`).join('\n');
}

/** Cards of a collection that are gone a day later. */
function deletedFrom(collection: string, source = 'book'): Story {
  const story = aStory({ [source]: 'carddav' });
  story.snapshot(source, '2026-03-01T09:00:00Z', people.map(({ given, family, slug }) => ({ key: slug, collection, body: aCard({ uid: slug, given, family }) })));
  story.snapshot(source, '2026-03-02T09:00:00Z', []);
  return story;
}

describe('a redacted report', () => {
  it('tells no value that a deleted copy had and nobody keeps', async () => {
    const story = deletedFrom('Contacts');
    const { store } = story.context;
    const source = store.source('book');
    const plan: Plan = {
      id: asPlanId('plan-1'), sourceId: source?.id ?? expect.fail(), sourceName: 'book', createdAt: '2026-03-03T09:00:00Z', notifies: 0, conflicts: [],
      steps: [{ index: 0, op: 'delete', collectionId: '/Contacts/', key: 'copy.vcf', title: 'Grandmother Winifred', reason: 'merge-delete', discards: [{ field: 'phones/Cottage', text: '+49 30 5550199' }, { field: 'notes', text: 'Password: Sommer-2026' }] }],
    };
    savePlan(store, plan);
    store.journal.beginRestore({ id: 'restore-1' as RestoreId, planId: plan.id, startedAt: '2026-03-03T09:00:00Z', steps: 1 });
    store.journal.saveStep('restore-1' as RestoreId, { index: 0, state: 'failed', at: '2026-03-03T09:00:01Z', document: JSON.stringify({ index: 0, state: 'failed', code: 'write-conflict', differences: ['phones/Cottage', 'ORG'] }) });
    const redacted = await told(story, true);
    expect(redacted).not.toMatch(/5550199|Cottage|Sommer|Winifred/);
    expect(redacted).toContain(', ORG)');
    await expect(told(story, false)).rejects.toMatchObject({ code: 'secret-in-report' });
  });

  it('tells no name of a folder, whatever stands in it', async () => {
    const story = deletedFrom('Winifred” of “Cottage (Lindqvist)');
    expect(await told(story, false)).toContain('Lindqvist');
    expect(await told(story, true)).not.toMatch(/Winifred|Cottage|Lindqvist/);
  });

  it('tells no account, though one begins as another does', async () => {
    const story = deletedFrom('Contacts', 'winifred lindqvist');
    story.context.store.addSource({ name: 'winifred', kind: 'carddav' });
    expect(await told(story, true)).not.toMatch(/winifred|lindqvist/i);
  });

  it('tells nothing that people made up for apps, events and directions', async () => {
    const story = deletedFrom('Contacts');
    story.app({ app: 'winifreds-script', since: '2026-02-01T00:00:00Z', direction: 'cottage->icloud' });
    story.app({ app: 'outlook-mobile-ios', direction: 'exchange->icloud' });
    story.event({ at: '2026-03-01T20:00:00Z', type: 'lindqvist-party', app: 'winifreds-script' });
    expect(await told(story, false)).toMatch(/winifreds-script[\s\S]*lindqvist-party/);
    const redacted = await told(story, true);
    expect(redacted).not.toMatch(/winifred|cottage|lindqvist/i);
    expect(redacted).toContain('exchange->icloud');
  });

  it('tells no label of a field that none of the shown records has', async () => {
    const story = aStory({ book: 'carddav' });
    const cards = (isBefore: boolean) => people.map(({ given, family, slug }, index) => ({ key: `${String(index).padStart(2, '0')}-${slug}`, body: aCard({ uid: slug, given, family, lines: isBefore ? ['item1.TEL:+49 30 5550001', `item1.X-ABLabel:${index < 20 ? 'Work' : 'Winifreds cottage'}`] : [] }) }));
    story.snapshot('book', '2026-03-01T09:00:00Z', cards(true));
    story.snapshot('book', '2026-03-02T09:00:00Z', cards(false));
    expect(await told(story, false)).toContain('Winifreds cottage');
    expect(await told(story, true)).not.toMatch(/Winifred|cottage/i);
  });

  it('tells no name of a property that people made up for their mailbox, and those of programs', async () => {
    const story = aStory({ mail: 'graph' });
    const property = (id: string) => ({ id, value: '7' });
    const contacts = people.map(({ given, family, slug }) => ({ key: slug, body: { givenName: given, surname: family, displayName: `${given} ${family}`, singleValueExtendedProperties: [property('String {00020329-0000-0000-C000-000000000046} Name Winifreds Cottage'), property('Integer 0x3ff9')] } }));
    story.snapshot('mail', '2026-03-01T09:00:00Z', contacts);
    story.snapshot('mail', '2026-03-02T09:00:00Z', []);
    expect(await told(story, false)).toContain('Winifreds Cottage');
    const redacted = await told(story, true);
    expect(redacted).not.toMatch(/Winifred|Cottage/);
    expect(redacted).toContain('String {00020329-0000-0000-C000-000000000046} Name ');
  });

  it('tells no address of a machine in what a program says of itself', async () => {
    const story = deletedFrom('Contacts');
    story.audit('book', people.map(({ slug }) => ({ at: '2026-03-01T20:00:00Z', operation: 'DELETE 204', client: 'Sync/1.0 (192.0.2.17; 2001:db8::17; winifred@example.test)', item: `/dav/${slug}` })));
    expect(await told(story, false)).toContain('192.0.2.17');
    expect(await told(story, true)).not.toMatch(/192\.0\.2\.17|2001:db8::17|winifred|example\.test/);
  });
});

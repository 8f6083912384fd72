import { describe, expect, it } from 'vitest';
import { reportSchema, type Report, type ReportOptions } from '../../../shared/contract/report.ts';
import { aCard } from '../../testing/builders.ts';
import { aStory, anExportedCard, appleUid, itemId, names, type Story } from '../../testing/build-story.ts';
import { asHtml } from './layout/as-html.ts';
import { asMarkdown } from './layout/as-markdown.ts';
import { makeReport, reportName } from './make-report.ts';

const people = names(30);
const OPTIONS: ReportOptions = { audience: 'colleague', redact: false, zone: 'Europe/Berlin' };

/** Outlook on a second phone doubles the cards of iCloud, and a few are gone. */
function doubled(note = ''): Story {
  const story = aStory({ 'anna-icloud': 'carddav' });
  const card = (index: number, copy: number) => {
    const { given, family, slug } = people[index] ?? { given: 'Ada', family: 'Last', slug: 'ada.last' };
    const uid = appleUid(`${slug}-${copy}`);
    return { key: `/book/${slug}-${copy}.vcf`, body: anExportedCard({ given, family, slug, uid, modified: '2026-03-01T10:00:00Z', exported: { item: itemId(slug), account: copy === 0 ? 'first' : 'second', at: '2026-03-01T10:00:00Z' }, company: `${family} Works`, lines: [`TEL;TYPE=CELL:+49 170 ${String(5_550_000 + index)}`, ...(index === 3 && note !== '' ? [`NOTE:${note}`] : [])] }) };
  };
  const before = people.map((_, index) => card(index, 0));
  story.snapshot('anna-icloud', '2026-03-01T09:00:00Z', before);
  story.snapshot('anna-icloud', '2026-03-02T09:00:00Z', [...before.slice(0, 25), ...people.map((_, index) => card(index, 1)).slice(0, 25)]);
  story.app({ app: 'outlook-mobile-ios', since: '2026-02-01T00:00:00Z', device: 'Annas iPhone', direction: 'one-way' });
  story.event({ at: '2026-03-01T20:00:00Z', type: 'device-added', app: 'outlook-mobile-ios' });
  return story;
}

async function report(story: Story, options: Partial<ReportOptions> = {}) {
  return await makeReport(story.context, { ...OPTIONS, ...options });
}

describe('a report', () => {
  it('tells what happened, who is suspected and what was not looked at, in its stated shape', async () => {
    const story = doubled();
    const { report: document, page } = await report(story);
    expect(reportSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    const findings = await story.findings();
    expect(document.findings.map(({ id, count, suspects }) => ({ id, count, suspects }))).toEqual(findings.map(({ id, count, suspects }) => ({ id, count, suspects })));
    for (const finding of document.findings) expect(finding.samples.length + finding.more.length).toBe(finding.count);
    expect(document.notChecked.map(({ code }) => code)).toContain('no-log');
    expect(page.sections.map(({ id }) => id)).toEqual(expect.arrayContaining(['summary', 'case', 'findings', 'restores', 'not-checked', 'proof']));
    expect(asHtml(page)).toContain(story.context.store.info().headHash);
    expect(asMarkdown(page)).toContain('(10:00:00 Europe/Berlin)');
  });

  it('is another one for the user, a colleague and a vendor', async () => {
    const story = doubled();
    const [user, colleague, vendor] = await Promise.all((['user', 'colleague', 'vendor'] as const).map((audience) => report(story, { audience })));
    const key = colleague?.report.findings[0]?.samples[0]?.key ?? '-';
    const shown = [user, colleague, vendor].map((made) => asHtml(made?.page ?? expect.fail()));
    expect(shown.map((html) => html.includes(key))).toEqual([false, true, true]);
    expect(JSON.stringify(user?.report)).not.toContain(key);
    expect(shown.map((html) => html.includes('Annas iPhone'))).toEqual([false, true, true]);
    expect(vendor?.report.findings.every(({ samples, more }) => samples.length <= 10 && more.length === 0)).toBe(true);
    expect(vendor?.report.asks.length).toBeGreaterThan(0);
    expect(shown[0]?.length).toBeLessThan((shown[2]?.length ?? 0) / 2);
  });

  it('is refused where a named record holds a secret, and says where without saying what', async () => {
    const story = doubled('Office\\nPassword: Sommer-2026');
    const refused = await report(story).then(() => null, (error: unknown) => error);
    expect(refused).toMatchObject({ code: 'secret-in-report', context: { kind: 'a password' } });
    expect(JSON.stringify(refused)).toContain('Notes of the record');
    expect(JSON.stringify(refused)).not.toContain('Sommer');
    const { report: redacted, page } = await report(story, { redact: true });
    expect(`${JSON.stringify(redacted)}${asHtml(page)}`).not.toContain('Sommer');
  });

  it('says so where nothing was found and nothing was put back', async () => {
    const story = aStory({ mail: 'graph' });
    const { report: document, page } = await report(story, { audience: 'user' });
    expect(document.findings).toEqual([]);
    expect(asMarkdown(page)).toContain('No incident was found');
    expect(asMarkdown(page)).toContain('Nothing was put back');
    expect(reportName(document, 'html')).toBe('report.html');
  });
});

describe('a redacted report', () => {
  it('holds nothing of what people and servers gave', async () => {
    const story = doubled();
    story.context.store.setTitle('Ticket of Anna Almond');
    const { store } = story.context;
    const values = new Set(['anna-icloud', 'Annas iPhone', 'Ticket of Anna Almond']);
    for (const row of store.snapshots()) {
      for (const version of store.versions(row.id)) {
        for (const text of [version.key, version.uid ?? '', version.title, ...store.fields(version.bodyId).map((entry) => entry.text)]) values.add(text);
      }
    }
    for (const audience of ['user', 'colleague', 'vendor'] as const) {
      const { report: document, page } = await report(story, { redact: true, audience });
      const told = [JSON.stringify(document), asHtml(page), asMarkdown(page)].join('\n').toLowerCase();
      const words = [...values].flatMap((value) => [value, ...value.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length >= 5 && !OURS.has(word.toLowerCase()));
      expect(words.length).toBeGreaterThan(200);
      expect(words.filter((word) => told.includes(word.toLowerCase()))).toEqual([]);
      expect(told).not.toContain(store.setting('redaction-key')?.toLowerCase() ?? 'no key');
    }
  });

  it('tells the same incidents, suspects and words', async () => {
    const story = doubled();
    const [plain, redacted] = [await report(story), await report(story, { redact: true })];
    const facts = ({ findings, notChecked }: Report) => ({
      findings: findings.map(({ id, type, count, window, severity, suspects, samples, different }) => ({ id, type, count, window, severity, samples: samples.length, different: different.length, suspects: suspects.map(({ app, name, verdict, probability, role, remedy, evidence }) => ({ app, name, verdict, probability, role, remedy, evidence: evidence.map(({ kind, weight, text, refs }) => ({ kind, weight, text: text.replaceAll(/anna-icloud|account 1/g, 'it'), refs: refs.length })) })) })),
      notChecked: notChecked.map(({ code, text }) => ({ code, text })),
    });
    expect(facts(redacted.report)).toEqual(facts(plain.report));
  });

  it('has the same pseudonyms each time, and the same for equal values', async () => {
    const story = doubled();
    const [first, second] = [await report(story, { redact: true }), await report(story, { redact: true })];
    expect(second.report.findings).toEqual(first.report.findings);
    const plain = await report(story);
    const titles = (document: Report) => document.findings.flatMap(({ samples, more }) => [...samples, ...more].map(({ title }) => title));
    const pairs = titles(plain.report).map((title, index) => [title, titles(first.report)[index]] as const);
    expect(new Set(pairs.map(([title, pseudonym]) => `${title} ${pseudonym}`)).size).toBe(new Set(pairs.map(([title]) => title)).size);
    expect(new Set(pairs.map(([, pseudonym]) => pseudonym)).size).toBe(new Set(pairs.map(([title]) => title)).size);
  });
});

/** Words that our own sentences use, and a program’s name that the verdict is about. */
const OURS: ReadonlySet<string> = new Set(['contacts', 'iphone', 'apple', 'http', 'https', 'outlook', 'people', 'works', 'false', 'home', 'work', 'accountkey', 'first', 'second']);

it('a redacted report tells no label that a person made up', async () => {
  const story = aStory({ book: 'carddav' });
  const cards = (number: string) => people.slice(0, 12).map(({ given, family, slug }) => ({ key: slug, body: aCard({ uid: slug, given, family, lines: [`item1.TEL:${number}`, 'item1.X-ABLabel:Grandmothers cottage'] }) }));
  story.snapshot('book', '2026-03-01T09:00:00Z', cards('+49 30 5550001'));
  story.snapshot('book', '2026-03-02T09:00:00Z', cards('+49 30 5550002'));
  const told = async (redact: boolean) => {
    const { report: document, page } = await makeReport(story.context, { ...OPTIONS, redact });
    return JSON.stringify(document) + asMarkdown(page);
  };
  expect(await told(false)).toContain('Grandmothers cottage');
  expect(await told(true)).not.toMatch(/Grandmothers|cottage|5550001|5550002/i);
});

it('a report of a plain deletion shows created dates where a record has them', async () => {
  const story = aStory({ book: 'carddav' });
  const cards = people.slice(0, 12).map(({ given, family, slug }) => ({ key: slug, body: aCard({ uid: slug, given, family, lines: ['CREATED:20260101T080000Z', 'REV:20260102T080000Z'] }) }));
  story.snapshot('book', '2026-03-01T09:00:00Z', cards);
  story.snapshot('book', '2026-03-02T09:00:00Z', []);
  const { report: document } = await makeReport(story.context, OPTIONS);
  expect(document.findings.map(({ type, count }) => ({ type, count }))).toEqual([{ type: 'records-deleted', count: 12 }]);
  expect(document.findings[0]?.samples[0]).toMatchObject({ title: expect.any(String), modified: '2026-01-02T08:00:00Z' });
});

import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aStory, type StoryRecord } from '../../testing/build-story.ts';
import { takeSnapshot, temporaryFolder } from '../../testing/build-case.ts';
import { createCase } from '../../store/open-case.ts';
import { createEngineServices } from './create-engine-services.ts';

const call = { signal: new AbortController().signal, report() {} };

function card(key: string, phone = '1'): StoryRecord {
  return { key, body: `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${key}\r\nFN:Person ${key}\r\nTEL:+49 30 ${phone}\r\nREV:2026-03-02T08:00:00Z\r\nEND:VCARD\r\n` };
}

/** The engine of a window over a case in which a sync deleted most of a book. */
async function aWindow() {
  const story = aStory({ book: 'carddav' });
  const cards = Array.from({ length: 40 }, (_, index) => card(`person-${index}`));
  const first = story.snapshot('book', '2026-03-01T09:00:00Z', cards);
  const second = story.snapshot('book', '2026-03-03T09:00:00Z', [card('person-0', '2'), ...cards.slice(1, 10)]);
  const { path } = story.context.store.info();
  story.context.store.close();
  const services = createEngineServices({ ports: story.context.ports, secrets: 'session', dataFolder: temporaryFolder(), makePracticeCase: () => Promise.resolve() });
  onTestFinished(() => services.close());
  await services.cases.open({ path });
  return { services, first, second };
}

// Every thread reads the sources anew.
describe('what the window asks of a whole case', { timeout: 60_000 }, () => {
  it('is worked out in threads beside the engine and read page by page', async () => {
    const { services, first, second } = await aWindow();
    const [found, judged, drawn, compared, groups] = await Promise.all([
      services.findings.explain(call),
      services.deletions.judge(call),
      services.timeline.read({ bins: 10 }, call),
      services.changes.compare({ from: first.id, to: second.id }, call),
      services.duplicates.find({ snapshot: first.id }, call),
    ]);
    const lost = found.findings.find(({ type }) => type === 'records-deleted');
    expect(await services.findings.records({ finding: lost?.id ?? '', offset: 10, limit: 15 })).toMatchObject({ total: 30, records: { length: 15 } });
    expect(judged.counts.gone).toBe(30);
    expect(await services.deletions.page({ states: ['gone'], text: 'PERSON-39', offset: 0, limit: 10 })).toMatchObject({ total: 1, rows: [{ key: 'person-39', from: { id: first.id }, to: { id: second.id } }] });
    expect(drawn.lanes.map(({ kind, bins, spans }) => [kind, bins.reduce((sum, { modified = 0 }) => sum + modified, 0), spans.map(({ counts }) => counts.removed)])).toEqual([['contact', 1, [30]]]);
    expect(compared.summary).toMatchObject({ removed: 30, modified: 1 });
    expect((await services.changes.page({ comparison: compared.comparison, offset: 0, limit: 5 })).total).toBe(31);
    expect(groups.groups).toEqual([]);
  });

  it('gives a report without working out anew what was found', async () => {
    const { services } = await aWindow();
    const options = { audience: 'colleague', redact: true, zone: 'UTC' } as const;
    const { findings } = await services.findings.explain(call);
    const file = await services.report.make({ ...options, format: 'json' });
    expect((JSON.parse(file.text) as { findings: { id: string }[] }).findings.map(({ id }) => id).sort()).toEqual(findings.map(({ id }) => id).sort());
    expect((await services.report.preview(options)).page?.sections.length).toBeGreaterThan(0);
    expect(await services.report.make({ ...options, format: 'json' })).toEqual(file);
  });

  it('is there at once when the case is opened again, an encrypted one as well', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'locked.synctrace');
    const { context } = aStory({});
    const { clock, ids, log } = context.ports;
    const key = 'correct horse battery';
    const store = createCase(path, { clock, ids, log, key });
    const { id } = store.addSource({ name: 'book', kind: 'carddav' });
    const snapshots = ['Ada', 'Bo'].map((text) => takeSnapshot(store, id, { records: [{ key: 'a', text }] }));
    store.close();
    const services = createEngineServices({ ports: context.ports, secrets: 'session', dataFolder: folder, makePracticeCase: () => Promise.resolve() });
    onTestFinished(() => services.close());
    const told: number[] = [];
    const ask = async () => {
      await services.cases.open({ path, passphrase: key });
      const { summary } = await services.changes.compare({ from: snapshots[0]?.id ?? '', to: snapshots[1]?.id ?? '' }, { ...call, report: ({ done }) => told.push(done) });
      await services.cases.close();
      return summary.modified;
    };
    expect([await ask(), told.length]).toEqual([1, 1]);
    expect([await ask(), told.length]).toEqual([1, 1]);
  });

  it('ends where nobody wants it any more, and is answered when it is asked for again', async () => {
    const { services } = await aWindow();
    const leaving = new AbortController();
    const left = services.findings.explain({ ...call, signal: leaving.signal });
    leaving.abort();
    await expect(left).rejects.toThrow();
    expect((await services.findings.explain(call)).findings.length).toBeGreaterThan(0);
  });

  it('does not keep the case from being closed, or another from being opened', async () => {
    const { services } = await aWindow();
    const left = services.findings.explain(call);
    const settled = left.then(
      () => 'answered',
      () => 'ended',
    );
    await services.cases.create({ title: 'Another' });
    expect(await settled).toBe('ended');
  });

  it('fails as it would without a thread', async () => {
    const { services, first } = await aWindow();
    await expect(services.changes.compare({ from: first.id, to: 'nothing' }, call)).rejects.toMatchObject({ code: 'snapshot-unknown' });
  });
});

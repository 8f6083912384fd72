import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Finding } from '../../shared/contract/findings.ts';
import type { RawFormat, RecordState } from '../../shared/records.ts';
import { readRaw } from '../core/read-raw.ts';
import { canonicalText, meaningText } from '../core/reading.ts';
import type { CaseContext } from '../services/case-context.ts';
import { declareApp, declareEvent, type DeclaredApp, type DeclaredEvent } from '../services/declare.ts';
import { createPorts, createSessionVault, openCaseContext } from '../services/engine.ts';
import { explainChanges } from '../services/explain-changes.ts';
import type { AuditRow } from '../store/audit-types.ts';
import type { SnapshotRow, SourceKind, StagedRecord } from '../store/types.ts';
import { aCard } from './builders.ts';
import { casePath } from './build-case.ts';

/** A record of a story: a card, or a Graph contact as the service writes it. */
export interface StoryRecord {
  readonly key: string;
  /** vCard text, or a Graph resource. */
  readonly body: string | object;
  readonly collection?: string;
  readonly state?: RecordState;
}

/** A case told in a test: sources, snapshots at times, logs, and what people said. */
export interface Story {
  readonly context: CaseContext;
  snapshot(source: string, at: string, records: readonly StoryRecord[], options?: { readonly complete?: boolean }): SnapshotRow;
  audit(source: string, rows: readonly StoryRow[]): void;
  app(app: DeclaredApp): void;
  event(event: DeclaredEvent): void;
  findings(): Promise<Finding[]>;
}

export interface StoryRow {
  readonly at: string;
  readonly operation: string;
  readonly client: string;
  readonly item?: string;
  readonly subject?: string;
}

const READING = { digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') };

/** An empty case with these sources. */
export function aStory(sources: Readonly<Record<string, SourceKind>>): Story {
  const context = openCaseContext(casePath(), 'write', undefined, createPorts(createSessionVault({}), () => Promise.reject(new Error('no practice server'))));
  onTestFinished(() => context.store.close());
  for (const [name, kind] of Object.entries(sources)) context.store.addSource({ name, kind });
  let rows = 0;
  return {
    context,
    snapshot: (source, at, records, options) => takeStorySnapshot(context, source, at, records, options?.complete ?? true),
    audit(source, given) {
      const sourceId = context.store.source(source)?.id;
      const all = given.map((row): AuditRow => ({ id: `row-${(rows += 1)}`, document: JSON.stringify(row), ...row }));
      context.store.audit.add(all, { origin: 'file', ...(sourceId === undefined ? {} : { sourceId }) });
    },
    app: (app) => void declareApp(context, app),
    event: (event) => void declareEvent(context, event),
    findings: () => explainChanges(context, {}),
  };
}

function takeStorySnapshot({ store }: CaseContext, sourceName: string, at: string, records: readonly StoryRecord[], complete: boolean): SnapshotRow {
  const source = store.source(sourceName);
  if (source === null) throw new Error(`no source ${sourceName}`);
  const writer = store.beginSnapshot(source.id, { takenAt: at, incremental: false });
  const collections = new Set([...store.knownCollections(source.id).map(({ name }) => name), ...records.map(({ collection }) => collection ?? 'Contacts'), 'Contacts']);
  for (const collection of [...collections].sort()) {
    const id = `/${collection}/`;
    const here = records.filter((record) => (record.collection ?? 'Contacts') === collection);
    writer.beginCollection({ id, name: collection });
    for (const record of here) writer.put(id, staged(record));
    if (complete) for (const key of store.known(source.id, id).keys()) if (!here.some((record) => record.key === key)) writer.remove(id, key);
    writer.endCollection(id, { listing: 'full', complete, cursor: null });
  }
  const preview = writer.preview();
  return writer.commit({
    complete,
    ...(complete ? {} : { incompleteBecause: 'answer-cut-off' }),
    changes: { added: preview.added, removed: preview.removed.length, modified: preview.modified },
    continuations: [],
    notCaptured: [],
    stats: { requests: 1, bytesIn: 0, ms: 1, incremental: false },
  });
}

function staged({ key, body, state = 'live' }: StoryRecord): StagedRecord {
  const format: RawFormat = typeof body !== 'string' ? 'graph-json' : body.startsWith('BEGIN:VCALENDAR') ? 'icalendar' : 'vcard';
  const raw = Buffer.from(typeof body === 'string' ? body : JSON.stringify({ id: key, ...body }), 'utf8');
  const { warnings: _warnings, ...read } = readRaw(format, raw, READING);
  return { ...read, key, state, format, raw, canonical: canonicalText({ ...read, warnings: [] }), meaning: meaningText({ ...read, warnings: [] }) };
}

/** Invented names, as many as wanted, each once. */
export function names(count: number): readonly { readonly given: string; readonly family: string; readonly slug: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const given = GIVEN[index % GIVEN.length] ?? 'Ada';
    const family = `${FAMILY[Math.floor(index / GIVEN.length) % FAMILY.length] ?? 'Example'}${index >= GIVEN.length * FAMILY.length ? `-${FAMILY[Math.floor(index / (GIVEN.length * FAMILY.length))] ?? 'Last'}` : ''}`;
    return { given, family, slug: `${given}.${family}`.toLowerCase() };
  });
}

const GIVEN = ['Ada', 'Bruno', 'Carla', 'Dmitri', 'Edith', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Klara', 'Leon', 'Mona', 'Nils', 'Olga', 'Pavel', 'Quinn', 'Rosa', 'Sven', 'Tilda'];
const FAMILY = ['Almond', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel', 'Ivy', 'Juniper', 'Kapok', 'Larch', 'Maple', 'Nettle', 'Oak', 'Pine', 'Quince', 'Rowan', 'Spruce', 'Teak'];

/** What an app's link to a mailbox item says. */
export interface Exported {
  readonly item: string;
  readonly account: string;
  readonly at: string;
}

// 2001-01-01, from which the link counts its seconds.
const EPOCH_SECONDS = 978_307_200;

/** The line by which Outlook for iOS names the mailbox item of a card it exported. */
export function outlookLink({ item, account, at }: Exported): string {
  return `item1.URL:ms-outlook://people/${item}?accountKey=${account}&accountExportedAt=${Date.parse(at) / 1000 - EPOCH_SECONDS}`;
}

/** A UID as Apple's programs make them. */
export function appleUid(seed: string): string {
  const digits = createHash('sha256').update(seed).digest('hex').toUpperCase();
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join('-');
}

/** A mailbox item's id, long as those of Exchange. */
export function itemId(seed: string): string {
  return `AAMk${createHash('sha512').update(seed).digest('base64url')}`;
}

export interface ExportedCard {
  readonly given: string;
  readonly family: string;
  readonly slug: string;
  readonly exported: Exported;
  readonly uid: string;
  readonly modified: string;
  readonly company?: string;
  /** The full name, where it is not the person's. */
  readonly name?: string;
  readonly lines?: readonly string[];
}

/** A card as Outlook for iOS saves it into the phone and so into iCloud. */
export function anExportedCard(card: ExportedCard): string {
  const { given, family, slug, exported, uid, modified, company, name, lines = [] } = card;
  return aCard({
    uid,
    given: name === undefined ? given : '',
    family: name === undefined ? family : '',
    name: name ?? `${given} ${family}`,
    emails: [`${slug}@example.test`],
    phones: [],
    ...(company === undefined ? {} : { company }),
    lines: ['PRODID:-//Apple Inc.//iOS 17.4//EN', `REV:${modified}`, outlookLink(exported), ...lines],
  });
}

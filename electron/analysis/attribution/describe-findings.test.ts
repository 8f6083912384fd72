import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aHistory, type HistoryRecord, type HistorySource, type Reorder } from '../../testing/build-history.ts';
import { KNOWLEDGE } from '../knowledge/knowledge.ts';
import { describeFindings } from './describe-findings.ts';
import { RULES } from './rules/index.ts';
import type { AuditFact, DeclaredApp, DeclaredEvent } from './types.ts';

const APPS = ['outlook-mobile-ios', 'salesforce-for-outlook', 'davx5', 'icloud-for-windows', 'own-script'];
const CLIENTS = ['Client=OWA', 'Client=MSExchangeRPC', 'Client=OutlookService;Outlook-iOS/2.0;', 'Client=WebServices;X/1.0', 'Client=ActiveSync;UserAgent=Apple-iPhone9C1'];

interface Case {
  readonly sources: readonly HistorySource[];
  readonly inventory: readonly DeclaredApp[];
  readonly events: readonly DeclaredEvent[];
  readonly audit: readonly AuditFact[];
}

function at(day: number, minute = 0): string {
  return new Date(Date.UTC(2026, 2, 1 + day, 8, minute)).toISOString();
}

const record: fc.Arbitrary<HistoryRecord> = fc
  .record({
    name: fc.constantFrom('Ada Berg', 'Otto Lang', 'Eva Kurz', 'Max Weiss', 'Ida Roth', 'Kim Vale', 'Leo Marsh', 'Nora Field'),
    key: fc.integer({ min: 0, max: 15 }),
    company: fc.option(fc.constantFrom('Acme', 'Globex'), { nil: undefined }),
    phone: fc.constantFrom('+43 1 1', '+43 1 2', '+4311'),
    note: fc.constantFrom('', 'x'.repeat(300), 'x'.repeat(210)),
    birthday: fc.constantFrom('1980-01-01', '1980-01-02', ''),
    mark: fc.constantFrom('', '-//Apple Inc.//iOS 17.4//EN', '+//IDN bitfire.at//DAVx5/4.3 ez-vcard/0.12'),
    collection: fc.constantFrom('Contacts', 'Salesforce_Sync'),
  })
  .map(({ name, key, company, phone, note, birthday, mark, collection }) => ({
    key: `k${key}`,
    uid: `u${key}`,
    title: name,
    collection,
    values: [
      `name/full=${name}`,
      `emails=${name.toLowerCase().replace(' ', '.')}@example.test`,
      `phones=${phone}`,
      ...(company === undefined ? [] : [`organizations=${company}`]),
      ...(note === '' ? [] : [`notes=${note}`]),
      ...(birthday === '' ? [] : [`anniversaries/birth=${birthday}`]),
    ],
    traces: mark === '' ? [] : [{ namespace: 'vcard', name: 'PRODID', value: mark }],
  }));

const aSource = (name: string, kind: string): fc.Arbitrary<HistorySource> =>
  fc
    .array(fc.uniqueArray(record, { selector: ({ key }) => key, maxLength: 12 }), { minLength: 2, maxLength: 4 })
    .map((snapshots) => ({ source: { name, kind }, snapshots: snapshots.map((records, index) => ({ at: at(index), records })) }));

const aCase: fc.Arbitrary<Case> = fc.record({
  sources: fc.tuple(aSource('mailbox', 'graph'), aSource('icloud', 'carddav')),
  inventory: fc.array(fc.record({ app: fc.constantFrom(...APPS), since: fc.option(fc.constantFrom(at(-5), at(1), at(9)), { nil: undefined }), direction: fc.option(fc.constantFrom('two-way', 'one-way', 'exchange->icloud'), { nil: undefined }) }), { maxLength: 4 }),
  events: fc.array(fc.record({ at: fc.constantFrom(at(-1), at(0, 30), at(1, 5)), type: fc.constantFrom('app-installed', 'app-removed', 'bulk-edit', 'resync', 'device-added'), app: fc.option(fc.constantFrom(...APPS), { nil: undefined }) }), { maxLength: 4 }),
  audit: fc
    .array(fc.record({ minute: fc.integer({ min: 0, max: 3000 }), operation: fc.constantFrom('Update', 'Create', 'HardDelete'), client: fc.constantFrom(...CLIENTS), subject: fc.constantFrom('Ada Berg', 'Otto Lang', 'Eva Kurz') }), { maxLength: 12 })
    .map((rows) => rows.map(({ minute, ...row }, index): AuditFact => ({ ...row, id: `r${index}`, at: at(0, minute), source: 'mailbox', appIds: [] }))),
});

function findingsOf(given: Case, reorder?: Reorder) {
  const order: Reorder = reorder ?? ((items) => items);
  return describeFindings({
    history: aHistory(given.sources, order),
    knowledge: KNOWLEDGE,
    inventory: order(given.inventory),
    events: order(given.events),
    audit: order(given.audit),
    sources: order(given.sources.map(({ source }) => source)),
  });
}

function shuffling(stream: Iterable<number>): Reorder {
  const numbers = stream[Symbol.iterator]();
  return (items) =>
    items
      .map((item) => ({ item, place: Number(numbers.next().value) }))
      .sort((left, right) => left.place - right.place)
      .map(({ item }) => item);
}

describe('describeFindings', () => {
  it('is the same to the byte in whatever order everything comes', () => {
    fc.assert(
      fc.property(aCase, fc.infiniteStream(fc.nat()), (given, stream) => {
        expect(JSON.stringify(findingsOf(given, shuffling(stream)))).toBe(JSON.stringify(findingsOf(given)));
      }),
      { numRuns: 150 },
    );
  });

  it('ranks suspects by probabilities that sum to one, with a person and unknown among them, and never a cleared app high', () => {
    fc.assert(
      fc.property(aCase, (given) => {
        for (const { suspects, count, records } of findingsOf(given)) {
          expect(records).toHaveLength(count);
          expect(suspects.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
          expect(suspects.map(({ probability }) => probability)).toEqual(suspects.map(({ probability }) => probability).toSorted((left, right) => right - left));
          expect(suspects.map(({ app }) => app)).toEqual(expect.arrayContaining(['user', 'unknown']));
          for (const { verdict, probability } of suspects) if (verdict === 'cleared') expect(probability).toBeLessThan(0.05);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never says proved without a log row or a trace of that app alone', () => {
    fc.assert(
      fc.property(aCase, (given) => {
        for (const { suspects } of findingsOf(given)) {
          for (const { verdict, evidence } of suspects) if (verdict === 'proved') expect(evidence.some(({ kind }) => kind === 'audit' || kind === 'provenance')).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

it('warns of one value in many records that nothing ties to an app, and calls no emergency what may be meant', () => {
  const titled = (index: number): string => `Ada Berg-${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + Math.floor(index / 26))}`;
  const held = (company: string, name = titled): readonly HistoryRecord[] => Array.from({ length: 120 }, (_, index) => ({ key: `k${index}`, uid: `u${index}`, title: name(index), values: [`name/full=${name(index)}`, `emails=a${index}@example.test`, `organizations=${company}`] }));
  const severity = (after: readonly HistoryRecord[]) => {
    const source = { name: 'mailbox', kind: 'graph' };
    const snapshots = [held('Acme'), after].map((records, index) => ({ at: at(index), records }));
    const [finding] = describeFindings({ history: aHistory([{ source, snapshots }]), knowledge: KNOWLEDGE, inventory: [], events: [], audit: [], sources: [source] });
    return [finding?.suspects[0]?.app, finding?.severity];
  };
  expect([severity(held('Globex')), severity(held('Acme', () => 'Acme'))]).toEqual([['unknown', 'warning'], ['unknown', 'critical']]);
});

it('lists the rules of the folder', () => {
  const files = readdirSync(join(import.meta.dirname, 'rules')).filter((name) => name !== 'index.ts' && !name.endsWith('.test.ts'));
  expect(RULES.map(({ kind }) => `${kind}.ts`).sort()).toEqual(files.sort());
});

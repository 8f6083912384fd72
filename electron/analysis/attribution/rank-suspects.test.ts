import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/contract/findings.ts';
import { aHistory, type HistoryRecord, type HistorySource } from '../../testing/build-history.ts';
import { KNOWLEDGE } from '../knowledge/knowledge.ts';
import { appIdsOf } from './app-ids.ts';
import { describeFindings } from './describe-findings.ts';
import { valueOf } from './weigh-suspects.ts';
import type { AuditFact, World } from './types.ts';

const BEFORE = '2026-03-02T08:00:00Z';
const PHONE_AGENT = 'DAVx5/4.3 (dav4jvm)';

function person(index: number, more: Partial<HistoryRecord> & { readonly lines?: readonly string[] } = {}): HistoryRecord {
  const { lines = [], ...rest } = more;
  const title = `Ada Berg-${String.fromCharCode(65 + index)}`;
  return { key: `k${index}`, uid: `u${index}`, title, values: [`name/full=${title}`, `emails=ada${index}@example.test`, ...lines], ...rest };
}

function book(make: (index: number) => HistoryRecord | readonly HistoryRecord[], count = 20): readonly HistoryRecord[] {
  return Array.from({ length: count }, (_, index) => make(index)).flat();
}

function aSource(name: string, kind: string, ...lists: readonly (readonly HistoryRecord[])[]): HistorySource {
  const first = Date.parse(BEFORE);
  return { source: { name, kind }, snapshots: lists.map((records, index) => ({ at: new Date(first + index * 86_400_000).toISOString(), records })) };
}

function explained(sources: readonly HistorySource[], more: Partial<Pick<World, 'inventory' | 'events' | 'audit'>> = {}): readonly Finding[] {
  return describeFindings({ history: aHistory(sources), knowledge: KNOWLEDGE, inventory: [], events: [], audit: [], ...more, sources: sources.map(({ source }) => source) });
}

function rows(operation: string, client: string, about: (index: number) => Partial<AuditFact>, count = 20, source = 'book'): readonly AuditFact[] {
  return Array.from({ length: count }, (_, index): AuditFact => ({ id: `r${operation}${client}${index}`, at: '2026-03-02T12:00:00Z', operation, client, source, appIds: [], ...about(index) }));
}

function provedOf(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ type, suspects }) => suspects.flatMap(({ app, verdict }) => (verdict === 'proved' ? [`${type}: ${app}`] : [])));
}

const link = (index: number, at: string): string => `ms-outlook://people/${'AAMk'.padEnd(44, String(index % 10))}${index}?accountKey=${'a'.repeat(32)}&accountExportedAt=${Date.parse(at) / 1000 - 978_307_200}`;
const exported = (index: number, at: string): Pick<HistoryRecord, 'traces'> => ({ traces: [{ namespace: 'vcard', name: 'URL', value: link(index, at) }] });
const copies = (at: string, copyOf: (index: number) => number = (index) => index): readonly HistorySource[] => [
  aSource('icloud', 'carddav', book((index) => person(index, exported(index, '2026-01-01T08:00:00Z'))), book((index) => [person(index, exported(index, '2026-01-01T08:00:00Z')), person(index, { key: `c${index}`, uid: `c${index}`, ...exported(copyOf(index), at) })])),
];

describe('a verdict of proved', () => {
  it('is given for copies that bear the link of an export in that time', () => {
    expect(provedOf(explained(copies('2026-03-02T12:00:00Z'), { inventory: [{ app: 'outlook-mobile-ios' }] }))).toEqual(['duplicates-introduced: outlook-mobile-ios']);
  });

  it('is not given for cards of an older export that somebody imported', () => {
    expect(provedOf(explained(copies('2025-06-01T12:00:00Z'), { inventory: [{ app: 'outlook-mobile-ios' }] }))).toEqual([]);
  });

  it('is not given where each copy is of another mailbox item, so that the mailbox was doubled before', () => {
    const [finding] = explained(copies('2026-03-02T12:00:00Z', (index) => index + 100), { inventory: [{ app: 'outlook-mobile-ios' }] });
    expect([finding?.suspects[0]?.app, finding?.suspects[0]?.verdict]).toEqual(['unknown', 'cannot-tell']);
  });

  it('is not given for what a person changed in the mailbox and the app carried on', () => {
    const values = (company: string, at: string) => (index: number) => person(index, { lines: [`organizations=${company}`], ...exported(index, at) });
    const sources = [aSource('icloud', 'carddav', book(values('Acme', '2026-01-01T08:00:00Z')), book(values('Globex', '2026-03-02T12:00:00Z')))];
    expect(provedOf(explained(sources, { inventory: [{ app: 'outlook-mobile-ios' }] }))).toEqual([]);
  });

  it('is not given for marks that a record bore in an earlier snapshot', () => {
    const marked = [{ namespace: 'vcard', name: 'X-CALDAVSYNCHRONIZER-ID', value: '1' }];
    const phones = (phone: string, traces: HistoryRecord['traces'] = []) => (index: number) => person(index, { lines: [`phones=${phone}${10 + index}`], traces });
    const sources = [aSource('nextcloud', 'carddav', book(phones('+43 1 ', marked)), book(phones('+431')), book(phones('+43 1 ', marked)))];
    expect(provedOf(explained(sources, { inventory: [{ app: 'caldav-synchronizer' }] }))).toEqual([]);
  });

  it('is not given to what carried a person’s deletions from their phone', () => {
    const sources = [aSource('book', 'carddav', book((index) => person(index), 40), book((index) => person(index + 20)))];
    expect(provedOf(explained(sources, { inventory: [{ app: 'davx5' }], audit: rows('DELETE', PHONE_AGENT, (index) => ({ item: `/book/k${index}` })) }))).toEqual([]);
  });

  it('is not given beside a client that nobody knows', () => {
    const birthdays = (day: string) => (index: number) => person(index, { lines: [`anniversaries/birth=1980-05-${day}`] });
    const sources = [aSource('mailbox', 'graph', book(birthdays('02')), book(birthdays('01')))];
    const about = (index: number) => ({ item: `k${index}`, source: 'mailbox' });
    const phone = rows('Update', 'Client=ActiveSync;UserAgent=SAMSUNG-SM-G991B/1', about);
    const known = explained(sources, { inventory: [{ app: 'eas-phone' }], audit: phone });
    const beside = explained(sources, { inventory: [{ app: 'eas-phone' }], audit: [...phone, ...rows('Update', 'SomebodysTool/2.0', about)] });
    expect([known[0]?.suspects[0]?.app, beside.flatMap((finding) => provedOf([finding]))]).toEqual(['eas-phone', []]);
    expect(beside[0]?.suspects.find(({ app }) => app === 'unknown')?.evidence.map(({ kind }) => kind)).toEqual(['audit']);
  });
});

describe('log rows', () => {
  const meetings = (count: number, title = 'Weekly'): readonly HistoryRecord[] => Array.from({ length: count }, (_, index) => ({ key: `m${index}`, uid: `m${index}`, title, kind: 'contact', values: [`name/full=${title}`, `notes=${'n'.repeat(20)}${index}`, `emails=m${index}@example.test`] }));
  const android = 'Client=OutlookService;Outlook-Android';

  it('count for one record each, however many bear the name', () => {
    const sources = [aSource('mailbox', 'graph', meetings(20), [])];
    const [finding] = explained(sources, { audit: rows('HardDelete', android, () => ({ subject: 'Weekly' }), 1, 'mailbox') });
    expect(finding?.count).toBe(20);
    expect(finding?.suspects.find(({ app }) => app === 'outlook-mobile-android')?.evidence).toEqual([expect.objectContaining({ text: '1 log row on 1 of 20 records, by a client that may stand for 2 of the suspects: HardDelete by “Client=OutlookService;Outlook-Android”, at 2026-03-02T12:00:00Z' })]);
  });

  it('that name another record by its id say nothing of a namesake', () => {
    const twin = (index: number) => [person(index), person(index, { key: `other${index}`, uid: `other${index}`, collection: 'CRM', lines: ['notes=kept in the other folder'] })];
    const sources = [aSource('mailbox', 'graph', book(twin), book((index) => twin(index).slice(1)))];
    const audit = rows('HardDelete', android, (index) => ({ item: `other${index}`, subject: person(index).title }), 20, 'mailbox');
    expect(explained(sources, { audit })[0]?.suspects.find(({ app }) => app === 'outlook-mobile-android')).toBeUndefined();
  });

  it('speak for the app whose id they give, and not for the Graph that it uses', () => {
    const sources = [aSource('mailbox', 'graph', book((index) => person(index)), [])];
    const document = '{"AppId":"00000003-0000-0000-c000-000000000000","ClientAppId":"4787c7ff-7cea-43db-8d0d-919f15c6354b"}';
    const [finding] = explained(sources, { audit: rows('HardDelete', 'Client=REST;', (index) => ({ item: `k${index}`, appIds: appIdsOf('', document) }), 20, 'mailbox') });
    expect(finding?.suspects.flatMap(({ app, evidence }) => (evidence.some(({ kind }) => kind === 'audit') ? [app] : []))).toEqual(['viva-sales']);
  });

  it('stand against what people declared: neither is believed alone', () => {
    const sources = [aSource('mailbox', 'graph', book((index) => person(index)), [])];
    const audit = rows('HardDelete', android, (index) => ({ item: `k${index}` }), 20, 'mailbox');
    const [finding] = explained(sources, { audit, events: [{ at: '2026-03-01T08:00:00Z', type: 'app-removed', app: 'outlook-mobile-android' }] });
    expect(finding?.suspects.find(({ app }) => app === 'outlook-mobile-android')?.verdict).not.toBe('cleared');
  });
});

describe('who wrote many at once', () => {
  const company = (name: string, more: Partial<HistoryRecord> = {}) => (index: number) => person(index, { lines: [`organizations=${name}`], ...more });
  const inMailbox = (before: readonly HistoryRecord[], after: readonly HistoryRecord[], operation: string, client: string, secondsApart: number, appIds: readonly string[] = []) => {
    const at = (index: number): string => new Date(Date.parse('2026-03-02T12:00:00Z') + index * secondsApart * 1000).toISOString();
    const written = after.map((record, index) => ({ ...record, modified: at(index) }));
    const audit = rows(operation, client, (index) => ({ item: `k${index}`, at: at(index), appIds }), before.length, 'mailbox');
    return explained([aSource('mailbox', 'graph', before, written)], { audit })[0]?.suspects ?? [];
  };
  const all = book((index) => person(index), 14);

  it('is told by the client’s own string where several apps share an application id', () => {
    const suspects = inMailbox(all, [], 'HardDelete', 'Client=OutlookService;Outlook-iOS/2.0;', 1, ['27922004-5251-4030-b22d-91ecd9a37ea4']);
    expect(suspects.map(({ app }) => app)).not.toContain('outlook-mobile-android');
    expect(suspects.find(({ app }) => app === 'outlook-mobile-ios')?.evidence.some(({ kind }) => kind === 'audit')).toBe(true);
  });

  it('is the phone for one value in a burst, while a person opens each', () => {
    const first = (secondsApart: number) => inMailbox(book(company('Acme'), 14), book(company('Globex'), 14), 'Update', 'Client=ActiveSync;UserAgent=Android-14;Version=161;', secondsApart)[0]?.app;
    expect([first(1), first(60)]).toEqual(['eas-phone', 'user']);
  });

  it('is a person who deletes one after the other in Outlook on the web', () => {
    expect(inMailbox(all, [], 'MoveToDeletedItems', 'Client=OWA;Action=ViaProxy', 40)[0]?.app).toBe('user');
  });

  it('is the app whose folder it is, though a log names only its protocol and nobody named it', () => {
    const inFolder = (collection: string) => inMailbox(book(company('Acme', { collection })), book((index) => person(index, { collection })), 'Update', 'Client=WebServices;ExchangeServicesClient/15.00.0913.015;', 1)[0]?.app;
    expect([inFolder('Salesforce_Sync'), inFolder('Contacts')]).toEqual(['lightning-sync', 'ews-app']);
  });
});

describe('traces', () => {
  it('of an export that wrote the company over the names outweigh what a person may have done', () => {
    const card = (name: string | undefined, at: string) => (index: number) => {
      const title = name ?? person(index).title;
      return { key: `k${index}`, uid: `u${index}`, title, values: [`name/full=${title}`, `organizations=${name ?? 'Acme'}`, `emails=ada${index}@example.test`], ...exported(index, at) };
    };
    const [finding] = explained([aSource('icloud', 'carddav', book(card(undefined, '2026-01-01T08:00:00Z'), 8), book(card('Globex', '2026-03-02T12:00:00Z'), 8))], { inventory: [{ app: 'outlook-mobile-ios' }] });
    expect([finding?.suspects[0]?.app, finding?.suspects.find(({ app }) => app === 'user')?.evidence]).toEqual(['outlook-mobile-ios', []]);
  });

  const marked = (source: string, name: string, value: string) => {
    const traces = [{ namespace: 'vcard', name, value }];
    const [finding] = explained([aSource(source, 'carddav', book((index) => person(index)), book((index) => [person(index), person(index, { key: `c${index}`, uid: `c${index}`, traces })]))]);
    return finding?.suspects.flatMap(({ app, evidence }) => (evidence.some(({ kind }) => kind === 'provenance') ? [app] : []));
  };

  it('that any card may bear accuse no single app', () => {
    expect(marked('icloud', 'X-ABLabel', '_$!<HomePage>!$_')?.filter((app) => app !== 'user')).toHaveLength(3);
    expect(['X-SKYPE', 'X-AIM', 'X-ID', 'X-ETAG'].map((name) => marked('icloud', name, 'ada'))).toEqual([[], [], [], []]);
  });

  it('of an app that cannot write to the store hardly count', () => {
    const traces = [{ namespace: 'vcard', name: 'X-ABLabel', value: 'GRAND_CENTRAL' }];
    const [finding] = explained([aSource('icloud', 'carddav', book((index) => person(index)), book((index) => [person(index), person(index, { key: `c${index}`, uid: `c${index}`, traces })]))]);
    expect(finding?.suspects.find(({ app }) => app === 'google-contacts')?.evidence).toEqual([expect.objectContaining({ weight: Math.round(0.3 * valueOf('provenance for an app') * 100) / 100 })]);
  });

  it('that are missing, though an app leaves them on all it writes, speak against it', () => {
    const copied = (more: Partial<HistoryRecord> = {}) => [aSource('icloud', 'carddav', book((index) => person(index)), book((index) => [person(index), person(index, { key: `c${index}`, uid: `c${index}`, ...more })]))];
    const [bare] = explained(copied(), { inventory: [{ app: 'outlook-mobile-ios' }] });
    expect([bare?.suspects[0]?.app, bare?.suspects.find(({ app }) => app === 'outlook-mobile-ios')?.evidence.at(-1)?.weight]).toEqual(['unknown', Math.round(-2.5 * valueOf('provenance against an app') * 100) / 100]);
    const other = { traces: [{ namespace: 'vcard', name: 'PRODID', value: '-//Nextcloud Contacts v5.5.3' }] };
    const inBook = (more?: Partial<HistoryRecord>) => explained(copied(more).map(({ snapshots }) => ({ source: { name: 'book', kind: 'carddav' }, snapshots })), { inventory: [{ app: 'davx5' }] })[0]?.suspects.find(({ app }) => app === 'davx5')?.evidence.map(({ kind }) => kind);
    expect([inBook(), inBook(other)].map((kinds) => kinds?.includes('provenance'))).toEqual([false, true]);
  });
});

it('holds a person for a few dozen edits of different kinds, and an app that was just set up for hundreds', () => {
  const titled = (index: number) => `Ada Berg-${[0, 1, 2].map((place) => String.fromCharCode(97 + (Math.floor(index / 26 ** place) % 26))).join('')}`;
  const phones = (count: number, area: string) => book((index) => ({ key: `k${index}`, title: titled(index), values: [`name/full=${titled(index)}`, `phones=+43 ${area} ${1000 + index * 7}`] }), count);
  const first = (count: number) =>
    explained([aSource('mailbox', 'graph', phones(count, '1'), phones(count, '2'))], { inventory: [{ app: 'linkpoint-connect' }], events: [{ at: '2026-03-02T09:00:00Z', type: 'app-installed', app: 'linkpoint-connect' }] })[0]?.suspects[0]?.app;
  expect([first(30), first(300)]).toEqual(['user', 'linkpoint-connect']);
});

it('holds for what was carried on whoever changed the other store before, and tells the carrier as one', () => {
  const at = (hour: number, index: number): string => `2026-03-02T${hour}:${String(10 + index)}:00Z`;
  const card = (company: string, exportedAt: string, modified: string) => (index: number) => person(index, { modified, lines: [`organizations=${company}`], ...exported(index, exportedAt) });
  const contact = (company: string, modified: string) => (index: number) => person(index, { modified, lines: [`organizations=${company}`] });
  const sources = [
    aSource('mailbox', 'graph', book(contact('Acme', '2026-01-01T08:00:00Z')), book((index) => contact('Globex', at(10, index))(index))),
    aSource('icloud', 'carddav', book(card('Acme', '2026-01-01T08:00:00Z', '2026-01-01T08:00:00Z')), book((index) => card('Globex', at(11, index), at(11, index))(index))),
  ];
  const findings = explained(sources, { inventory: [{ app: 'outlook-mobile-ios', direction: 'one-way' }], audit: rows('Update', 'Client=OWA;Action=ViaProxy', (index) => ({ item: `k${index}`, source: 'mailbox', at: at(10, index) })) });
  expect(findings.map(({ source, suspects }) => [source, suspects[0]?.app])).toEqual([['icloud', 'user'], ['mailbox', 'user']]);
  expect(findings[0]?.suspects.find(({ app }) => app === 'outlook-mobile-ios')?.role).toBe('carrier');
  const [alone] = explained(sources.slice(1), { inventory: [{ app: 'outlook-mobile-ios', direction: 'one-way' }] });
  expect(alone?.suspects.find(({ verdict }) => verdict === 'proved')).toBeUndefined();
});

it('clears an app that was removed only where it was removed from every device', () => {
  const removed = (app: string, count: number) => Array.from({ length: count }, (_, index) => ({ at: `2026-03-01T0${index}:00:00Z`, type: 'app-removed', app }));
  const verdict = (count: number) =>
    explained(copies('2026-03-02T12:00:00Z'), { inventory: [{ app: 'outlook-mobile-ios', device: 'iPhone' }, { app: 'outlook-mobile-ios', device: 'iPad' }], events: removed('outlook-mobile-ios', count) })[0]?.suspects.find(({ app }) => app === 'outlook-mobile-ios')?.verdict;
  expect([verdict(1), verdict(2)]).toEqual(['proved', 'cleared']);
});

it('says of advice of its own that its source tells only of the defect', () => {
  const [finding] = explained([aSource('mailbox', 'graph', book((index) => person(index)), [])], { inventory: [{ app: 'icloud-for-windows' }], events: [{ at: '2026-03-02T09:00:00Z', type: 'app-installed', app: 'icloud-for-windows' }] });
  expect(finding?.suspects[0]?.remedy[0]).toMatch(/^Switch contacts off in iCloud for Windows.* \(our advice; on the defect: https:/);
});

describe('what an app is known for', () => {
  const firstOf = (source: string, kind: string, app: string, before: readonly HistoryRecord[], after: readonly HistoryRecord[]) => explained([aSource(source, kind, before, after)], { inventory: [{ app }] })[0]?.suspects[0]?.app;
  const all = book((index) => person(index));
  const copied = book((index) => [person(index), person(index, { key: `c${index}`, uid: `c${index}` })]);

  it('accuses it in the store where it strikes, and not in another that it writes to', () => {
    expect([firstOf('mailbox', 'graph', 'icloud-for-windows', all, []), firstOf('icloud', 'carddav', 'icloud-for-windows', all, [])]).toEqual(['icloud-for-windows', 'unknown']);
    expect(firstOf('mailbox', 'graph', 'outlook-mobile-ios', all, copied)).toBe('unknown');
  });

  it('accuses what keeps to its folder only there', () => {
    const contacts = (collection: string, company: readonly string[]) => book((index) => person(index, { collection, lines: company }));
    const emptied = (collection: string) => firstOf('mailbox', 'graph', 'lightning-sync', contacts(collection, ['organizations=Acme']), contacts(collection, []));
    expect([emptied('Salesforce_Sync'), emptied('Contacts')]).toEqual(['lightning-sync', 'unknown']);
    const deleted = (collection: string) => firstOf('mailbox', 'graph', 'linkedin', contacts(collection, []), []);
    expect([deleted('LinkedIn'), deleted('Contacts')]).toEqual(['linkedin', 'unknown']);
  });

  it('accuses it where a log names it by its client, though nobody declared it', () => {
    const birthdays = (day: string) => book((index) => person(index, { lines: [`anniversaries/birth=1980-05-${day}`] }));
    const audit = rows('Update', 'Client=ActiveSync;UserAgent=SAMSUNG-SM-G991B/1', (index) => ({ item: `k${index}`, source: 'mailbox' }));
    const [finding] = explained([aSource('mailbox', 'graph', birthdays('02'), birthdays('01'))], { audit });
    expect(finding?.suspects.find(({ app }) => app === 'eas-phone')?.evidence.map(({ kind }) => kind).sort()).toEqual(['audit', 'fingerprint']);
  });

  it('leaves room for somebody else where nothing but that speaks for it', () => {
    const birthdays = (day: string) => book((index) => person(index, { lines: [`anniversaries/birth=1980-05-${day}`] }));
    const bare: readonly (readonly [string, string, readonly HistoryRecord[], readonly HistoryRecord[]])[] = [
      ['tutanota', 'carddav', birthdays('02'), birthdays('01')],
      ['einstein-activity-capture', 'graph', all, copied],
      ['icloud-for-windows', 'graph', all, []],
    ];
    for (const [app, kind, before, after] of bare) expect(explained([aSource('book', kind, before, after)], { inventory: [{ app }] })[0]?.suspects.find((one) => one.app === app)?.probability, app).toBeLessThanOrEqual(0.9);
  });
});

describe('an app of the user’s own', () => {
  it('is cleared of nothing by what nobody knows, only by what was declared', () => {
    const sources = [aSource('book', 'carddav', book((index) => person(index)), book((index) => (index < 10 ? [] : person(index))))];
    const [finding] = explained(sources, { inventory: [{ app: 'our-own-script' }] });
    const own = finding?.suspects.find(({ app }) => app === 'our-own-script');
    expect([own?.verdict === 'cleared', (own?.probability ?? 0) > 0]).toEqual([false, true]);
    const [elsewhere] = explained(sources, { inventory: [{ app: 'our-own-script', direction: 'icloud->exchange' }] });
    expect(elsewhere?.suspects.find(({ app }) => app === 'our-own-script')?.verdict).toBe('cleared');
  });
});

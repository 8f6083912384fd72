import { describe, expect, it } from 'vitest';
import { aHistory, type HistoryRecord } from '../../testing/build-history.ts';
import { findIncidents } from './find-incidents.ts';
import type { Incident } from './types.ts';

type Change = (record: HistoryRecord, index: number) => HistoryRecord | undefined;

function book(count: number, more: (index: number) => readonly string[] = () => []): readonly HistoryRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `k${String(index).padStart(3, '0')}`,
    uid: `u${index}`,
    title: `Given${index} Family${index}`,
    values: [`name/full=Given${index} Family${index}`, `emails=p${index}@example.test`, `phones=+43 1 55${String(index).padStart(4, '0')}`, ...more(index)],
  }));
}

function day(number: number, hours = 8): string {
  return new Date(Date.UTC(2026, 2, 1 + number, hours)).toISOString();
}

/** What is found where a book goes through changes, one a day. */
function found(start: readonly HistoryRecord[], changes: readonly Change[], kind = 'carddav'): readonly Incident[] {
  const snapshots = [start];
  for (const change of changes) snapshots.push((snapshots.at(-1) ?? []).flatMap((record, index) => change(record, index) ?? []));
  return findIncidents(aHistory([{ source: { name: 'book', kind }, snapshots: snapshots.map((records, index) => ({ at: day(index), records })) }])).incidents;
}

function without(record: HistoryRecord, ...fields: readonly string[]): HistoryRecord {
  return { ...record, values: record.values.filter((value) => !fields.some((field) => value.startsWith(`${field}=`))) };
}

function told({ type, pattern, records, properties }: Incident): string {
  return `${type} ${pattern} ${records.length} ${properties.join(',')}`;
}

describe('one act is one incident', () => {
  it('where two fields went wherever a record had them', () => {
    const start = book(60, (index) => [...(index % 2 === 0 ? ['nicknames=Nick'] : []), ...(index % 3 === 0 ? ['keywords=Friends'] : [])]);
    expect(found(start, [(record) => without(record, 'nicknames', 'keywords')]).map(told)).toEqual(['fields-lost emptied 40 keywords,nicknames']);
  });

  it('but not where records kept one of the fields', () => {
    const start = book(60, () => ['nicknames=Nick', 'keywords=Friends']);
    const incidents = found(start, [(record, index) => (index < 20 ? without(record, 'nicknames') : index < 35 ? without(record, 'keywords') : record)]);
    expect(incidents.map(told)).toEqual(['fields-lost emptied 20 nicknames', 'fields-lost emptied 15 keywords']);
  });

  it('where the same records lost one field and had another changed', () => {
    const start = book(30, () => ['notes=Met at the fair', 'titles=Engineer']);
    const incidents = found(start, [(record, index) => (index < 25 ? { ...without(record, 'notes', 'titles'), values: [...without(record, 'notes', 'titles').values, `titles=Role ${index}`] } : record)]);
    expect(incidents.map(told)).toEqual(['fields-lost emptied 25 notes,titles']);
  });

  it('where some held nothing before in the field that was written', () => {
    const start = book(30, (index) => (index % 2 === 0 ? [`titles=Clerk ${index}`] : []));
    const incidents = found(start, [(record, index) => (index < 20 ? { ...record, values: [...without(record, 'titles').values, `titles=Chief of ${index}`] } : record)]);
    expect(incidents.map(told)).toEqual(['fields-overwritten changed 20 titles']);
  });

  it('where a text was put behind what some had, and alone where others had nothing', () => {
    const start = book(30, (index) => (index % 2 === 0 ? [`notes=Number ${index}`] : []));
    const incidents = found(start, [(record, index) => (index < 20 ? { ...without(record, 'notes'), values: [...without(record, 'notes').values, `notes=${index % 2 === 0 ? `Number ${index} ` : ''}Read only here`] } : record)]);
    expect(incidents.map(told)).toEqual(['fields-overwritten same-value 20 notes']);
  });

  it('where birthdays moved and those that had another field lost it', () => {
    const start = book(30, (index) => ['anniversaries/birth=1980-05-10', ...(index % 4 === 0 ? ['phonetics=Gi-ven'] : [])]);
    const incidents = found(start, [(record) => ({ ...record, values: [...without(record, 'anniversaries/birth', 'phonetics').values, 'anniversaries/birth=1980-05-09'] })]);
    expect(incidents.map(told)).toEqual(['times-shifted birthday -1440 30 anniversaries,phonetics']);
  });

  it('where values went back, to nothing where there was nothing', () => {
    const edit: Change = (record, index) => (index < 12 ? { ...without(record, 'titles'), values: [...without(record, 'titles').values, `titles=New ${index}`] } : record);
    const start = book(20, (index) => (index % 2 === 0 ? [`titles=Old ${index}`] : []));
    const back: Change = (record) => start.find(({ key }) => key === record.key);
    expect(found(start, [edit, (record) => record, back]).map(told)).toEqual(['fields-overwritten changed 12 titles', 'fields-overwritten older-value 12 titles']);
  });

  it('where a person edited some of its records hours later, which moved their stamps', () => {
    const stamped = (record: HistoryRecord, hours: number): HistoryRecord => ({ ...record, modified: day(0, hours) });
    const start = book(30, (index) => [`organizations=Company ${index}`]);
    const incidents = found(start, [(record, index) => (index < 4 ? stamped({ ...without(record, 'organizations'), values: [...without(record, 'organizations').values, `titles=Role ${index}`] }, 20) : stamped(without(record, 'organizations'), 12))]);
    expect(incidents.map(told)).toEqual(['fields-lost emptied 30 organizations', 'fields-overwritten changed 4 titles']);
  });

  it('two where hours lie between', () => {
    const incidents = found(book(30, () => ['notes=Met']), [(record, index) => ({ ...without(record, 'notes'), modified: day(0, index < 12 ? 12 : 20) })]);
    expect(incidents.map(told)).toEqual(['fields-lost emptied 18 notes', 'fields-lost emptied 12 notes']);
  });

  it('where it goes on over several snapshots', () => {
    const incidents = found(book(40), [(record, index) => (index < 10 ? undefined : record), (record, index) => (index < 10 ? undefined : record)]);
    expect(incidents.map(told)).toEqual(['records-deleted gone 20 ']);
    expect(incidents[0]?.window).toEqual({ from: day(0), to: day(2) });
  });
});

describe('what each detector sees', () => {
  it('one offset in winter and another in summer as one act', () => {
    const at = (hour: number, minute = 0): string => `T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`;
    const start = book(24).map((record, index): HistoryRecord => ({ ...record, kind: 'event', values: [`title=Meeting ${index}`, `start=2026-${index % 2 === 0 ? '01' : '07'}-10${at(9)}`] }));
    const incidents = found(start, [(record, index) => ({ ...record, values: [`title=Meeting ${index}`, `start=2026-${index % 2 === 0 ? '01' : '07'}-10${at(index % 2 === 0 ? 10 : 11)}`] })]);
    expect(incidents.map(told)).toEqual(['times-shifted offset 60 120 24 start']);
  });

  it('phone numbers written with and without the code of the country, and not other numbers', () => {
    const start = book(20, (index) => [`phones/cell=+43 660 55500${10 + index}`]);
    const written = (change: (index: number) => string) => found(start, [(record, index) => ({ ...record, values: [...without(record, 'phones/cell').values, `phones/cell=${change(index)}`] })]).map(told);
    expect(written((index) => `066055500${10 + index}`)).toEqual(['fields-overwritten reformatted 20 phones']);
    expect(written((index) => `+43 660 55501${10 + index}`)).toEqual(['fields-overwritten changed 20 phones']);
  });

  it('members that groups lost', () => {
    const start = book(8, (index) => (index < 6 ? Array.from({ length: 5 }, (_, member) => `members=urn:uuid:${index}-${member}`) : []));
    expect(found(start, [(record) => ({ ...record, values: record.values.filter((value) => !/^members=.*-[34]$/.test(value)) })]).map(told)).toEqual(['fields-lost emptied 6 members']);
  });

  it('records that went in one snapshot and came again in a later one, with what they lost on the way', () => {
    const start = book(20, () => ['nicknames=Nick']);
    const [gone, back] = [start.slice(0, 2), start.map((record): HistoryRecord => ({ ...without(record, 'nicknames'), key: `n${record.key}`, uid: `n${record.uid ?? ''}` }))];
    const { incidents } = findIncidents(aHistory([{ source: { name: 'book', kind: 'carddav' }, snapshots: [start, gone, [...back]].map((records, index) => ({ at: day(index), records })) }]));
    expect(incidents.map(told)).toEqual(['fields-lost emptied 20 nicknames', 'records-recreated made-anew 20 ']);
  });

  it('a row of a table that changed as changed, though its key is a hash of it', () => {
    const hash = (index: number, version: number): string => `${version}${String(index)}`.padStart(32, 'a');
    const start = book(12).map(({ uid: _uid, ...record }, index): HistoryRecord => ({ ...record, key: hash(index, 1) }));
    const after = start.map((record, index): HistoryRecord => ({ ...record, key: hash(index, 2), values: [...record.values, `titles=Clerk ${index}`] }));
    const { incidents } = findIncidents(aHistory([{ source: { name: 'table', kind: 'file' }, snapshots: [start, after].map((records, index) => ({ at: day(index), records })) }]));
    expect(incidents.map(told)).toEqual(['fields-overwritten changed 12 titles']);
  });
});

describe('nothing is found', () => {
  it('where nothing changed', () => {
    expect(found(book(50), [(record) => record, (record) => record])).toEqual([]);
  });

  it('in folders that a mailbox fills by itself, nor are copies of what is there copies', () => {
    const start = book(20);
    const cache = start.map((record): HistoryRecord => ({ ...record, key: `c${record.key}`, uid: `c${record.uid ?? ''}`, collection: 'Recipient Cache' }));
    const snapshots = [{ at: day(0), records: start }, { at: day(1), records: [...start, ...cache] }];
    const incidentsIn = (kind: string) => findIncidents(aHistory([{ source: { name: 'book', kind }, snapshots }])).incidents;
    expect(incidentsIn('graph')).toEqual([]);
    expect(incidentsIn('carddav').map(told)).toEqual(['duplicates-introduced all-at-once 20 ']);
  });
});

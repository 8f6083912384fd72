import { describe, expect, it } from 'vitest';
import type { CaseSource } from '../findings/types.ts';
import { indexRecords } from './join-audit.ts';
import { rowOwners } from './row-owners.ts';

const ada = { source: 'mailbox', key: 'item-1', title: 'Ada Example', collection: 'Contacts' };
const other = { source: 'mailbox', key: 'item-2', title: 'Example, Ada', collection: 'Team/Archive' };
const index = indexRecords([ada, other], ['Contacts', 'Team/Archive', 'Calendar']);

describe('a row', () => {
  it('names a record by its id, else by its name in any order of words', () => {
    expect([index.byId({ item: 'item-2' }), index.byId({ item: 'item-9', subject: 'Ada Example' }), index.byName({ subject: 'EXAMPLE, ADA' })]).toEqual([[other], [], [ada, other]]);
    expect(index.byName({})).toEqual([]);
  });

  it('means no record of another folder, but may mean one of a folder that nobody knows', () => {
    expect([index.byName({ subject: 'Ada Example', folder: '\\Contacts' }), index.byName({ subject: 'Ada Example', folder: '\\Team\\Archive' })]).toEqual([[ada], [other]]);
    expect([index.byName({ subject: 'Ada Example', folder: '\\Calendar' }), index.byName({ subject: 'Ada Example', folder: '\\Deleted Items' })]).toEqual([[], [ada, other]]);
  });
});

describe('whose account a row is about', () => {
  const mailbox: CaseSource = { name: 'mailbox', kind: 'graph' };
  const icloud: CaseSource = { name: 'phone', kind: 'carddav', label: 'iCloud' };
  const server: CaseSource = { name: 'book', kind: 'carddav' };
  const asked = (sources: readonly CaseSource[], row: { item?: string; mailbox?: string; source?: string }, mailboxes: readonly string[] = row.mailbox === undefined ? [] : [row.mailbox]) =>
    sources.map((source) => rowOwners(sources, new Set(mailboxes))(row, source));

  it('is what the case says, else the only mailbox', () => {
    expect(asked([mailbox, server], { source: 'book' })).toEqual(['no', 'yes']);
    expect(asked([mailbox, server], { mailbox: 'robin@example.test' })).toEqual(['yes', 'by-id']);
    expect(asked([mailbox, server], {})).toEqual(['yes', 'by-id']);
  });

  it('is the mailbox of that user, and none by name where others may be meant', () => {
    const sam: CaseSource = { name: 'sam', kind: 'ews', user: 'Sam@example.test' };
    expect(asked([mailbox, sam], { mailbox: 'sam@example.test' })).toEqual(['no', 'yes']);
    expect(asked([mailbox, sam], { mailbox: 'robin@example.test' })).toEqual(['by-id', 'by-id']);
    expect(asked([sam], { mailbox: 'robin@example.test' })).toEqual(['by-id']);
    expect(asked([mailbox], { mailbox: 'robin@example.test' }, ['robin@example.test', 'sam@example.test'])).toEqual(['by-id']);
  });

  it('is of an access log an account on a server of one’s own, never a mailbox, and iCloud only where there is no other', () => {
    expect(asked([mailbox, icloud], { item: '/dav/a.vcf' })).toEqual(['no', 'by-id']);
    expect(asked([mailbox, icloud, server], { item: '/dav/a.vcf' })).toEqual(['no', 'no', 'by-id']);
  });
});

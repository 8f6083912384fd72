import { describe, expect, it } from 'vitest';
import { spokenChange } from './spoken-change.ts';

describe('the sentence of a row', () => {
  it('says what was and what is now', () => {
    expect(
      spokenChange({ position: 0, change: 'modified', kind: 'contact', key: 'a', title: 'Anna Muster', fields: [{ field: 'phones/mobile', label: 'Phone, mobile', before: '+49 170 1', after: '+49 170 2' }] }, false),
    ).toBe('Changed: Contact Anna Muster. Phone, mobile: was +49 170 1, now +49 170 2');
  });

  it('says where a removed record lies, and that the row is ticked', () => {
    expect(spokenChange({ position: 0, change: 'removed', kind: 'event', key: 'a', title: 'Jour fixe', deletedTo: 'deleted', fields: [] }, true)).toBe('ticked, Removed (Deleted Items): Event Jour fixe');
  });

  it('counts the fields beyond the third', () => {
    const fields = ['a', 'b', 'c', 'd', 'e'].map((field) => ({ field, label: field, before: '1' }));
    expect(spokenChange({ position: 0, change: 'removed', kind: 'task', key: 'a', title: 'T', fields }, false)).toBe('Removed: Task T. a: was 1. b: was 1. c: was 1. and 2 more fields');
  });

  it('stays short for text of any length and shows what would turn the reading direction', () => {
    const sentence = spokenChange({ position: 0, change: 'added', kind: 'contact', key: 'a', title: `\u202E${'x'.repeat(100_000)}`, fields: [] }, false);
    expect(sentence.length).toBeLessThan(120);
    expect(sentence).toContain('⟪202E⟫');
  });
});

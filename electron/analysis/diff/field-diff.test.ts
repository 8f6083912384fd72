import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { field } from '../../testing/build-diff-records.ts';
import type { FieldEntry } from '../../../shared/records.ts';
import { diffFields } from './field-diff.ts';
import type { FieldRow } from './types.ts';

describe('diffFields', () => {
  it('shows a value that was edited as one row with both texts', () => {
    expect(diffFields([field('notes', 'Met in Graz')], [field('notes', 'Met in Linz')])).toEqual([{ field: 'notes', before: 'Met in Graz', after: 'Met in Linz' }]);
  });

  it('flags another spelling of the same value as cosmetic', () => {
    const before = [field('phones/mobile', '0664 1234567', '+436641234567')];
    const after = [field('phones/mobile', '+43 664 1234567', '+436641234567')];
    expect(diffFields(before, after)).toEqual([{ field: 'phones/mobile', before: '0664 1234567', after: '+43 664 1234567', cosmetic: true }]);
  });

  it('finds nothing in another order of the same values', () => {
    const [one, two] = [field('emails', 'a@example.test'), field('emails', 'b@example.test')];
    expect(diffFields([one, two], [two, one])).toEqual([]);
  });

  it('counts equal values: of two, one that went is one row', () => {
    expect(diffFields([field('keywords', 'VIP'), field('keywords', 'VIP')], [field('keywords', 'VIP')])).toEqual([{ field: 'keywords', before: 'VIP' }]);
  });

  it('names both contexts where an address went from home to work', () => {
    expect(diffFields([field('emails/private', 'a@example.test')], [field('emails/work', 'a@example.test')])).toEqual([
      { field: 'emails/work', previousField: 'emails/private', before: 'a@example.test', after: 'a@example.test' },
    ]);
  });

  it('does not take a swap of given name and surname for a change of context', () => {
    const rows = diffFields([field('name/given', 'Ada'), field('name/surname', 'Berg')], [field('name/given', 'Berg'), field('name/surname', 'Ada')]);
    expect(rows).toEqual([
      { field: 'name/given', before: 'Ada', after: 'Berg' },
      { field: 'name/surname', before: 'Berg', after: 'Ada' },
    ]);
  });

  it('pairs the more alike of several addresses', () => {
    const rows = diffFields(
      [field('emails', 'ada.berg@example.test'), field('emails', 'office@example.test')],
      [field('emails', 'officee@example.test'), field('emails', 'ada.berg2@example.test')],
    );
    expect(rows).toEqual([
      { field: 'emails', before: 'ada.berg@example.test', after: 'ada.berg2@example.test' },
      { field: 'emails', before: 'office@example.test', after: 'officee@example.test' },
    ]);
  });

  it('never pairs two categories: one went, another came', () => {
    expect(diffFields([field('keywords', 'Friends')], [field('keywords', 'Friend')])).toEqual([
      { field: 'keywords', after: 'Friend' },
      { field: 'keywords', before: 'Friends' },
    ]);
  });

  it('finds nothing between a record and itself, in any order', () => {
    fc.assert(fc.property(someFields, fc.infiniteStream(fc.nat()), (fields, stream) => void expect(diffFields(fields, shuffle(fields, stream))).toEqual([])));
  });

  it('gives the later record when its rows are applied to the earlier one', () => {
    fc.assert(fc.property(someFields, someFields, (before, after) => void expect(texts(applyRows(before, diffFields(before, after)))).toEqual(texts(after))), { numRuns: 500 });
  });

  it('is mirrored when the sides are swapped', () => {
    fc.assert(
      fc.property(someFields, someFields, (before, after) => {
        expect(diffFields(after, before).map(asText).sort()).toEqual(diffFields(before, after).map(mirrored).map(asText).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of the entries', () => {
    fc.assert(
      fc.property(someFields, someFields, fc.infiniteStream(fc.nat()), (before, after, stream) => {
        expect(diffFields(shuffle(before, stream), shuffle(after, stream))).toEqual(diffFields(before, after));
      }),
      { numRuns: 500 },
    );
  });
});

const someFields: fc.Arbitrary<FieldEntry[]> = fc.array(
  fc
    .tuple(
      fc.constantFrom('emails', 'emails/work', 'emails/private', 'name/full', 'notes', 'keywords', 'phones/mobile'),
      fc.constantFrom('ada@example.test', 'ada@example.org', 'Ada Berg', 'Berg', '1', ''),
      fc.constantFrom('', ' ', '.'),
    )
    .map(([name, value, spelling]) => field(name, value + spelling, value)),
  { maxLength: 8 },
);

function texts(entries: readonly FieldEntry[]): readonly string[] {
  return entries.map((entry) => JSON.stringify([entry.field, entry.text])).sort();
}

function applyRows(fields: readonly FieldEntry[], rows: readonly FieldRow[]): readonly FieldEntry[] {
  const rest = [...fields];
  for (const row of rows) {
    if (row.before === undefined) continue;
    const index = rest.findIndex((entry) => entry.field === (row.previousField ?? row.field) && entry.text === row.before);
    expect(index, 'a row names a value that was not there').toBeGreaterThanOrEqual(0);
    rest.splice(index, 1);
  }
  return [...rest, ...rows.flatMap((row) => (row.after === undefined ? [] : [field(row.field, row.after)]))];
}

function mirrored(row: FieldRow): FieldRow {
  return {
    field: row.previousField ?? row.field,
    ...(row.previousField === undefined ? {} : { previousField: row.field }),
    ...(row.after === undefined ? {} : { before: row.after }),
    ...(row.before === undefined ? {} : { after: row.before }),
    ...(row.cosmetic ? { cosmetic: true } : {}),
  };
}

function asText(row: FieldRow): string {
  return JSON.stringify([row.field, row.previousField, row.before, row.after, row.cosmetic]);
}

function shuffle<T>(items: readonly T[], stream: Iterable<number>): T[] {
  const numbers = stream[Symbol.iterator]();
  return items
    .map((item) => ({ item, place: Number(numbers.next().value) }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

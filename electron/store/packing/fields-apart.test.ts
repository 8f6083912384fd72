import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldEntry } from '../../../shared/records.ts';
import { packFieldsApart, unpackFieldsApart } from './fields-apart.ts';

const entry: fc.Arbitrary<FieldEntry> = fc.record({ field: fc.constantFrom('emails', 'notes', 'phones'), text: fc.constantFrom('a', 'b', 'c') });
const keyed: fc.Arbitrary<FieldEntry> = fc.oneof(entry, entry.map((one) => ({ ...one, key: one.text.toUpperCase() })));
const fields = fc.array(keyed, { maxLength: 12 });

/** The entries of a list, with how often each stands in it. */
function counted(entries: readonly FieldEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of entries) counts.set(JSON.stringify(one), (counts.get(JSON.stringify(one)) ?? 0) + 1);
  return counts;
}

describe('what sets the fields of two bodies apart', () => {
  it('makes the one from the other', () => {
    fc.assert(
      fc.property(fields, fields, (base, after) => {
        const packed = packFieldsApart(base, after);
        const apart = packed === null ? null : unpackFieldsApart(packed);
        expect(apart).not.toBeNull();
        const kept = [...base];
        for (const gone of apart?.gone ?? []) kept.splice(kept.findIndex((one) => JSON.stringify(one) === JSON.stringify(gone)), 1);
        expect(counted([...kept, ...(apart?.came ?? [])])).toEqual(counted(after));
      }),
    );
  });

  it('is little where little changed', () => {
    const base = Array.from({ length: 30 }, (_, index): FieldEntry => ({ field: 'notes', text: `line ${index}` }));
    const after = base.map((one, index) => (index === 7 ? { ...one, text: 'other' } : one));
    const packed = packFieldsApart(base, after);
    expect(packed === null ? null : unpackFieldsApart(packed)).toEqual({ gone: [base[7]], came: [after[7]] });
  });

  it('is not kept where it is much', () => {
    expect(packFieldsApart([], [{ field: 'notes', text: 'x'.repeat(5000) }])).toBeNull();
  });

  it('is not believed once a bit of it was flipped', () => {
    const packed = packFieldsApart([], [{ field: 'notes', text: 'hello' }]) ?? Buffer.alloc(0);
    for (let bit = 0; bit < packed.length * 8; bit += 1) {
      const flipped = Buffer.from(packed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unpackFieldsApart(flipped)).toBeNull();
    }
    expect(unpackFieldsApart(Buffer.alloc(3))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../../core/content-lines/base64.ts';
import { formsOfItem, formsOfRecord } from './item-forms.ts';

const entry = (length: number, mark: number): readonly number[] => [0, 0, 0, 0, ...Array.from({ length: length - 4 }, (_, index) => (index * 37 + mark) & 255)];
const guid = [...'0f1e2d3c-0001-4002-8003-00112233aabb'].map((letter) => letter.charCodeAt(0));
const base64 = (...bytes: readonly number[]): string => encodeBase64(Uint8Array.from(bytes));
const asGraph = (id: string): string => id.replaceAll('/', '-').replaceAll('+', '_');

function meet(item: string, key: string, uid?: string): boolean {
  const forms = new Set(formsOfRecord(key, uid));
  return formsOfItem(item).some((form) => forms.has(form));
}

const item = entry(70, 251);
const ews = base64(0, 3, 36, 0, ...guid, 0, 70, 0, ...item);
const shorter = base64(0, 3, 36, 0, ...guid, 70, 0, ...item, 0);

describe('names of one item', () => {
  it('meet where a log gives the entry id and the record has it within its own id, in any alphabet', () => {
    const audit = base64(70, 0, ...item, 9);
    expect(/[+/]/.test(ews)).toBe(true);
    for (const key of [ews, asGraph(ews), shorter, asGraph(shorter), ews.replace(/=+$/, '')]) expect([meet(audit, key), meet(ews, key), meet(asGraph(ews), key)]).toEqual([true, true, true]);
    expect(meet(base64(70, 0, ...entry(70, 3), 9), ews)).toBe(false);
  });

  it('meet for immutable ids, of which a log may give both', () => {
    const inside = entry(46, 7);
    expect(meet(`${base64(70, 0, ...item)} ${base64(46, 0, ...inside, 0)}`, asGraph(base64(0, 9, 0, 46, 0, ...inside)))).toBe(true);
  });

  it('meet for hrefs by their last segment, however it is escaped and whatever stands before', () => {
    expect([meet('/dav/robin/contacts/a%20b.vcf', 'a b.vcf'), meet('/dav/robin/contacts/a%20b.vcf', '/other/a%20b.vcf'), meet('/dav/robin/100%.vcf', '100%.vcf')]).toEqual([true, true, true]);
    expect([meet('/dav/robin/contacts/', 'a.vcf'), meet('/dav/a.vcf', 'A.vcf')]).toEqual([false, false]);
  });

  it('meet for meetings by their global id, and by the UID that it holds', () => {
    const own = '040000008200E00074C5B7101A82E00800000000A0B1C2D3E4F5DA01000000000000000010000000AABBCCDDEEFF00112233445566778899';
    expect(meet(own, 'AAMk', own.toLowerCase())).toBe(true);
    const foreign = `040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000220000007643616C2D55696401000000${Buffer.from('Event-1@example.test').toString('hex')}00`;
    expect([meet(foreign, 'AAMk', 'event-1@example.test'), meet(foreign, 'AAMk', 'event-2@example.test')]).toEqual([true, false]);
  });
});

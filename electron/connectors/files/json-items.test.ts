import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitJsonCollection } from './json-items.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (items: readonly { readonly raw: Uint8Array }[]): string[] => items.map((item) => new TextDecoder().decode(item.raw));

describe('the elements of a saved Graph answer', () => {
  it('come out with exactly their bytes, whatever their spacing', () => {
    const file = '{"@odata.context":"x/contacts","value":[ {"id" : "1", "a":"]}\\""},\n{"id":"2","b":[1,{"c":2}]} ]}';
    const collection = splitJsonCollection(bytes(file));
    expect(texts(collection.items)).toEqual(['{"id" : "1", "a":"]}\\""}', '{"id":"2","b":[1,{"c":2}]}']);
    expect(collection).toMatchObject({ isCutOff: false, isError: false, hasNextLink: false, context: 'x/contacts' });
    expect(collection.items.map((item) => item.line)).toEqual([1, 2]);
  });

  it('tell a cut-off file, and keep what is whole and what is left over', () => {
    const collection = splitJsonCollection(bytes('{"value":[{"id":"1"},{"id":"2","na'));
    expect(texts(collection.items)).toEqual(['{"id":"1"}']);
    expect(collection.isCutOff).toBe(true);
    expect(collection.tail === undefined ? '' : texts([collection.tail])[0]).toBe('{"id":"2","na');
  });

  it('tell a leftover next link and an error document', () => {
    expect(splitJsonCollection(bytes('{"value":[],"@odata.nextLink":"https://x.example.test"}')).hasNextLink).toBe(true);
    expect(splitJsonCollection(bytes('{"error":{"code":"x"}}'))).toMatchObject({ items: [], isError: true });
  });

  it('take a bare array and a single item', () => {
    expect(texts(splitJsonCollection(bytes('\ufeff[{"id":"1"},{"id":"2"}]')).items)).toEqual(['{"id":"1"}', '{"id":"2"}']);
    expect(texts(splitJsonCollection(bytes(' {"id":"1","displayName":"A"} ')).items)).toEqual(['{"id":"1","displayName":"A"}']);
  });

  it('come out of any collection as they were written, and any cut leaves the whole ones before it', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), fc.nat(), (items, cut) => {
        const written = items.map((item) => JSON.stringify(item));
        const file = bytes(`{"value":[${written.join(',')}]}`);
        expect(texts(splitJsonCollection(file).items)).toEqual(written);
        const shortened = splitJsonCollection(file.subarray(0, cut % file.length));
        expect(texts(shortened.items)).toEqual(written.slice(0, shortened.items.length));
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (anything) => void splitJsonCollection(anything)));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodec } from './clone-codec.ts';

const codec = createCodec();

function cross(value: unknown): unknown {
  return codec.decode(codec.encode(value));
}

describe('what crosses between a page and main', () => {
  it('arrives as it was sent', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withObjectString: false }), (value) => {
        expect(cross(value)).toEqual(structuredClone(value));
      }),
    );
  });

  it('keeps bytes as bytes, also those of a part of a buffer', () => {
    const part = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    expect(cross({ part, buffer: part.buffer })).toEqual({ part: new Uint8Array([2, 3]), buffer: new Uint8Array([1, 2, 3, 4]).buffer });
  });

  it.each([[() => 1], [Symbol('x')], [new Blob([])], [new Promise(() => {})]])('refuses what it does not know: %s', (value) => {
    expect(() => cross({ value })).toThrow(/could not be cloned/);
  });

  it('refuses what holds itself', () => {
    const value: Record<string, unknown> = {};
    value['self'] = value;
    expect(() => cross(value)).toThrow(/could not be cloned/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';

describe('base64', () => {
  it('brings every sequence of bytes back', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }));
  });

  it('passes over white space and what is no digit, and ends at the padding', () => {
    expect([...decodeBase64(' /w\r\n8=AAAA')]).toEqual([255, 15]);
    expect([...decodeBase64('_-8:')]).toEqual([255, 239]);
  });
});

import { describe, expect, it } from 'vitest';
import { isSameVersion, stateOf, versionOf, versionOfBytes } from './versions.ts';

describe('a version', () => {
  it('is the ETag with the length beside it, and can be taken apart again', () => {
    const states = [
      { etag: '"abc"', length: 12 },
      { etag: '"a b 3"', length: undefined },
      { etag: 'W/"x"', length: 0 },
    ];
    expect(states.map((state) => stateOf(versionOf(state) ?? ''))).toEqual(states);
    expect([versionOf({ etag: undefined, length: 12 }), versionOf({ etag: '', length: 12 })]).toEqual([undefined, undefined]);
  });

  it.each([
    ['"a" 5', '"a" 5', true],
    ['"a" 5', '"a"', true],
    ['"a" 5', 'W/"a" 5', true],
    ['"a" 5', '"a" 6', false],
    ['"a" 5', '"b" 5', false],
    ['"a"', versionOfBytes(Buffer.from('a')), false],
  ])('%s and %s are the same: %s', (a, b, isSame) => {
    expect([isSameVersion(a, b), isSameVersion(b, a)]).toEqual([isSame, isSame]);
  });
});

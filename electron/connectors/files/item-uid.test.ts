import { describe, expect, it } from 'vitest';
import { uidInObject } from './item-uid.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the UID of an object, found without reading it', () => {
  it('is found with any line end, group, case and parameters, and unfolded', () => {
    expect(uidInObject(bytes('BEGIN:VCARD\r\nFN:A\r\nUID:a-1\r\nEND:VCARD\r\n'))).toBe('a-1');
    expect(uidInObject(bytes('BEGIN:VCARD\nitem1.uid;VALUE=text:b\n -2\nEND:VCARD\n'))).toBe('b-2');
    expect(uidInObject(bytes('BEGIN:VCARD\rUID:c\rEND:VCARD\r'))).toBe('c');
  });

  it('is not taken from another property', () => {
    expect(uidInObject(bytes('BEGIN:VCARD\r\nX-UIDX:1\r\nNOTE:UID:2\r\nUIDS:3\r\nEND:VCARD\r\n'))).toBeUndefined();
  });
});

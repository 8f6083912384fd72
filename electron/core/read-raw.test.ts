import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { RAW_FORMATS, type RawFormat } from '../../shared/records.ts';
import { differingProperties } from './differing-properties.ts';
import { readRaw } from './read-raw.ts';

const context = { digest: (bytes: Uint8Array) => String(bytes.length) };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const bodies: readonly (readonly [RawFormat, string])[] = [
  ['vcard', 'BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\n'],
  ['icalendar', 'BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nSUMMARY:Ada\nEND:VTODO\nEND:VCALENDAR\n'],
  ['graph-json', '{"displayName":"Ada"}'],
  ['ews-xml', '<Contact><DisplayName>Ada</DisplayName></Contact>'],
  ['csv-row', '{"Name":"Ada","Email":"a@example.test"}'],
];

describe('a body of any format', () => {
  it.each(bodies)('is read by the reader of %s', (format, text) => {
    expect(readRaw(format, bytes(text), context).title).toBe('Ada');
  });

  it.each(bodies)('of %s is compared with what a server made of it', (format, text) => {
    expect(differingProperties(format, bytes(text), bytes(text))).toEqual([]);
    expect(differingProperties(format, bytes(text), bytes(text.replace('Ada', 'Bob')))).toMatchObject([{ kind: 'changed' }]);
  });

  it('is compared without ids and change keys, and a loss is told from an addition', () => {
    const sent = bytes('{"id":"1","changeKey":"a","displayName":"Ada","jobTitle":"x","manager":null}');
    expect(differingProperties('graph-json', sent, bytes('{"id":"2","changeKey":"b","displayName":"Ada","manager":"","surname":"E"}'))).toEqual([
      { property: 'jobTitle', kind: 'lost' }, { property: 'surname', kind: 'added' },
    ]);
  });

  it('of arbitrary bytes is read or refused by name, and compared without an error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RAW_FORMATS), fc.uint8Array({ maxLength: 120 }), fc.uint8Array({ maxLength: 120 }), (format, one, other) => {
        expect(Array.isArray(differingProperties(format, one, other))).toBe(true);
        expect(differingProperties(format, one, one)).toEqual([]);
        try {
          readRaw(format, one, context);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

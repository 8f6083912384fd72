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
      { property: 'name/surname', kind: 'added' }, { property: 'titles', kind: 'lost' },
    ]);
  });

  it('of Exchange is compared by what it says, so that markup and zones that a server wrote anew are no difference', () => {
    const day = (dateTime: string, timeZone: string) => ({ dateTime, timeZone });
    const guests = (response: string) => [{ emailAddress: { address: 'bob@example.test' }, status: { response } }];
    const one = { subject: 'Ada', body: { contentType: 'text', content: 'Hello' }, start: day('2026-03-02T09:00:00', 'Europe/Berlin'), attendees: guests('none') };
    const other = { ...one, body: { contentType: 'html', content: '<html><body>Hello</body></html>' }, start: day('2026-03-02T08:00:00.0000000', 'UTC'), originalStartTimeZone: 'W. Europe Standard Time', attendees: guests('accepted') };
    expect(differingProperties('graph-json', bytes(JSON.stringify(one)), bytes(JSON.stringify(other)))).toEqual([{ property: 'participants', kind: 'changed' }]);
  });

  it('of Exchange is compared with the marks of programs, and without those of the server', () => {
    const marked = (...ids: string[]) => bytes(JSON.stringify({ displayName: 'Ada', singleValueExtendedProperties: ids.map((id) => ({ id, value: '1' })) }));
    const crm = 'String {00020329-0000-0000-C000-000000000046} Name crmid';
    expect(differingProperties('graph-json', marked(crm, 'String 0x3FF8'), marked('Binary 0x300B'))).toEqual([{ property: 'crmid', kind: 'lost' }]);
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

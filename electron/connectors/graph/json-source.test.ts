import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberIn, sourcesIn, withMembers } from './json-source.ts';

describe('the source of values in a JSON text', () => {
  it('cuts each element of a list out as it stands, whatever is in it', () => {
    const blanks = fc.constantFrom('', ' ', '\n\t', '\r\n ');
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.jsonValue(), blanks, fc.constantFrom(0, 1, 4), (rows, other, blank, indent) => {
        const text = `${blank}{"a":${blank}${JSON.stringify({ value: [1], text: '"value":[' })},${blank}"b":${JSON.stringify(other)},"value"${blank}:${JSON.stringify(rows, null, indent)}${blank}}`;
        const sources = sourcesIn(text, 'value').map(({ from, to }) => text.slice(from, to));
        expect(sources.map((source) => JSON.parse(source) as unknown)).toEqual(JSON.parse(JSON.stringify(rows)));
        expect(sources.every((source) => text.includes(source))).toBe(true);
      }),
    );
  });

  it('finds a member whose name is escaped, and none where there is none', () => {
    const text = '{"\\u0062ody": {"x":"}\\\\"}, "id":"1"}';
    const span = memberIn(text, 'body');
    expect(span === undefined ? '' : text.slice(span.from, span.to)).toBe('{"x":"}\\\\"}');
    expect([memberIn(text, 'x'), memberIn('[1]', 'x'), sourcesIn('{"value":{}}', 'value')]).toEqual([undefined, undefined, []]);
  });

  it('adds members behind the last and leaves the rest alone', () => {
    expect([withMembers('{"a":1.0 }', { b: '[2]' }), withMembers('{ }', { b: '"x"' }), withMembers('{"a":1}', {})]).toEqual(['{"a":1.0 ,"b":[2]}', '{ "b":"x"}', '{"a":1}']);
  });
});

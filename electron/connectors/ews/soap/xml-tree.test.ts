import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { NAMESPACES } from './names.ts';
import { element, escapeText, textElement } from './write-xml.ts';
import { type XmlElement, childText, createTreeReader, readTree } from './xml-tree.ts';

const OPEN = `<s:Envelope xmlns:s="${NAMESPACES.s}" xmlns:m="${NAMESPACES.m}" xmlns:t="${NAMESPACES.t}" xmlns:u="urn:u&amp;&quot;">`;

describe('reading an answer as it comes', () => {
  it('cuts out items whole, whatever the pieces, with the namespaces they need and nothing else changed', () => {
    const text = fc.string({ unit: 'binary' }).map((value) => escapeText(value));
    fc.assert(
      fc.property(text, text, fc.array(fc.integer({ min: 1, max: 40 })), (before, inside, cuts) => {
        const item = `<t:Contact><t:Body BodyType="HTML">${inside}</t:Body><u:x a='1'/><t:Empty /></t:Contact>`;
        const { items, root } = readInPieces(`${OPEN}<m:Items><!-- ${before.replace(/-/g, '')} -->${item}<t:Task/></m:Items></s:Envelope>`, cuts);
        expect(root.name).toBe('s:Envelope');
        expect(items).toEqual([
          item.replace('<t:Contact', `<t:Contact xmlns:t="${NAMESPACES.t}" xmlns:u="urn:u&amp;&quot;"`),
          `<t:Task xmlns:t="${NAMESPACES.t}"/>`,
        ]);
        expect(readTree(items[0] ?? '').children[0]?.text).toBe(readTree(`<a>${inside}</a>`).text);
      }),
    );
  });

  it('takes a default namespace and other prefixes as what they stand for', () => {
    const { items } = readInPieces(`<e:Envelope xmlns:e="${NAMESPACES.s}" xmlns="${NAMESPACES.m}" xmlns:q="${NAMESPACES.t}"><Items><q:Contact><Extra/></q:Contact></Items></e:Envelope>`, []);
    expect(items).toEqual([`<q:Contact xmlns="${NAMESPACES.m}" xmlns:q="${NAMESPACES.t}"><Extra/></q:Contact>`]);
    expect(readTree(items[0] ?? '').children[0]?.name).toBe('m:Extra');
  });

  it('lets control characters through, which Exchange puts into notes', () => {
    expect(readTree('<a>x&#x1;y&#11;&amp;#x41;</a>').text).toBe('x\u0001y\u000b&#x41;');
    expect(escapeText(readTree('<a>x&#x1;y</a>').text)).toBe('xy');
  });

  it.each([
    ['<a><b></a>', 'answer-malformed'],
    ['<a>', 'answer-cut-off'],
    ['', 'answer-cut-off'],
    ['<!DOCTYPE a><a/>', 'answer-dangerous'],
    ['<!DOCTYPE html><html/>', 'answer-not-exchange'],
    ['<x:a/>', 'answer-malformed'],
    ['<a>&unknown;</a>', 'answer-malformed'],
    ['<a/><b/>', 'answer-malformed'],
    ['<a>'.repeat(100), 'answer-malformed'],
    [`<a ${Array.from({ length: 300 }, (_, at) => `b${at}=""`).join(' ')}/>`, 'answer-malformed'],
  ])('refuses what is not whole, or dangerous (%#)', (text, code) => {
    expect(codeOf(() => readTree(text))).toBe(code);
  });
});

describe('writing a request', () => {
  it('writes any text so that it is read again, without what XML can’t hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const held = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '');
        const read = readTree(element('a', textElement('b', text), { c: text }));
        expect([read.children[0]?.text, read.attributes['c']]).toEqual([held, held]);
      }),
    );
    expect(childText(readTree(element('a', textElement('b', ' x '))), 'b')).toBe('');
    expect(childText(readTree(element('a', textElement('b', ' x '))), '{}b')).toBe('x');
  });
});

function readInPieces(text: string, cuts: readonly number[]): { readonly items: readonly string[]; readonly root: XmlElement } {
  const items: string[] = [];
  const reader = createTreeReader({ cutInside: new Set(['m:Items']), handOn: { inside: 'm:Items', to: ({ source }) => items.push(source ?? '') } });
  let rest = text;
  for (const length of cuts) {
    reader.write(rest.slice(0, length));
    rest = rest.slice(length);
  }
  reader.write(rest);
  return { root: reader.end(), items };
}

function codeOf(task: () => unknown): unknown {
  try {
    return task();
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
}

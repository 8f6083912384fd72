import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText } from './exact-text.ts';
import { escapeXml } from './request-bodies.ts';

describe('the exact text of an element', () => {
  it('is what was escaped, CR and all, whichever way it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (raw, asCdata) => {
        const text = raw.toWellFormed();
        const source = asCdata ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : escapeXml(text);
        expect(exactText(source)).toBe(text);
      }),
    );
  });

  it('resolves references by name and number, and leaves others as they are', () => {
    expect(exactText('a&#13;&#10;b&#x1F600;&amp;lt;&apos;&quot;&unknown;&#x110000;')).toBe('a\r\nb😀&lt;\'"&unknown;&#x110000;');
  });

  it('is none where the element holds more than text', () => {
    expect(['a<b/>c', '<!-- x -->', '<![CDATA[open'].map(exactText)).toEqual([undefined, undefined, undefined]);
  });
});

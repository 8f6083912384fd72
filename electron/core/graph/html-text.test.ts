import { describe, expect, it } from 'vitest';
import { htmlToText } from './html-text.ts';

describe('the text of an HTML body', () => {
  it('is what one reads, line by line', () => {
    expect(htmlToText('<HTML><head><title>no</title><style>p { x }</style></head><body><p>One &amp; only</p>\r\n<p>Two<br/>Three</p><ul><li>a<li>b</ul><table><tr><td>c</td><td>d</td></tr></table></body></html>')).toBe(
      'One & only\nTwo\nThree\na\nb\nc d',
    );
  });

  it('has neither scripts nor comments, and keeps what only looks like markup', () => {
    expect(htmlToText('a <!-- <b> -->b<script>alert("<p>")</script> 1 < 2 &lt;3 &#8364; &#x20ac; &nope; &#xd800;')).toBe('a b 1 < 2 <3 € € &nope; &#xd800;');
    expect(htmlToText('plain <unclosed')).toBe('plain');
  });

  it('takes time in proportion to its length', () => {
    for (const shape of ['<', '<a', '<style>', '<!--', '&', '&#', '<p>', '</', '<br>']) {
      const begun = performance.now();
      expect(htmlToText(shape.repeat(400_000 / shape.length))).toBeTypeOf('string');
      expect(performance.now() - begun).toBeLessThan(2000);
    }
  });
});

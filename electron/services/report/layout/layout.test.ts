import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportBlock, ReportPage } from '../../../../shared/contract/report.ts';
import { asHtml } from './as-html.ts';
import { asMarkdown } from './as-markdown.ts';
import { timeWords } from './time-words.ts';
import { visiblePage, visibleText } from './visible-text.ts';

const HOSTILE = ['<script>x</script>', '"><img src=x onerror=y>', '</style><script>', '</title>', '<!--', ']]>', '&lt;', "' onmouseover='", '\u202Egnp.exe', '\u0000', '\ud800', '\udfff', '\u001b[31m', '`', '[a](javascript:x)', '![i](http://evil.example/)', 'https://evil.example/', 'www.evil.example', 'a@evil.example', '| x |', '# h', '- - -', '1. x', '{{7*7}}', '\u2028', '\r\n\r\n# h', '==', '\\', '~~~', '$$x$$', 'x'.repeat(5000), '\u0301'.repeat(500)];
const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }), fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join('')));
const block: fc.Arbitrary<ReportBlock> = fc.oneof(
  fc.record({ type: fc.constant('heading' as const), text }),
  fc.record({ type: fc.constant('paragraph' as const), text, tone: fc.constantFrom('plain' as const, 'note' as const, 'warning' as const) }),
  fc.record({ type: fc.constant('facts' as const), rows: fc.array(fc.record({ label: text, value: text }), { maxLength: 3 }) }),
  fc.record({ type: fc.constant('list' as const), isOrdered: fc.boolean(), items: fc.array(text, { maxLength: 3 }) }),
  fc.record({ type: fc.constant('table' as const), caption: text, head: fc.constant<string[]>(['a', 'b']), rows: fc.array(fc.tuple(text, text).map((cells): string[] => cells), { maxLength: 3 }) }),
);
const page: fc.Arbitrary<ReportPage> = fc.record({ lang: fc.constant('en'), title: text, subtitle: text, sections: fc.array(fc.record({ id: fc.constant('summary'), heading: text, blocks: fc.array(block, { maxLength: 4 }) }), { maxLength: 2 }) });

// Of the document alone: what a text can bring is none of it.
const TAGS = /^<(?:!DOCTYPE html|\/?(?:html|head|body|header|main|section|nav|title|style|h1|h2|h3|p|ol|ul|li|a|dl|dt|dd|div|table|caption|thead|tbody|tr|th|td|bdi|meta))(?: (?:lang|charset|http-equiv|content|name|class|aria-label|aria-labelledby|id|href|role|tabindex|scope)="[^"<>]*")*>$/;

describe('a page as HTML', () => {
  it('holds no tag and no attribute but its own, whatever stands in its texts', () => {
    fc.assert(
      fc.property(page, (given) => {
        const html = asHtml(visiblePage(given));
        const outsideStyle = html.replace(/<style>[\s\S]*?<\/style>/, '');
        for (const [tag] of outsideStyle.matchAll(/<[^>]*>?/g)) expect(tag).toMatch(TAGS);
        expect(html.match(/<style>/g)).toHaveLength(1);
        expect([...outsideStyle.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(given.sections.map(() => '#summary'));
        expect(html.isWellFormed()).toBe(true);
        expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('brings a policy that lets its own style sheet be and nothing else', () => {
    const html = asHtml({ lang: 'en', title: 'T', subtitle: 'S', sections: [] });
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'">/);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<title>'));
  });
});

describe('a page as Markdown', () => {
  it('holds no markup but its own, whatever stands in its texts', () => {
    fc.assert(
      fc.property(page, (given) => {
        const markdown = asMarkdown(visiblePage(given));
        for (const line of markdown.split('\n')) {
          // What is left of a line once its own marks and every escaped sign are gone.
          const bare = line.replace(/^(?:#{1,3} |> |- |\d+\. |\*\*)/, '').replace(/\*\*$/, '').replace(/\\[!-/:-@[-`{-~]/g, 'x');
          if (/^\|(?: --- \|)+$/.test(line)) continue;
          expect(bare).not.toMatch(/[`*_[\]{}<>~&#@$^]|:\/\/|www\.|^\s*(?:[-+=]|\d+[.)](?:\s|$))/i);
          if (line.startsWith('| ')) expect(bare.split('|')).toHaveLength(4);
          else expect(bare).not.toContain('|');
        }
      }),
    );
  });
});

describe('a text made visible', () => {
  it('shows what would steer, in one line, and says how long it was', () => {
    expect(visibleText('a\u202Eb\u0000c\r\nd\ud800', 50)).toBe('a[U+202E]b␀c d\ufffd');
    expect(visibleText('x'.repeat(100_000), 10)).toBe('xxxxxxxxxx… (100000 characters in all)');
    expect(visibleText(`Z${'\u0301'.repeat(9)}a`, 50)).toBe(`Z${'\u0301'.repeat(4)}a`);
  });
});

describe('a time', () => {
  it('is told in UTC and in the zone, with its day where that is another', () => {
    expect(timeWords('Europe/Berlin')('2026-03-01T09:00:04.5Z')).toBe('2026-03-01 09:00:04 UTC (10:00:04 Europe/Berlin)');
    expect(timeWords('Asia/Tokyo')('2026-03-01T20:00:00Z')).toBe('2026-03-01 20:00:00 UTC (2026-03-02 05:00:00 Asia/Tokyo)');
    expect(timeWords('UTC')('2026-03-01T20:00:00Z')).toBe('2026-03-01 20:00:00 UTC');
    expect(timeWords('UTC')('once')).toBe('once');
  });
});

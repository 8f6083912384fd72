import type { ReportBlock, ReportPage } from '../../../../shared/contract/report.ts';
import { reportWordsEn } from '../../../../shared/messages/report-en.ts';

const LONGEST_CELL = 240;
const LONGEST_SENTENCE = 1200;
// Some languages put three marks on a letter; a tower of them covers the lines above.
const MARKS = /(\p{M}{4})\p{M}+/gu;

/** A foreign text as one line that shows all of itself and steers nothing: control characters and direction overrides as signs, and cut where it is far too long. */
export function visibleText(text: string, longest: number): string {
  // Signs are made of what will be shown alone; a sign may stand for one character by eight.
  const told = text.slice(0, longest * 2);
  const shown = told
    .toWellFormed()
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(/[\u0000-\u001f]/g, (sign) => String.fromCodePoint(0x2400 + (sign.codePointAt(0) ?? 0)))
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(MARKS, '$1');
  const letters = [...shown];
  if (letters.length <= longest && told.length === text.length) return shown;
  return `${letters.slice(0, longest).join('').trimEnd()}${reportWordsEn.cut(text.length)}`;
}

/** The page with all its texts made visible: whoever shows it has nothing left to fear but its markup. */
export function visiblePage(page: ReportPage): ReportPage {
  const line = (text: string): string => visibleText(text, LONGEST_CELL);
  return {
    lang: page.lang,
    title: line(page.title),
    subtitle: line(page.subtitle),
    sections: page.sections.map(({ id, heading, blocks }) => ({ id, heading: line(heading), blocks: blocks.map(visibleBlock) })),
  };
}

function visibleBlock(block: ReportBlock): ReportBlock {
  const line = (text: string): string => visibleText(text, LONGEST_CELL);
  const sentence = (text: string): string => visibleText(text, LONGEST_SENTENCE);
  switch (block.type) {
    case 'heading':
      return { ...block, text: sentence(block.text) };
    case 'paragraph':
      return { ...block, text: sentence(block.text) };
    case 'facts':
      return { ...block, rows: block.rows.map(({ label, value }) => ({ label: line(label), value: sentence(value) })) };
    case 'list':
      return { ...block, items: block.items.map(sentence) };
    case 'table':
      return { ...block, caption: sentence(block.caption), head: block.head.map(line), rows: block.rows.map((row) => row.map(line)) };
  }
}

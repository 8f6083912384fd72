import type { ReportBlock, ReportPage } from '../../../../shared/contract/report.ts';

/** A page as Markdown (CommonMark with tables as GitHub’s): no text in it becomes markup, a link, HTML or a template of what shows it. */
export function asMarkdown(page: ReportPage): string {
  const sections = page.sections.flatMap(({ heading, blocks }) => [`## ${escapeMarkdown(heading)}`, ...blocks.map(blockMarkdown)]);
  return `${[`# ${escapeMarkdown(page.title)}`, escapeMarkdown(page.subtitle), ...sections].join('\n\n')}\n`;
}

function blockMarkdown(block: ReportBlock): string {
  switch (block.type) {
    case 'heading':
      return `### ${escapeMarkdown(block.text)}`;
    case 'paragraph':
      return block.tone === 'plain' ? escapeMarkdown(block.text) : `> ${escapeMarkdown(block.text)}`;
    case 'facts':
      return block.rows.map(({ label, value }) => `- ${escapeMarkdown(label)}: ${escapeMarkdown(value)}`).join('\n');
    case 'list':
      return block.items.map((item, place) => `${block.isOrdered ? `${place + 1}.` : '-'} ${escapeMarkdown(item)}`).join('\n');
    case 'table': {
      const row = (cells: readonly string[]): string => `| ${cells.map((cell) => escapeMarkdown(cell) || ' ').join(' | ')} |`;
      return [`**${escapeMarkdown(block.caption)}**`, '', row(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n');
    }
  }
}

/**
 * One line of text with every sign escaped that could be read as markup. CommonMark §2.4: a backslash before any ASCII punctuation takes its meaning;
 * GFM makes links of bare `https://`, `www.` and `a@b`, and mentions of `@name`, `#1`; some sites read `{{ }}` and `$ $`.
 */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_[\]{}<>|~&#@$^]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/(?<=^\s*)[-+=!]|(?<=^\s*\d{1,9})[.)](?=\s|$)/g, '\\$&')
    .trim();
}

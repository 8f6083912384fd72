import { createHash } from 'node:crypto';
import type { ReportBlock, ReportPage, ReportSection } from '../../../../shared/contract/report.ts';
import { reportWordsEn } from '../../../../shared/messages/report-en.ts';
import { REPORT_STYLE } from './report-style.ts';

/**
 * A page as one HTML document that stands alone: no scripts, nothing loaded from anywhere, and a policy of its own that allows its style sheet by
 * the hash of it and nothing else. Every text is escaped at this one place.
 */
export function asHtml(page: ReportPage): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(REPORT_STYLE, 'utf8').digest('base64')}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(page.lang)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(page.title)}</title>`,
    `<style>${REPORT_STYLE}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1><bdi>${escapeHtml(page.title)}</bdi></h1>`,
    `<p class="subtitle">${escapeHtml(page.subtitle)}</p>`,
    `<nav aria-label="${escapeHtml(reportWordsEn.contents)}"><ol>${page.sections.map(({ id, heading }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(heading)}</a></li>`).join('')}</ol></nav>`,
    '</header>',
    '<main>',
    ...page.sections.flatMap(sectionHtml),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function sectionHtml({ id, heading, blocks }: ReportSection): readonly string[] {
  return [`<section id="${escapeHtml(id)}" aria-labelledby="${escapeHtml(id)}-heading">`, `<h2 id="${escapeHtml(id)}-heading">${escapeHtml(heading)}</h2>`, ...blocks.map(blockHtml), '</section>'];
}

function blockHtml(block: ReportBlock): string {
  switch (block.type) {
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'paragraph':
      return `<p${block.tone === 'plain' ? '' : ` class="${block.tone}"`}>${escapeHtml(block.text)}</p>`;
    case 'facts':
      return `<dl>${block.rows.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd><bdi>${escapeHtml(value)}</bdi></dd>`).join('')}</dl>`;
    case 'list': {
      const tag = block.isOrdered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li><bdi>${escapeHtml(item)}</bdi></li>`).join('')}</${tag}>`;
    }
    case 'table':
      return tableHtml(block);
  }
}

/** The first cell of a row names it. A table wider than the page is scrolled inside its own frame, by keys as well. */
function tableHtml({ caption, head, rows }: Extract<ReportBlock, { type: 'table' }>): string {
  const columns = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell, column) => (column === 0 ? `<th scope="row"><bdi>${escapeHtml(cell)}</bdi></th>` : `<td><bdi>${escapeHtml(cell)}</bdi></td>`)).join('')}</tr>`);
  return `<div class="wide" role="region" aria-label="${escapeHtml(caption)}" tabindex="0"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${columns}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (sign) => ENTITIES[sign] ?? '');
}

import type { Trace } from '../../../shared/records.ts';

const LINK = /^ms-outlook\\?:\/\/people\/([^?]+)\?/i;

/**
 * The mailbox item that a card was exported from, where Outlook's link names it: it stays the same through every export, whatever becomes
 * of UID and name.
 */
export function exportedItem(traces: readonly Trace[]): string | undefined {
  for (const { name, value } of traces) {
    const found = name === 'URL' ? LINK.exec(value) : null;
    if (found !== null) return found[1];
  }
  return undefined;
}

/** Whether a value is such a link: it changes with every export, which is no edit. */
export function isExportLink(text: string | undefined): boolean {
  return text !== undefined && LINK.test(text);
}

import type { Trace } from '../../shared/records.ts';

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

// What the link counts its seconds from; inferred from public samples (vp-030), so that it may only ever excuse.
const EPOCH_MS = Date.UTC(2001, 0, 1);

/** When a card was exported, in milliseconds, where Outlook's link says it. */
export function exportedAtMs(link: string): number | undefined {
  const found = LINK.test(link) ? /[?&]accountExportedAt=(\d+(?:\.\d+)?)/i.exec(link) : null;
  return found === null ? undefined : EPOCH_MS + Number(found[1]) * 1000;
}

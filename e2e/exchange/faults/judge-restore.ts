import { expect } from 'vitest';
import type { MailboxChange } from '../../../electron/demo/exchange-server/mailbox/mailbox-log.ts';
import type { Item } from '../../../electron/demo/exchange-server/mailbox/item.ts';
import { hashOf, type Mailbox } from '../../../electron/demo/exchange-server/mailbox/mailbox.ts';
import { liveItems, titleOf } from './mailbox-world.ts';

/** Folders from which an item is brought back. */
const ASIDE: ReadonlySet<string | null> = new Set(['deleteditems', 'recoverableitemsdeletions', 'recoverableitemspurges']);

/** What stood in a mailbox before anything was written. */
export interface Standing {
  /** Content by number. */
  readonly content: ReadonlyMap<number, string | null>;
  readonly titles: ReadonlyMap<number, string>;
}

/** A mailbox as it stands now. */
export function standingOf(mailbox: Mailbox): Standing {
  const items = liveItems(mailbox);
  return { content: new Map(items.map((item) => [item.number, hashOf(item)])), titles: new Map(items.map((item) => [item.number, titleOf(item)])) };
}

/** Whether nothing was written but what was planned, each of it once, and nobody was told; from the server's own log. */
export function judgeWrites(mailbox: Mailbox, before: Standing, wanted: readonly string[]): void {
  const { log } = mailbox;
  const ours = log.changes().filter(({ request }) => request !== null);
  expect(log.notifications(), 'messages to attendees').toEqual([]);
  const away = ours.filter(({ kind, from }) => kind === 'destroy' || kind.startsWith('folder') || (kind === 'move' && !ASIDE.has(from)));
  expect(away, 'what was taken away').toEqual([]);
  const now = liveItems(mailbox);
  expect(secondCopies(now), 'second copies').toEqual([]);
  const isWanted = new Set(wanted);
  const strangers = now.filter((item) => !before.titles.has(item.number)).map(titleOf).filter((title) => !isWanted.has(title));
  expect(strangers, 'what was made and not planned').toEqual([]);
  const touched = now.filter((item) => before.content.has(item.number) && before.content.get(item.number) !== hashOf(item)).map(titleOf);
  expect(touched.filter((title) => !isWanted.has(title)), 'what was changed and not planned').toEqual([]);
}

/** Titles that stand there more than once. */
function secondCopies(items: readonly Item[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(titleOf(item), (counts.get(titleOf(item)) ?? 0) + 1);
  return [...counts].flatMap(([title, count]) => (count > 1 ? [title] : []));
}

/** Titles that should stand there and do not. */
export function missingIn(mailbox: Mailbox, wanted: readonly string[]): readonly string[] {
  const standing = new Set(liveItems(mailbox).map(titleOf));
  return wanted.filter((title) => !standing.has(title));
}

/** How many writes of ours there were. */
export function writesIn(mailbox: Mailbox): readonly MailboxChange[] {
  return mailbox.log.changes().filter(({ request }) => request !== null);
}

import { expect } from 'vitest';
import type { Item } from '../../../electron/demo/exchange-server/mailbox/item.ts';
import { toUrlAlphabet } from '../../../electron/demo/exchange-server/mailbox/ids.ts';
import { classOf, type Mailbox } from '../../../electron/demo/exchange-server/mailbox/mailbox.ts';
import type { ExchangeProtocol } from '../../../electron/testing/exchange-harness.ts';
import { type OracleSnapshot, readAsOracle } from '../../../electron/testing/store-oracle.ts';
import { liveItems } from './mailbox-world.ts';

/** State of a record in the case that stands where a person sees it. */
const LIVE = ' 0';

/**
 * Whether every snapshot says the truth, held against the mailbox itself: a complete one holds what stands there and nothing else; an
 * incomplete one lets go of nothing that stands there still. Gives whether the last one is complete.
 */
export function judgeSnapshots(path: string, protocol: ExchangeProtocol, mailbox: Mailbox, earlier: number): { readonly isComplete: boolean; readonly count: number } {
  const { snapshots, faults } = readAsOracle(path);
  expect(faults).toEqual([]);
  const standing = liveItems(mailbox).map((item) => keyOf(item, protocol, mailbox)).toSorted();
  for (const [index, snapshot] of snapshots.entries()) {
    if (index < earlier) continue;
    const held = liveKeys(snapshot);
    if (snapshot.complete) expect(held, 'what a complete snapshot holds').toEqual(standing);
    else {
      const before = new Set(liveKeys(snapshots[index - 1]));
      expect(standing.filter((key) => before.has(key) && !held.includes(key)), 'false deletions').toEqual([]);
    }
  }
  return { isComplete: snapshots.at(-1)?.complete === true, count: snapshots.length };
}

function liveKeys(snapshot: OracleSnapshot | undefined): readonly string[] {
  return Object.keys(snapshot?.records ?? {})
    .filter((place) => place.endsWith(LIVE))
    .map((place) => place.split(' ')[1] ?? '')
    .toSorted();
}

/** The key by which a connector knows an item. */
export function keyOf(item: Item, protocol: ExchangeProtocol, { ids }: Mailbox): string {
  const id = ids.itemId(item.folder, item.instance);
  if (protocol === 'ews') return id;
  return toUrlAlphabet(classOf(item) === 'task' ? id : ids.immutableId(item.number));
}

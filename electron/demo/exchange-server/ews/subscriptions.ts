import { randomUUID } from 'node:crypto';

import type { Item } from '../mailbox/item.ts';
import type { Mailbox, MailboxListener } from '../mailbox/mailbox.ts';
import { itemIdXml, folderIdXml } from './id-xml.ts';
import { x, xText } from './xml.ts';

interface Subscription {
  readonly id: string;
  /** Folders that are watched; null for all. */
  readonly folders: ReadonlySet<number> | null;
  readonly eventTypes: ReadonlySet<string>;
  /** Written events that nobody has fetched yet. */
  waiting: string[];
  /** Called when something is waiting. */
  wake: (() => void) | null;
}

/** Who wants to be told of what happens in a mailbox, and what they have not been told yet. */
export class Subscriptions {
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #mailbox: Mailbox;

  constructor(mailbox: Mailbox) {
    this.#mailbox = mailbox;
    mailbox.listeners.add((event) => this.onChange(event));
  }

  add(folders: ReadonlySet<number> | null, eventTypes: ReadonlySet<string>): string {
    const id = Buffer.from(`${this.#mailbox.guid} ${randomUUID()}`).toString('base64');
    this.#subscriptions.set(id, { id, folders, eventTypes, waiting: [], wake: null });
    return id;
  }

  get(id: string): Subscription | undefined {
    return this.#subscriptions.get(id);
  }

  /** False where there was none. */
  remove(id: string): boolean {
    return this.#subscriptions.delete(id);
  }

  private onChange(event: Parameters<MailboxListener>[0]): void {
    const { item, before } = event;
    for (const subscription of this.#subscriptions.values()) {
      const isSeen = (one: Item | null) => one !== null && (subscription.folders?.has(one.folder) ?? true);
      // A move out of all watched folders is a deletion to whoever watches only those.
      const kind = event.kind === 'Moved' && !isSeen(item) ? 'Deleted' : event.kind;
      if (!subscription.eventTypes.has(`${kind}Event`) || (!isSeen(item) && !isSeen(before))) continue;
      subscription.waiting.push(this.eventXml(kind, kind === 'Deleted' ? (before ?? item) : item, before));
      subscription.wake?.();
    }
  }

  private eventXml(kind: string, item: Item, before: Item | null): string {
    const now = xText('t:TimeStamp', this.#mailbox.now());
    const here = itemIdXml(this.#mailbox, item) + folderIdXml(this.#mailbox, item.folder, 't:ParentFolderId');
    const isMoved = kind === 'Moved' || kind === 'Copied';
    const there = isMoved && before !== null ? itemIdXml(this.#mailbox, before, null, 't:OldItemId') + folderIdXml(this.#mailbox, before.folder, 't:OldParentFolderId') : '';
    return x(`t:${kind}Event`, now + here + there);
  }
}

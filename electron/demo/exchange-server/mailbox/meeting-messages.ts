import type { ItemContent } from './item.ts';
import { PROP } from './known-properties.ts';
import type { Notification } from './mailbox-log.ts';
import type { By, Mailbox } from './mailbox.ts';

/** Whom a client lets know of what it does to a meeting. */
export type Audience = 'none' | 'all' | 'changed';

/** Tells the log of each message that the attendees would get; `changed` are those that were not asked before. */
export function notifyAttendees(
  mailbox: Mailbox, content: ItemContent, number: number, kind: Notification['kind'], audience: Audience, by: By, before: ItemContent | null = null,
): void {
  if (audience === 'none') return;
  const known = new Set(before?.attendees.map((one) => one.address.toLowerCase()));
  const organizer = mailbox.owner.address.toLowerCase();
  for (const attendee of content.attendees) {
    const address = attendee.address.toLowerCase();
    if (address === organizer || (audience === 'changed' && known.has(address))) continue;
    mailbox.log.addNotification({ request: by.request, number, kind: kind === 'update' && !known.has(address) ? 'invitation' : kind, to: attendee.address });
  }
}

/** True where the owner of the mailbox called this meeting. */
export function isOrganizer(mailbox: Mailbox, content: ItemContent): boolean {
  const organizer = content.bag.get(PROP.organizerAddress);
  return organizer === undefined || organizer === mailbox.owner.address;
}

import type { MapiKey, PropertyValue } from './property-keys.ts';
import type { Recurrence } from './recurrence.ts';

export type Bag = ReadonlyMap<MapiKey, PropertyValue>;

export interface Attendee {
  readonly name: string;
  readonly address: string;
  readonly kind: 'required' | 'optional' | 'resource';
  readonly response: 'none' | 'organizer' | 'tentative' | 'accept' | 'decline' | 'notResponded';
}

export interface Attachment {
  /** Unique within the mailbox. */
  readonly number: number;
  readonly name: string;
  readonly contentType: string;
  /** Base64. */
  readonly content: string;
  readonly isInline: boolean;
  /** MS-OXOCNTC §2.2.1.8.3: the picture of a contact is an attachment with a mark. */
  readonly isContactPhoto: boolean;
  readonly contentId: string | null;
}

/** What one occurrence of a series has of its own; what is not in its bag, the master says. */
export interface Exception {
  /** When the series would have had it. */
  readonly originalStart: string;
  readonly bag: Bag;
  /** Left out: those of the series. */
  readonly attendees?: readonly Attendee[];
}

/** All of an item that whoever writes it decides. */
export interface ItemContent {
  readonly bag: Bag;
  readonly recurrence: Recurrence | null;
  readonly exceptions: readonly Exception[];
  /** Original starts of the occurrences that were taken out. */
  readonly cancelled: readonly string[];
  readonly attendees: readonly Attendee[];
  /** Of a distribution list. */
  readonly members: readonly { readonly name: string; readonly address: string }[];
  readonly attachments: readonly Attachment[];
}

/** An item as it stands in a folder. */
export interface Item extends ItemContent {
  /** Stays for life, whatever folder it is in. */
  readonly number: number;
  /** Another one after every move. */
  readonly instance: number;
  readonly folder: number;
  /** The change that last touched the content: a move is none (EWS: the change key stays). */
  readonly change: number;
  /** The change that last touched it in this folder, its arrival included. */
  readonly seenAt: number;
  /** The change that brought it into this folder. */
  readonly arrivedAt: number;
}

/** An item in the making: what readers of requests write into. */
export interface Draft {
  bag: Map<MapiKey, PropertyValue>;
  recurrence: Recurrence | null;
  exceptions: Exception[];
  cancelled: string[];
  attendees: Attendee[];
  members: { readonly name: string; readonly address: string }[];
  attachments: Attachment[];
}

/** A draft with a class and nothing else. */
export function emptyDraft(itemClass: string): Draft {
  return { bag: new Map([['0x001a', itemClass]]), recurrence: null, exceptions: [], cancelled: [], attendees: [], members: [], attachments: [] };
}

/** A draft that begins as a copy of what an item holds. */
export function draftOf(content: ItemContent): Draft {
  return {
    bag: new Map(content.bag),
    recurrence: content.recurrence,
    exceptions: [...content.exceptions],
    cancelled: [...content.cancelled],
    attendees: [...content.attendees],
    members: [...content.members],
    attachments: [...content.attachments],
  };
}

/** Text of a property; '' where there is none or it is no text. */
export function textOf(bag: Bag, key: MapiKey): string {
  const value = bag.get(key);
  return typeof value === 'string' ? value : '';
}

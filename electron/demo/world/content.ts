export const ITEM_KINDS = ['contact', 'event', 'task'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export interface Phone {
  readonly type: 'mobile' | 'work' | 'home';
  readonly number: string;
}

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: string;
}

/** A person as every store of the world can hold one; what is not known is empty. */
export interface ContactContent {
  readonly kind: 'contact';
  readonly given: string;
  readonly middle: string;
  readonly family: string;
  /** What a list shows. */
  readonly shown: string;
  readonly nickname: string;
  readonly company: string;
  readonly department: string;
  readonly title: string;
  readonly emails: readonly string[];
  readonly phones: readonly Phone[];
  readonly address: Address | null;
  /** A date, `1970-12-31`. */
  readonly birthday: string;
  readonly note: string;
  readonly categories: readonly string[];
  /** Base64 of a JPEG. */
  readonly photo: string;
  readonly url: string;
  /** Of a list of people: the UIDs of its members. */
  readonly members: readonly string[] | null;
}

export type Repeat = 'never' | 'daily' | 'weekly' | 'monthly' | 'yearly';

export interface EventContent {
  readonly kind: 'event';
  readonly subject: string;
  /** RFC 3339 in UTC; of a whole day, midnight of its date. */
  readonly start: string;
  readonly minutes: number;
  readonly isAllDay: boolean;
  readonly location: string;
  readonly note: string;
  readonly categories: readonly string[];
  readonly repeats: Repeat;
}

export interface TaskContent {
  readonly kind: 'task';
  readonly subject: string;
  /** A date; empty where there is none. */
  readonly due: string;
  readonly isDone: boolean;
  readonly note: string;
  readonly categories: readonly string[];
  readonly repeats: Repeat;
}

export type Content = ContactContent | EventContent | TaskContent;

/** What a list shows of an item. */
export function titleOf(content: Content): string {
  return content.kind === 'contact' ? content.shown : content.subject;
}

/** The same content with some fields changed, where it is a contact; else as it was. */
export function changeContact(content: Content, change: (contact: ContactContent) => Partial<ContactContent>): Content {
  return content.kind === 'contact' ? { ...content, ...change(content) } : content;
}

/** A date some days later. */
export function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

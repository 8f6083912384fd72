import type { Duration } from './duration.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import type { Zone } from './zone.ts';

/**
 * Events and tasks as SyncTrace compares them, whatever protocol they came by: properties and values of JSCalendar (RFC 8984),
 * with times that already know their zone. What no property fits stands in `unknown`.
 */
export interface CalendarItem {
  readonly kind: 'event' | 'task';
  /** Where it is neither: `journal`, `freebusy`, or another component's name in lower case. */
  readonly otherKind?: string;
  readonly uid?: string;
  readonly title?: string;
  readonly description?: string;
  readonly start?: CalendarTime;
  /** Exclusive, as DTEND is (RFC 5545 §3.8.2.2). */
  readonly end?: CalendarTime;
  readonly due?: CalendarTime;
  readonly duration?: Duration;
  readonly estimatedDuration?: Duration;
  readonly recurrenceRules: readonly RecurrenceRule[];
  readonly excludedRecurrenceRules: readonly RecurrenceRule[];
  readonly included: readonly CalendarTime[];
  readonly excluded: readonly CalendarTime[];
  readonly overrides: readonly CalendarOverride[];
  readonly locations: readonly string[];
  readonly geo?: string;
  readonly virtualLocations: readonly string[];
  readonly organizer?: Person;
  readonly participants: readonly Participant[];
  readonly alerts: readonly Alert[];
  readonly keywords: readonly string[];
  readonly links: readonly Link[];
  readonly relatedTo: readonly Relation[];
  readonly status?: string;
  readonly freeBusyStatus?: string;
  readonly privacy?: string;
  readonly priority?: number;
  readonly color?: string;
  readonly method?: string;
  readonly progress?: string;
  readonly percentComplete?: number;
  readonly completed?: CalendarTime;
  readonly unknown: readonly UnknownProperty[];
}

/** An item with nothing in it, to be filled. */
export const EMPTY_ITEM = {
  recurrenceRules: [],
  excludedRecurrenceRules: [],
  included: [],
  excluded: [],
  overrides: [],
  locations: [],
  virtualLocations: [],
  participants: [],
  alerts: [],
  keywords: [],
  links: [],
  relatedTo: [],
  unknown: [],
} as const satisfies Omit<CalendarItem, 'kind'>;

/** A point in time or a whole day. `zone` null: floating, the same reading wherever one is. */
export interface CalendarTime {
  /** Seconds since 1970 as the clock on the wall shows it, as if it hung in UTC. */
  readonly wall: number;
  readonly dateOnly: boolean;
  readonly zone: Zone | null;
  /** The zone's name as the body has it; also where it means nothing to us. */
  readonly zoneName?: string;
}

/** One occurrence that differs from its series; `item` has all it holds, not only what differs. */
export interface CalendarOverride {
  readonly recurrenceId: CalendarTime;
  /** RANGE=THISANDFUTURE (RFC 5545 §3.2.13). */
  readonly andFuture: boolean;
  readonly item: CalendarItem;
}

/** A name and a calendar address; the address without `mailto:` and in lower case, or a URI as it is. */
export interface Person {
  readonly name?: string;
  readonly address: string;
}

export interface Participant extends Person {
  /** `attendee`, `optional`, `informational`, `chair` (RFC 8984 §4.4.6). */
  readonly role: string;
  /** `needs-action`, `accepted`, `declined`, `tentative`, `delegated` and for tasks `completed`, `in-process`. */
  readonly status: string;
  /** `individual`, `group`, `resource`, `location`. */
  readonly kind: string;
  readonly expectReply: boolean;
}

export interface Alert {
  /** `display`, `email`, `audio`, or another in lower case. */
  readonly action: string;
  readonly trigger: AlertTrigger;
  /** How often it comes again after the first time, and after what time each. */
  readonly repeat?: { readonly count: number; readonly every: Duration };
}

export type AlertTrigger =
  | { readonly type: 'offset'; readonly offset: Duration; readonly relativeTo: 'start' | 'end' }
  | { readonly type: 'absolute'; readonly at: CalendarTime }
  | { readonly type: 'unread'; readonly value: string };

/** A URI, or embedded data by its size and digest. */
export interface Link {
  /** `attachment`, `image`, or nothing for a plain link. */
  readonly context?: string;
  readonly text: string;
  readonly key?: string;
}

export interface Relation {
  readonly uid: string;
  /** `parent`, `child`, `sibling`, or another in lower case. */
  readonly relation: string;
}

export interface UnknownProperty {
  readonly name: string;
  readonly value: string;
  readonly key?: string;
}

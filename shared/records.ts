/** The three kinds of record that every protocol can hold. */
export const RECORD_KINDS = ['contact', 'event', 'task'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Where a record stands in its source: in use, in Deleted Items, or only recoverable. */
export const RECORD_STATES = ['live', 'deleted', 'recoverable'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** How a body's bytes are to be read. */
export const RAW_FORMATS = ['vcard', 'icalendar', 'graph-json', 'csv-row', 'ews-xml'] as const;
export type RawFormat = (typeof RAW_FORMATS)[number];

/**
 * One comparable value of a record. `field` is a JSContact/JSCalendar property with its context after a slash
 * (`name/full`, `emails/work`, `phones/mobile`, `start`); it may come again for several values. `text` is what a person
 * reads. `key` is what comparing uses and stands only where it differs from `text` (a phone number in E.164, a folded
 * e-mail address): two entries with equal key and another text differ only cosmetically.
 */
export interface FieldEntry {
  readonly field: string;
  readonly text: string;
  readonly key?: string;
}

/** A mark that a program left in a record: PRODID, an X- property, a named MAPI property, a category. */
export interface Trace {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type SourceId = Branded<'SourceId'>;
export type SnapshotId = Branded<'SnapshotId'>;
export type RecordId = number & { readonly [brand]: 'RecordId' };
export type BodyId = number & { readonly [brand]: 'BodyId' };
export type PlanId = Branded<'PlanId'>;
export type RestoreId = Branded<'RestoreId'>;

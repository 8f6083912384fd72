import type { ContentLine } from '../content-lines/content-line.ts';
import type { ById, JSContactCard, NameKind, VCardProperty } from '../jscontact/card.ts';

/** A card being built from a vCard. */
export interface CardDraft {
  readonly card: Mutable<JSContactCard>;
  /** vCard 2.1 has no lists within a component. */
  readonly isVersion21: boolean;
  /** Words that iOS keeps in a property of their own, by group. */
  readonly labels: ReadonlyMap<string, string>;
  /** Country codes that iOS keeps in a property of their own, by group. */
  readonly countryCodes: ReadonlyMap<string, string>;
  /** LABEL properties of vCard 2.1 and 3.0, and places of birth and death, until all properties are there that they belong to. */
  readonly envelopes: Waiting[];
  readonly places: Waiting[];
  /** How parts of the name are spoken, until the name is there. */
  readonly phonetics: Map<NameKind, string>;
  /** Which property first named an online account, since some writers name each in an old and in a new one. */
  readonly services: Map<string, string>;
  lastId: number;
}

export interface Waiting {
  readonly line: ContentLine;
  readonly label: string | undefined;
}

type Mutable<Whole> = { -readonly [Key in keyof Whole]: Whole[Key] };

type ListProperty = { [Key in keyof JSContactCard]-?: NonNullable<JSContactCard[Key]> extends ById<object> ? Key : never }[keyof JSContactCard];
type Entry<Key extends ListProperty> = NonNullable<JSContactCard[Key]> extends ById<infer Value> ? Value : never;

/** Adds one entry under an id of its own, which is unique within the card. */
export function add<Key extends ListProperty>(draft: CardDraft, property: Key, entry: Entry<Key>): void {
  const entries: Record<string, unknown> = (draft.card[property] ??= {} as NonNullable<JSContactCard[Key]>);
  entries[String(++draft.lastId)] = entry;
}

/** Adds a member to a set. */
export function addMember(draft: CardDraft, property: 'keywords' | 'members', value: string): void {
  const members: Record<string, true> = (draft.card[property] ??= Object.create(null) as Record<string, true>);
  members[value] = true;
}

/** Keeps a property that JSContact has no place for (RFC 9555 §2.15). */
export function addVCardProperty(draft: CardDraft, property: VCardProperty): void {
  const properties = (draft.card.vCardProps ??= []) as VCardProperty[];
  properties.push(property);
}

import { parameterValues, type ContentLine } from '../content-lines/content-line.ts';
import type { Relation } from '../jscontact/card.ts';
import { addMember, type CardDraft } from './card-draft.ts';
import { textOf } from './line-text.ts';
import { placeOf } from './place.ts';

/** RELATED (RFC 9555 §2.9.3): its TYPEs are the relations. */
export function mapRelated(draft: CardDraft, line: ContentLine): void {
  const types = parameterValues(line, 'TYPE').flatMap((type) => type.toLowerCase().split(',')).filter((type) => type !== 'pref' && type !== '');
  addRelation(draft, textOf(line), types);
}

/** X-ABRELATEDNAMES of iOS and Google: the relation is the label, else a TYPE. */
export function mapRelatedName(draft: CardDraft, line: ContentLine, label: string | undefined): void {
  const word = placeOf(line, label).label;
  addRelation(draft, textOf(line), word === undefined ? [] : [word.toLowerCase().replace(/_/g, ' ')]);
}

/** X-SPOUSE, X-MS-MANAGER and their like, AGENT: the relation is in the name of the property. */
export function addRelation(draft: CardDraft, other: string, relations: readonly string[]): void {
  const name = other.trim();
  if (name === '') return;
  const related: Record<string, Relation> = (draft.card.relatedTo ??= Object.create(null) as Record<string, Relation>);
  const relation = (related[name]?.relation ?? Object.create(null)) as Record<string, true>;
  for (const word of relations) relation[word] = true;
  related[name] = { relation };
}

/** MEMBER and X-ADDRESSBOOKSERVER-MEMBER. */
export function mapGroupMember(draft: CardDraft, line: ContentLine): void {
  const member = textOf(line).trim();
  if (member !== '') addMember(draft, 'members', member);
}

import type { ContentLine } from '../content-lines/content-line.ts';
import { unescapeText } from '../content-lines/escape.ts';
import type { JSContactCard } from '../jscontact/card.ts';
import { addVCardProperty, type CardDraft } from './card-draft.ts';
import { applyEnvelopes } from './map-address.ts';
import { applyPlaces } from './map-dates.ts';
import { applyPhonetics } from './map-name.ts';
import { addRelation } from './map-related.ts';
import { mapUnknown, PROPERTY_MAP } from './property-map.ts';

/**
 * The card of the lines of one vCard 2.1, 3.0 or 4.0 (RFC 9555 §2); BEGIN and END may be among them. What JSContact has no place for
 * stands in `vCardProps`; a card within the card (AGENT) or behind it is kept there as text.
 */
export function vcardToJSContact(lines: readonly ContentLine[]): JSContactCard {
  const draft: CardDraft = {
    card: { '@type': 'Card', version: '1.0' },
    isVersion21: versionOf(lines) === '2.1',
    labels: byGroup(lines, 'X-ABLABEL', /\S/),
    countryCodes: byGroup(lines, 'X-ABADR', /^[a-z]{2}$/i),
    envelopes: [],
    places: [],
    phonetics: new Map(),
    services: new Map(),
    lastId: 0,
  };
  let depth = 0;
  let inner: string[] = [];
  let isAgent = false;
  let hasEnded = false;
  for (const line of lines) {
    if (line.name === 'BEGIN') depth++;
    else if (line.name === 'END') {
      depth--;
      if (depth === 0 && !hasEnded) hasEnded = true;
      else if (depth <= 1 && inner.length > 0) {
        keepInnerCard(draft, inner.join('; '), isAgent);
        inner = [];
        isAgent = false;
      }
    } else if (depth > 1 || hasEnded) {
      if (line.name !== 'VERSION' && line.value !== '') inner.push(`${line.name}: ${unescapeText(line.value)}`);
    } else if (line.name === 'AGENT' && line.value.trim() === '') isAgent = true;
    else mapLine(draft, line);
  }
  if (inner.length > 0) keepInnerCard(draft, inner.join('; '), isAgent);
  if (draft.phonetics.size > 0) applyPhonetics(draft);
  if (draft.envelopes.length > 0) applyEnvelopes(draft);
  if (draft.places.length > 0) applyPlaces(draft);
  return draft.card;
}

/** What VERSION says; a card without one is read as 3.0. */
function versionOf(lines: readonly ContentLine[]): string {
  return lines.find((line) => line.name === 'VERSION')?.value.trim() ?? '3.0';
}

function byGroup(lines: readonly ContentLine[], name: string, shape: RegExp): ReadonlyMap<string, string> {
  let found: Map<string, string> | undefined;
  for (const line of lines) {
    if (line.name !== name || line.group === '') continue;
    const value = unescapeText(line.value).trim();
    if (shape.test(value)) (found ??= new Map<string, string>()).set(line.group, value);
  }
  return found ?? NONE;
}

const NONE: ReadonlyMap<string, string> = new Map<string, string>();

function mapLine(draft: CardDraft, line: ContentLine): void {
  const mapper = PROPERTY_MAP.get(line.name) ?? mapUnknown;
  mapper(draft, line, line.group === '' ? undefined : draft.labels.get(line.group));
}

function keepInnerCard(draft: CardDraft, text: string, isAgent: boolean): void {
  if (isAgent) addRelation(draft, text, ['agent']);
  else addVCardProperty(draft, ['vcard', {}, 'text', text]);
}

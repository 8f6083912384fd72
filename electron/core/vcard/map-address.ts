import { parameterValue, type ContentLine } from '../content-lines/content-line.ts';
import { splitUnescaped, unescapeText } from '../content-lines/escape.ts';
import type { Address, AddressComponent, AddressKind, Placed } from '../jscontact/card.ts';
import { unixLineEnds } from '../text/normalise-text.ts';
import { add, type CardDraft } from './card-draft.ts';
import { isBlank, textOf } from './line-text.ts';
import { placeOf, withoutFeatures } from './place.ts';

/** ADR (RFC 9555 §2.5.1, RFC 9554 §2.1), with the country code that iOS keeps in X-ABADR. */
export function mapAddress(draft: CardDraft, line: ContentLine, label: string | undefined): void {
  const components = addressComponents(line);
  const full = parameterValue(line, 'LABEL');
  const code = parameterValue(line, 'CC') ?? draft.countryCodes.get(line.group);
  const coordinates = coordinatesOf(parameterValue(line, 'GEO') ?? '');
  const timeZone = parameterValue(line, 'TZ');
  if (components.length === 0 && full === undefined) return;
  add(draft, 'addresses', {
    ...addressPlace(line, label),
    ...(components.length === 0 ? {} : { components }),
    ...(full === undefined ? {} : { full: unixLineEnds(unescapeText(full)) }),
    ...(code === undefined ? {} : { countryCode: code.toLowerCase() }),
    ...(coordinates === undefined ? {} : { coordinates }),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

/** LABEL of vCard 2.1 and 3.0: each goes to the next address of the same place, or stands alone; call when all addresses are there. */
export function applyEnvelopes(draft: CardDraft): void {
  const addresses: Record<string, Address> = { ...draft.card.addresses };
  draft.card.addresses = addresses;
  const open = new Map<string, string[]>();
  for (const [id, address] of Object.entries(addresses)) {
    if (address.full !== undefined || address.components === undefined) continue;
    const ids = open.get(placeKey(address));
    if (ids === undefined) open.set(placeKey(address), [id]);
    else ids.push(id);
  }
  for (const ids of open.values()) ids.reverse();
  for (const { line, label } of draft.envelopes) {
    const full = textOf(line);
    if (isBlank(full)) continue;
    const place = addressPlace(line, label);
    const id = open.get(placeKey(place))?.pop();
    if (id === undefined) add(draft, 'addresses', { ...place, full });
    else addresses[id] = { ...addresses[id], full };
  }
}

/** GEO of every version: it stands for itself. */
export function mapGeo(draft: CardDraft, line: ContentLine): void {
  const coordinates = coordinatesOf(line.value);
  if (coordinates !== undefined) add(draft, 'addresses', { coordinates });
}

/** TZ of every version, as written. */
export function mapTimeZone(draft: CardDraft, line: ContentLine): void {
  const timeZone = textOf(line).trim();
  if (timeZone !== '') add(draft, 'addresses', { timeZone });
}

const KINDS: readonly AddressKind[] = [
  'postOfficeBox', 'apartment', 'name', 'locality', 'region', 'postcode', 'country',
  'room', 'apartment', 'floor', 'number', 'name', 'building', 'block', 'subdistrict', 'district', 'landmark', 'direction',
];
/** The old components that RFC 9554 §2.1 repeats in the added ones. */
const REPEATED: readonly number[] = [1, 2];
const FIRST_ADDED = 7;

function addressComponents(line: ContentLine): readonly AddressComponent[] {
  const parts = splitUnescaped(line.value, ';').map((part) => unixLineEnds(unescapeText(part)).trim());
  const isExtended = parts.slice(FIRST_ADDED).some((part) => part !== '');
  return parts.flatMap((value, index) => {
    const kind = KINDS[index];
    return value === '' || kind === undefined || (isExtended && REPEATED.includes(index)) ? [] : [{ kind, value }];
  });
}

function addressPlace(line: ContentLine, label: string | undefined): Placed {
  return withoutFeatures(placeOf(line, label));
}

function placeKey(address: Placed): string {
  return `${Object.keys(address.contexts ?? {}).sort().join('-')}/${address.label ?? ''}`;
}

/** `48.2;16.4` (3.0), `48.2,16.4` (2.1) and `geo:48.2,16.4` (4.0) as a `geo:` URI. */
function coordinatesOf(written: string): string | undefined {
  const found = /^(?:geo:)?([+-]?\d{1,3}(?:\.\d{1,40})?) ?\\?[;,] ?([+-]?\d{1,3}(?:\.\d{1,40})?)/i.exec(written.trim());
  return found === null ? undefined : `geo:${Number(found[1])},${Number(found[2])}`;
}

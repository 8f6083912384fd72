import { normaliseText } from '../text/normalise-text.ts';
import type { Address, AddressComponent, AddressKind } from './card.ts';

/** The parts of an address in one line, as they are written, separated by commas. */
export function addressText(components: readonly AddressComponent[]): string {
  return components.map((component) => component.value.split(/\s*\n\s*/).filter((line) => line !== '').join(', ')).join(', ');
}

/** What an address compares by: each part in its place, so that a street that moved into the town is seen. */
export function addressKey(components: readonly AddressComponent[]): string {
  const parts: string[] = [];
  const filled = new Set<number>();
  for (const { kind, value } of components) {
    const place = KEY_ORDER.indexOf(kind);
    if (place < 0) continue;
    while (parts.length <= place) parts.push('');
    parts[place] = filled.has(place) ? `${parts[place]},${normaliseText(value)}` : normaliseText(value);
    filled.add(place);
  }
  return parts.join(';').replace(/;+$/, '');
}

const KEY_ORDER: readonly AddressKind[] = [
  'postOfficeBox', 'apartment', 'name', 'locality', 'region', 'postcode', 'country',
  'room', 'floor', 'number', 'building', 'block', 'subdistrict', 'district', 'landmark', 'direction',
];

/** `48.2, 16.4` of a `geo:` URI. */
export function coordinatesText(address: Address): string {
  return (address.coordinates ?? '').replace(/^geo:/i, '').replace(',', ', ');
}

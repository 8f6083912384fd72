import { normaliseText } from '../text/normalise-text.ts';
import type { Address, AddressComponent, AddressKind } from './card.ts';

/** The parts of an address in one line, as they are written, separated by commas. */
export function addressText(components: readonly AddressComponent[]): string {
  return components.map((component) => component.value.split(/\s*\n\s*/).filter((line) => line !== '').join(', ')).join(', ');
}

/** What an address compares by: each part in its place, so that a street that moved into the town is seen. */
export function addressKey(components: readonly AddressComponent[]): string {
  const parts: string[] = [];
  for (const kind of KEY_ORDER) {
    const values = components.filter((component) => component.kind === kind).map((component) => normaliseText(component.value));
    parts.push(values.join(','));
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

import type { AddressComponent, AddressKind } from '../jscontact/card.ts';

/** The seven components of ADR (RFC 2426 §3.2.1); what has no component of its own goes to the one a person would look in. */
export function addressComponents(components: readonly AddressComponent[]): readonly string[] {
  return PARTS.map((kinds) => kinds.flatMap((kind) => components.filter((component) => component.kind === kind).map((component) => component.value)).join(', '));
}

const PARTS: readonly (readonly AddressKind[])[] = [
  ['postOfficeBox'],
  ['apartment', 'room', 'floor', 'building', 'block', 'landmark', 'direction'],
  ['name', 'number'],
  ['locality', 'subdistrict', 'district'],
  ['region'],
  ['postcode'],
  ['country'],
];

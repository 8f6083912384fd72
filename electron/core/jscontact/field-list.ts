import type { FieldEntry } from '../../../shared/records.ts';
import { normaliseText, unixLineEnds } from '../text/normalise-text.ts';
import type { Placed, TrueSet } from './card.ts';

/** Adds a text that compares by its normal form; blank ones are left out. */
export function addText(fields: FieldEntry[], field: string, text: string): void {
  const key = normaliseText(text);
  if (key !== '') addKeyed(fields, field, text, key);
}

/** Adds a text with the key that it compares by; the key stands only where it differs. */
export function addKeyed(fields: FieldEntry[], field: string, text: string, key: string): void {
  const read = unixLineEnds(text);
  fields.push(read === key ? { field, text: read } : { field, text: read, key });
}

/** `base`, and behind a slash where the value belongs: its contexts, what it can do, its label, each in order; `voice` is any phone. */
export function fieldOf(base: string, place: Placed, features?: TrueSet): string {
  if (place.contexts === undefined && place.label === undefined && features === undefined) return base;
  const parts = namesOf(place.contexts);
  for (const feature of namesOf(features)) if (feature !== 'voice') parts.push(feature);
  if (place.label !== undefined) parts.push(place.label);
  return parts.length === 0 ? base : `${base}/${parts.join('-')}`;
}

function namesOf(set: TrueSet | undefined): string[] {
  if (set === undefined) return [];
  const names = Object.keys(set);
  return names.length > 1 ? names.sort() : names;
}

/** By field, then key, then text, in the order of their code units. */
export function compareEntries(one: FieldEntry, other: FieldEntry): number {
  if (one.field !== other.field) return one.field < other.field ? -1 : 1;
  const oneKey = one.key ?? one.text;
  const otherKey = other.key ?? other.text;
  if (oneKey !== otherKey) return oneKey < otherKey ? -1 : 1;
  return one.text === other.text ? 0 : one.text < other.text ? -1 : 1;
}

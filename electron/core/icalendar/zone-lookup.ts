import { isUnmistakable, namedZone } from '../jscalendar/named-zone.ts';
import type { Zone } from '../jscalendar/zone.ts';
import { valueOf, type Component } from './component-tree.ts';
import { zoneOfVtimezone, type DefinedZone } from './vtimezone.ts';

/** Finds the zone of a TZID; null where neither its name nor a VTIMEZONE of the body says what it is. */
export type ZoneLookup = (tzid: string) => Zone | null;

const KEPT_DEFINITIONS = 256;
const KEPT_DEFINITION_LENGTH = 16_384;

// Every event of a calendar brings the same VTIMEZONE along; what a definition means never changes.
const definitions = new Map<string, DefinedZone | null>();

/**
 * Zones for the TZIDs of one body. A name that means the same everywhere wins over the body's own VTIMEZONE (as RFC 7809 has it), for
 * servers add and drop those at will; a name that does not is read by its VTIMEZONE. Doubts are told to `warn`.
 */
export function createZoneLookup(vtimezones: readonly Component[], warn: (warning: string) => void): ZoneLookup {
  const components = new Map<string, Component>();
  for (const component of vtimezones) {
    const tzid = valueOf(component, 'TZID');
    if (tzid !== undefined && !components.has(tzid)) components.set(tzid, component);
  }
  const found = new Map<string, Zone | null>();
  return (tzid) => {
    const known = found.get(tzid);
    if (known !== undefined) return known;
    const zone = lookUp(tzid, components.get(tzid), warn);
    found.set(tzid, zone);
    return zone;
  };
}

function lookUp(tzid: string, component: Component | undefined, warn: (warning: string) => void): Zone | null {
  const named = namedZone(tzid);
  const defined = component === undefined ? null : definedZone(component);
  if (named !== undefined && (defined === null || isUnmistakable(tzid))) return named;
  if (defined !== null) {
    if (!defined.complete) warn('record-odd-zone');
    return defined;
  }
  warn('record-unknown-zone');
  return null;
}

function definedZone(component: Component): DefinedZone | null {
  const text = definitionText(component);
  if (text.length > KEPT_DEFINITION_LENGTH) return zoneOfVtimezone(component) ?? null;
  const known = definitions.get(text);
  if (known !== undefined) return known;
  const zone = zoneOfVtimezone(component) ?? null;
  if (definitions.size >= KEPT_DEFINITIONS) definitions.clear();
  definitions.set(text, zone);
  return zone;
}

function definitionText(component: Component): string {
  const parts: string[] = [];
  for (const { name, lines, children } of [component, ...component.children]) {
    parts.push(name);
    for (const line of lines) parts.push(`${line.name}:${line.value}`);
    if (name !== 'VTIMEZONE') for (const child of children) parts.push(child.name);
  }
  return parts.join('\n');
}

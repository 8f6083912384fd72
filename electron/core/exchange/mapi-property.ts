import type { RecordKind } from '../../../shared/records.ts';

/** `identity` and `time` say which item it is and when it moved, and are never compared; `trace` are marks of programs. */
export type MapiPropertyKind = 'identity' | 'time' | 'trace';
export type MapiType = 'String' | 'Binary' | 'SystemTime' | 'Integer' | 'Double' | 'Boolean';

/** The attributes of an EWS `ExtendedFieldURI`, in the schema's order. */
export type ExtendedFieldUri = Readonly<Record<string, string>>;

/** A MAPI property, by the names that EWS and Graph have for it. */
export interface MapiProperty {
  readonly name: string;
  readonly kind: MapiPropertyKind;
  /** The kinds of items that it is asked for. */
  readonly on: readonly RecordKind[];
  readonly ews: ExtendedFieldUri;
  readonly graphId: string;
}

/** Property sets that have a name of their own in EWS (types.xsd, DistinguishedPropertySetType). */
const SETS: Readonly<Record<string, string>> = {
  Meeting: '6ED8DA90-450B-101B-98DA-00AA003F1305',
  Appointment: '00062002-0000-0000-C000-000000000046',
  Common: '00062008-0000-0000-C000-000000000046',
  PublicStrings: '00020329-0000-0000-C000-000000000046',
  Address: '00062004-0000-0000-C000-000000000046',
  InternetHeaders: '00020386-0000-0000-C000-000000000046',
  CalendarAssistant: '11000E07-B51B-40D6-AF21-CAA85EDAB1D0',
  UnifiedMessaging: '4442858E-A9E3-4E80-B900-317A210CC15B',
  Task: '00062003-0000-0000-C000-000000000046',
  Sharing: '00062040-0000-0000-C000-000000000046',
};

/** A property with a tag of its own. */
export function tagged(name: string, kind: MapiPropertyKind, tag: number, type: MapiType, on: readonly RecordKind[]): MapiProperty {
  const ews = { PropertyTag: hexadecimal(tag), PropertyType: type };
  return { name, kind, on, ews, graphId: graphIdOfUri(ews) };
}

/** A property within a set, by its id or by its name there; `set` is a set's name in EWS or a GUID. */
export function inSet(name: string, kind: MapiPropertyKind, set: string, within: number | string, type: MapiType, on: readonly RecordKind[]): MapiProperty {
  const owner = Object.hasOwn(SETS, set) ? { DistinguishedPropertySetId: set } : { PropertySetId: set };
  const place = typeof within === 'number' ? { PropertyId: String(within) } : { PropertyName: within };
  const ews = { ...owner, ...place, PropertyType: type };
  return { name, kind, on, ews, graphId: graphIdOfUri(ews) };
}

/**
 * The id that Graph has for what an `ExtendedFieldURI` names, always in one form: `String 0x3FF8`, `Integer {set} Id 0x8510`,
 * `String {set} Name name`. Empty where the attributes name nothing.
 */
export function graphIdOfUri(uri: ExtendedFieldUri): string {
  const { PropertyTag: tag, PropertyName: name, PropertyId: id, PropertyType: type = '', DistinguishedPropertySetId: known = '', PropertySetId: guid = '' } = uri;
  if (tag !== undefined) return `${type} ${hexadecimal(Number(tag))}`;
  const set = `{${(SETS[known] ?? guid).toUpperCase()}}`;
  if (name !== undefined) return `${type} ${set} Name ${name}`;
  return id === undefined ? '' : `${type} ${set} Id ${hexadecimal(Number(id))}`;
}

/** A Graph id in the one form that `graphIdOfUri` gives, whatever the case and the leading zeros that a server answers with. */
export function canonicalGraphId(id: string): string {
  const match = /^\s*(\w+)\s+(?:(\{[0-9a-f-]{36}\})\s+(Id|Name)\s+)?(.*?)\s*$/i.exec(id.slice(0, 500));
  const [, type = '', set, form, place = ''] = match ?? [];
  if (set !== undefined && form?.toLowerCase() === 'name') return `${type} ${set.toUpperCase()} Name ${place}`;
  if (!/^0x[0-9a-f]{1,8}$/i.test(place)) return id.trim();
  return set === undefined ? `${type} ${hexadecimal(Number(place))}` : `${type} ${set.toUpperCase()} Id ${hexadecimal(Number(place))}`;
}

function hexadecimal(number: number): string {
  return Number.isFinite(number) ? `0x${number.toString(16).toUpperCase().padStart(4, '0')}` : '0x0000';
}

/** A MAPI property: a tag as `0x3a06`, or a named one as `{set}:0x8005` or `{set}:name`. The same value has the same key in every face of the server. */
export type MapiKey = `0x${string}` | `{${string}}:${string}`;

/** Times are ISO 8601 in UTC, binary values base64; what it is read as, the reader says. */
export type PropertyValue = string | number | boolean | readonly string[];

/** The property sets that have names of their own (MS-OXPROPS §1.3.2). */
export const PROPERTY_SETS = {
  Meeting: '6ed8da90-450b-101b-98da-00aa003f1305',
  Appointment: '00062002-0000-0000-c000-000000000046',
  Common: '00062008-0000-0000-c000-000000000046',
  PublicStrings: '00020329-0000-0000-c000-000000000046',
  Address: '00062004-0000-0000-c000-000000000046',
  InternetHeaders: '00020386-0000-0000-c000-000000000046',
  CalendarAssistant: '11000e07-b51b-40d6-af21-caa85edab1d0',
  UnifiedMessaging: '4442858e-a9e3-4e80-b900-317a210cc15b',
  Task: '00062003-0000-0000-c000-000000000046',
  Sharing: '00062040-0000-0000-c000-000000000046',
} as const;
export type PropertySetName = keyof typeof PROPERTY_SETS;

/** The key of a property with a tag; only the id counts, not the type. */
export function tag(id: number): MapiKey {
  return `0x${id.toString(16).padStart(4, '0')}`;
}

/** The key of a property with an id within a set, named or by its GUID. */
export function idIn(set: string, id: number): MapiKey {
  return `{${guidOf(set)}}:0x${id.toString(16).padStart(4, '0')}`;
}

/** The key of a property with a name within a set; names are case-sensitive. */
export function nameIn(set: string, name: string): MapiKey {
  return `{${guidOf(set)}}:${name}`;
}

function guidOf(set: string): string {
  return set in PROPERTY_SETS ? PROPERTY_SETS[set as PropertySetName] : set.toLowerCase();
}

import { ianaZone } from './iana-zone.ts';
import { ianaNameOfWindowsZone } from './windows-zones.ts';
import { UTC, type Zone } from './zone.ts';

const UTC_NAMES: ReadonlySet<string> = new Set(['UTC', 'Z', 'GMT', 'ETC/UTC', 'ETC/GMT', 'UTC/GMT', 'ETC/UCT', 'ZULU']);

/**
 * The zone that a name means by itself: an IANA name, one behind the prefix of a calendar program
 * (`/vendor.test/20050126_1/Europe/Berlin`), or a name of Windows. Undefined where the name alone says nothing.
 */
export function namedZone(name: string): Zone | undefined {
  if (UTC_NAMES.has(name.toUpperCase())) return UTC;
  const windows = ianaNameOfWindowsZone(name);
  if (windows !== undefined) return windows === 'Etc/UTC' ? UTC : ianaZone(windows);
  return ianaZone(name.includes(' ') ? name.replaceAll(' ', '_') : name) ?? prefixedZone(name);
}

/**
 * Whether a name is a place of the IANA tables (`Europe/Berlin`) or a name of Windows, and so means the same everywhere. An
 * abbreviation such as `EST` is not: programs mean a zone with summer time by it, the tables mean one without.
 */
export function isUnmistakable(name: string): boolean {
  return name.includes('/') || UTC_NAMES.has(name.toUpperCase()) || ianaNameOfWindowsZone(name) !== undefined;
}

function prefixedZone(name: string): Zone | undefined {
  if (!name.startsWith('/') || name.length > 200) return undefined;
  const parts = name.split('/').slice(1);
  for (const length of [3, 2, 1]) {
    if (parts.length < length) continue;
    const zone = ianaZone(parts.slice(-length).join('/'));
    if (zone !== undefined) return zone;
  }
  return undefined;
}

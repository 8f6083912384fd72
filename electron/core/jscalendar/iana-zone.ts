import type { Zone } from './zone.ts';

const DAY_SECONDS = 86_400;
const KNOWN_ZONES = 2000;
const KNOWN_DAYS = 5000;
const NAME = /^[A-Za-z]\w*(?:[/+-]\w+)*$/;
const OFFSET = /GMT(?:([+-])(\d\d):?(\d\d)(?::?(\d\d))?)?$/;

// The platform's tables never change while the program runs, so what was looked up may be kept.
const zones = new Map<string, Zone | null>();

/** The zone of an IANA name by the platform's tables (RFC 5545 leaves them to the reader); undefined for a name it does not know. */
export function ianaZone(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known ?? undefined;
  const zone = NAME.test(name) && name.length <= 64 ? openZone(name) : null;
  if (zones.size >= KNOWN_ZONES) zones.clear();
  zones.set(name, zone);
  return zone ?? undefined;
}

function openZone(name: string): Zone | null {
  const format = formatFor(name);
  if (format === null) return null;
  const byDay = new Map<number, number>();
  const ask = (instant: number): number => offsetIn(format.format(instant * 1000));
  // Most instants lie in a day that begins and ends with the same offset: two look-ups a day instead of two a time.
  const atDay = (day: number): number => {
    const held = byDay.get(day);
    if (held !== undefined) return held;
    const offset = ask(day * DAY_SECONDS);
    if (byDay.size >= KNOWN_DAYS) byDay.clear();
    byDay.set(day, offset);
    return offset;
  };
  return {
    id: name,
    offsetAt(instant) {
      const day = Math.floor(instant / DAY_SECONDS);
      const start = atDay(day);
      return start === atDay(day + 1) ? start : ask(instant);
    },
  };
}

function formatFor(name: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' });
  } catch (thrown) {
    // ECMA-402: an unknown time zone name is a RangeError, and the only way to ask.
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function offsetIn(formatted: string): number {
  const match = OFFSET.exec(formatted);
  if (match === null || match[1] === undefined) return 0;
  const size = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? '0');
  return match[1] === '-' ? -size : size;
}

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/**
 * A recurrence rule (RFC 5545 §3.3.10) without the parts that only say what holds anyway, in a fixed order: programs write them or not.
 * The day is compared with room for the time zone, which the start does not show.
 */
export function plainRule(rule: string, start: string): string {
  const startMs = Date.parse(start);
  const parts = rule.toUpperCase().replace(/^RRULE:/, '').split(';').filter((part) => part !== '').sort();
  const frequency = parts.find((part) => part.startsWith('FREQ='))?.slice('FREQ='.length) ?? '';
  return parts.filter((part) => part !== 'INTERVAL=1' && !part.startsWith('WKST=') && !(Number.isFinite(startMs) && isOfStart(part, frequency, startMs))).join(';');
}

const DAY_MS = 86_400_000;

function isOfStart(part: string, frequency: string, startMs: number): boolean {
  const near = [-1, 0, 1].map((days) => new Date(startMs + days * DAY_MS));
  const [name, value] = part.split('=');
  if (name === 'BYDAY' && frequency === 'WEEKLY') return near.some((day) => DAYS[day.getUTCDay()] === value);
  if (name === 'BYMONTHDAY' && (frequency === 'MONTHLY' || frequency === 'YEARLY')) return near.some((day) => String(day.getUTCDate()) === value);
  return name === 'BYMONTH' && frequency === 'YEARLY' && near.some((day) => String(day.getUTCMonth() + 1) === value);
}

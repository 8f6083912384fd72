import { firstLine, type ContentComponent } from './content.ts';

/** When an event or task takes place, as sortable basic-format UTC texts; times with a zone are taken as UTC. */
export interface TimeSpan {
  readonly start: string;
  readonly end: string;
}

/** The span of a component (RFC 4791 §9.9), recurrences apart; null where it has no time. */
export function spanOf(component: ContentComponent): TimeSpan | null {
  const startValue = valueOf(component, 'DTSTART') ?? valueOf(component, 'DUE');
  if (startValue === undefined) return null;
  const start = inUtcForm(startValue);
  const endValue = valueOf(component, 'DTEND') ?? valueOf(component, 'DUE');
  if (endValue !== undefined) return { start, end: inUtcForm(endValue) };
  const seconds = secondsOf(valueOf(component, 'DURATION'));
  // RFC 5545 §3.6.1: an all-day event without an end lasts one day.
  return { start, end: addSeconds(start, seconds ?? (startValue.length === 8 ? 86_400 : 0)) };
}

function valueOf(component: ContentComponent, name: string): string | undefined {
  return firstLine(component, name)?.value.trim();
}

function inUtcForm(value: string): string {
  if (/^\d{8}$/.test(value)) return `${value}T000000Z`;
  return value.endsWith('Z') ? value : `${value}Z`;
}

function secondsOf(duration: string | undefined): number | null {
  const match = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration ?? '');
  if (match === null) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds;
}

function addSeconds(basic: string, seconds: number): string {
  const extended = basic.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const milliseconds = Date.parse(extended);
  if (Number.isNaN(milliseconds)) return basic;
  return new Date(milliseconds + seconds * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
